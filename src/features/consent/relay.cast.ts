import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { config } from '#kernel/config.ts'

/** A real mail server that keeps what it gets. */
export async function openRelay() {
  const letters: string[] = []
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData(stream, _, done) {
      let text = ''
      stream.on('data', (chunk) => {
        text += chunk
      })
      stream.on('end', () => {
        letters.push(decoded(text))
        done()
      })
    },
  })
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const url = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`
  config.mailUrl = url
  return {
    letters,
    /** Where the last letter leads, as a path of ours. */
    path: () => new URL(/https?:\/\/\S+\/confirm\/[\w-]+/.exec(letters.at(-1) ?? '')![0]).pathname,
    unset: () => void delete config.mailUrl,
    set: () => {
      config.mailUrl = url
    },
    close: () => {
      delete config.mailUrl
      return new Promise<void>((done) => server.close(() => done()))
    },
  }
}

/** As a mail program shows it: base64 and quoted-printable undone. */
function decoded(mail: string): string {
  const [head = '', ...rest] = mail.split('\r\n\r\n')
  const body = rest.join('\r\n\r\n')
  if (/Content-Transfer-Encoding: base64/i.test(head))
    return `${head}\n\n${Buffer.from(body, 'base64').toString('utf8')}`
  const bytes = body
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
  return `${head}\n\n${Buffer.from(bytes, 'latin1').toString('utf8')}`
}
