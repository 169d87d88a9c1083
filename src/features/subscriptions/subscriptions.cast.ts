import { publishNotice } from '#features/notice/notice.editions.ts'
import { clock } from '#kernel/clock.ts'
import type { House } from '#kernel/database.ts'
import { makeStamp } from '#kernel/stamp.ts'
import type { Register } from '#register/index.ts'
import type { Served } from '../../../tests/served.ts'
import type { Sink, Told } from '../../../tests/sink.ts'

/** Who types into the form of the notice: each from a network of their own, and not faster than a person reads. */
export async function fill(
  { server, bed: { connection } }: Served,
  path: string,
  fields: Record<string, string>,
  { after = 4000, ip = `198.51.${n256()}.${n256()}` } = {},
) {
  const now = clock.now
  clock.now = () => new Date(now().getTime() - after)
  const stamp = makeStamp(connection.key, { form: path, version: 0 })
  clock.now = now
  return post(server.url + path, { stamp, ...fields }, ip)
}

const n256 = () => Math.floor(Math.random() * 256)

export async function post(url: string, fields: Record<string, string> = {}, ip = '198.51.100.7') {
  const answer = await fetch(url, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-forwarded-for': ip },
    body: new URLSearchParams(fields),
  })
  return { status: answer.status, headers: answer.headers, text: await answer.text() }
}

/** What a message says, as its reader's program shows it. */
export function bodyOf({ raw = '' }: Told): string {
  const part = raw.split(/\r?\n(?=--)/).find((one) => /content-type: text\/plain/i.test(one)) ?? ''
  const at = part.search(/\r?\n\r?\n/)
  const [head, content] = [part.slice(0, at), part.slice(at).trim()]
  if (/transfer-encoding: base64/i.test(head)) return Buffer.from(content, 'base64').toString()
  if (!/transfer-encoding: quoted-printable/i.test(head)) return content
  const bytes = content
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8')
}

export const mailsTo = (sink: Sink, to: string): Told[] => sink.taken.filter((one) => one.to === to)

/** Another notice than before: its controller has a new mailbox. */
export const changed = (register: Register, mailbox: string): Register => ({
  ...register,
  controller: { ...register.controller, mailbox },
})

export const publish = (house: House, mailbox: string) =>
  publishNotice(house.jobs, {
    register: changed(house.register, mailbox),
    approvedBy: 'test',
    change: { material: false, assessment: 'Yhteystieto vaihtuu, mikään muu ei.' },
  })
