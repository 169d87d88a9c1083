import { type ChildProcess, fork } from 'node:child_process'
import { EventEmitter, once } from 'node:events'
import type { AddressInfo, Socket } from 'node:net'
import { fileURLToPath } from 'node:url'
import { SMTPServer } from 'smtp-server'

// A relay that keeps what it takes, in a process of its own: whoever is killed beside it takes nothing back. The first
// word of an address says how it is treated: hold-1500-x@… is taken 1500 ms after its last byte has come,
// refuse-x@… is refused before the message, bounce-x@… after it, drop-x@… is cut off, hang-x@… is never answered.

/** What the sink tells: `at` in ms of the machine's monotonic clock, which all processes share. */
export type Told = { kind: 'came' | 'taken'; to: string; at: number; raw?: string }

export type Sink = {
  url: string
  /** Everything taken so far. */
  taken: Told[]
  /** Resolves when something of this kind was told of the address, also if it was before. */
  told(kind: Told['kind'], to: string): Promise<Told>
  close(): Promise<void>
}

export const clockNow = (): number => Number(process.hrtime.bigint() / 1000n) / 1000

export async function openSink(): Promise<Sink> {
  const child: ChildProcess = fork(fileURLToPath(import.meta.url), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  const all: Told[] = []
  const taken: Told[] = []
  const news = new EventEmitter().setMaxListeners(0)
  const [{ port }] = (await once(child, 'message')) as [{ port: number }]
  child.on('message', (told: Told) => {
    all.push(told)
    if (told.kind === 'taken') taken.push(told)
    news.emit('told')
  })
  return {
    url: `smtp://127.0.0.1:${port}`,
    taken,
    async told(kind, to) {
      for (;;) {
        const found = all.find((one) => one.kind === kind && one.to === to)
        if (found) return found
        await once(news, 'told')
      }
    },
    async close() {
      child.disconnect()
      if (child.exitCode === null) await once(child, 'exit')
    },
  }
}

function serve(): void {
  const sockets = new Map<number, Socket>()
  const tell = (told: Told) => void process.send?.(told)
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    onRcptTo({ address }, _, done) {
      done(address.startsWith('refuse-') ? Object.assign(new Error('no such mailbox'), { responseCode: 550 }) : null)
    },
    onData(stream, session, done) {
      const to = session.envelope.rcptTo[0]!.address
      const chunks: Buffer[] = []
      stream.on('data', (chunk) => chunks.push(chunk))
      stream.on('end', () => {
        tell({ kind: 'came', to, at: clockNow() })
        if (to.startsWith('hang-')) return
        if (to.startsWith('drop-')) return void sockets.get(session.remotePort)?.destroy()
        if (to.startsWith('bounce-')) return done(Object.assign(new Error('not wanted'), { responseCode: 554 }))
        const wait = Number(/^hold-(\d+)-/.exec(to)?.[1] ?? Math.random() * 8)
        setTimeout(() => {
          tell({ kind: 'taken', to, at: clockNow(), raw: Buffer.concat(chunks).toString() })
          done(null, `kept as ${Math.random().toString(36).slice(2, 10)}`)
        }, wait)
      })
    },
  })
  server.server.on('connection', (socket: Socket) => {
    const { remotePort } = socket
    sockets.set(remotePort!, socket)
    socket.once('close', () => sockets.delete(remotePort!))
  })
  // Whoever is killed in the middle leaves a broken connection; that is what is being tried.
  server.on('error', () => {})
  server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.server.address() as AddressInfo).port }))
  process.on('disconnect', () => process.exit(0))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) serve()
