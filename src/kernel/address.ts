import { config } from './config.ts'

let listening: string | undefined

/** Where people reach us. Never from a request's Host header: whoever sends one could have our links point to himself. */
export const addressOf = (): string =>
  config.baseUrl ?? listening ?? `http://${config.host === '0.0.0.0' ? 'localhost' : config.host}:${config.port}`

/** Said once by the server when it listens: the port may have been the system's choice. */
export function listenAt(url: string): void {
  listening = url
}

/** Where this process listens; undefined while it serves nobody. */
export const servedAt = (): string | undefined => listening
