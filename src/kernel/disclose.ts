import nodemailer from 'nodemailer'
import { config } from './config.ts'
import { refuse } from './errors.ts'

export type Mail = { to: string; subject: string; text: string; html?: string }

let relay: ReturnType<typeof nodemailer.createTransport> | undefined

/** The only place where the product opens a connection outward. */
export async function sendMail(mail: Mail): Promise<void> {
  if (!config.mailUrl) refuse('MAIL_NOT_SET')
  relay ??= nodemailer.createTransport({ url: config.mailUrl, disableFileAccess: true, disableUrlAccess: true })
  await relay.sendMail({
    from: config.mailFrom ?? 'Seloste <seloste@localhost>',
    ...mail,
    headers: { 'Auto-Submitted': 'auto-generated' },
  })
}

const OURSELVES = ['127.0.0.1', 'localhost', '[::1]']

/**
 * Asks the running instance as a stranger would, to see what it answers: no way out, because it takes no
 * address but that of this machine or the one this instance is known by.
 */
export async function askOurselves(
  address: string,
  path: string,
  method: string,
): Promise<{ status: number; body: string }> {
  const url = new URL(path, address)
  const own = OURSELVES.includes(url.hostname) || (config.baseUrl && url.origin === new URL(config.baseUrl).origin)
  if (!own) refuse('ORIGIN_REFUSED')
  const answer = await fetch(url, { method, redirect: 'error', signal: AbortSignal.timeout(10_000) })
  return { status: answer.status, body: await answer.text() }
}
