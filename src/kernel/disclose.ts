import nodemailer from 'nodemailer'
import { config } from './config.ts'
import { refuse } from './errors.ts'

export type Mail = { to: string; subject: string; text: string; html?: string }

/** True when a relay is set; without one, links are shown to the administrator instead. */
export const canMail = (): boolean => config.mailUrl !== undefined

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
