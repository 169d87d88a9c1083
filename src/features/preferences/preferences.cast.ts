import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { addressHash, type LinkKind, sealLink } from '#features/grounds/links.ts'
import { type Made, openCast, type Cast as SendingCast, type Someone } from '#features/sending/sending.cast.ts'
import { config } from '#kernel/config.ts'
import { openServed, type Reply, type Served } from '../../../tests/served.ts'

/** The product served, a relay that takes its mail, and people who choose. */
export type Cast = {
  served: Served
  sending: SendingCast
  /** What the relay took, decoded. */
  mails: { to: string; text: string }[]
  make(someone?: Someone): Promise<Made>
  token(kind: LinkKind, someone: { id: string; email: string }): string
  get(path: string, headers?: Record<string, string>): Promise<Reply>
  /** As a form posts. */
  post(path: string, fields?: Record<string, string>, headers?: Record<string, string>): Promise<Reply>
  /** Everything that a look must not change, as one text. */
  state(): Promise<string>
  events(person: string): Promise<{ slot: string; kind: string; actor: string; proof: any }[]>
  close(): Promise<void>
}

export async function openPreferences(): Promise<Cast> {
  const mails: Cast['mails'] = []
  const relay = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData(stream, session, done) {
      let text = ''
      stream.on('data', (chunk) => {
        text += chunk
      })
      stream.on('end', () => {
        const to = session.envelope.rcptTo.map((one) => one.address).join()
        mails.push({ to, text: text.replace(/=\r?\n/g, '').replace(/=3D/g, '=') })
        done()
      })
    },
  })
  relay.listen(0, '127.0.0.1')
  await once(relay.server, 'listening')
  config.mailUrl = `smtp://127.0.0.1:${(relay.server.address() as AddressInfo).port}`
  const served = await openServed()
  const sending = await openCast(served.bed)
  const { key } = served.bed.connection
  return {
    served,
    sending,
    mails,
    make: (someone = {}) => sending.make(someone),
    token: (kind, { id, email }) => sealLink(key, { kind, person: id, hash: addressHash(key, email) }),
    get: (path, headers = {}) => served.stranger('GET', path, { headers: { accept: 'text/html', ...headers } }),
    post: (path, fields = {}, headers = {}) =>
      served.stranger('POST', path, {
        raw: new URLSearchParams(fields).toString(),
        headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      }),
    async state() {
      const { rows } = await sending.owner.query(
        `select (select md5(coalesce(string_agg(g::text, ',' order by number), '')) from data.grounds g) as grounds,
           (select md5(coalesce(string_agg(p::text, ',' order by id), '')) from data.people p) as people,
           (select md5(coalesce(string_agg(s::text, ',' order by hash), '')) from data.suppressions s) as suppressions,
           (select count(*) from data.sendings) as sendings, (select count(*) from data.informings) as informings`,
      )
      return JSON.stringify(rows[0])
    },
    async events(person) {
      const { rows } = await sending.owner.query(
        'select slot, kind, actor, proof from data.grounds where person_id = $1 order by number',
        [person],
      )
      return rows
    },
    async close() {
      delete config.mailUrl
      await served.close()
      await new Promise<void>((done) => relay.close(done))
    },
  }
}

/** The link to every choice in a mail. */
export const linkIn = (text: string): string | undefined => /\/preferences\/[\w-]{108}/.exec(text)?.[0]

export async function until(holds: () => boolean): Promise<void> {
  for (let i = 0; i < 150 && !holds(); i++) await new Promise((done) => setTimeout(done, 20))
}

export const pause = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds))
