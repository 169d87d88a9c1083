import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { Halt, halt } from './halt.ts'

/** The port remembered in a file if nobody has taken it meanwhile, else any free one, which is then remembered. */
export async function freePort(host: string, memory: string): Promise<number> {
  const remembered = existsSync(memory) ? Number(readFileSync(memory, 'utf8')) : 0
  for (const wish of [remembered, 0]) {
    try {
      const port = await tryPort(host, wish)
      writeFileSync(memory, `${port}\n`)
      return port
    } catch (error) {
      if ((error as NodeJS.ErrnoException).syscall !== 'listen') throw error
    }
  }
  return halt(`No port is free on ${host}. Stop something that listens there.`)
}

/** Opens the port for a moment; gives its number, or a halt that says why it cannot be had. */
export async function refuseTakenPort(host: string, port: number): Promise<void> {
  await tryPort(host, port).catch((error) => {
    throw portProblem(error, host, port)
  })
}

/** An error of listening as a sentence; any other error as it is. */
export function portProblem(error: unknown, host: string, port: number): unknown {
  const { code, syscall } = (error ?? {}) as NodeJS.ErrnoException
  if (code === 'ENOTFOUND' || (syscall === 'listen' && code === 'EADDRNOTAVAIL')) {
    return new Halt(`HOST=${host} is no address of this machine. Use 127.0.0.1, or 0.0.0.0 for all of them.`)
  }
  if (syscall !== 'listen') return error
  if (code === 'EADDRINUSE') {
    return new Halt(`Port ${port} is already in use. Stop what uses it, or choose another: PORT=${port + 1} npm start`)
  }
  if (code === 'EACCES') {
    return new Halt(`Port ${port} may not be opened by this user. Choose one above 1023: PORT=4700 npm start`)
  }
  return error
}

function tryPort(host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen({ port, host }, () => {
      const { port: bound } = probe.address() as { port: number }
      probe.close(() => resolve(bound))
    })
  })
}
