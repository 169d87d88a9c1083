import { sql } from 'kysely'
import { actorWith } from '#features/access/actor.ts'
import { listUsers, type User } from '#features/access/users.ts'
import { addressOf } from '#kernel/address.ts'
import { clock, today } from '#kernel/clock.ts'
import { config } from '#kernel/config.ts'
import type { House } from '#kernel/database.ts'
import { sendMail } from '#kernel/disclose.ts'
import { append } from '#kernel/ledger.ts'
import type { Language } from '#kernel/vocabulary.ts'
import { controller } from '#register/index.ts'
import { type PartId, parts, partsFor } from './day.ts'
import { eyesOf } from './eye.ts'
import { mails } from './mail.words.ts'
import { type Item, MOST } from './work.ts'

/** Titles in a mail: the rest is a number. */
const SHOWN = 10

/** The day by mail to whoever asked for it at this hour or earlier and has not had it today. */
export async function digestRound(house: House): Promise<{ sent: number; empty: number; failed: number }> {
  const counts = { sent: 0, empty: 0, failed: 0 }
  if (!config.mailUrl) return counts
  const users = await listUsers(house)
  for (const id of await whoseTurn(house)) {
    const user = users.find((one) => one.id === id)
    if (!user) continue
    // Claimed before it is written: two who run at once send it once.
    const { rowCount } = await house.auth.query(
      'update auth.users set digest_on = $2 where id = $1 and digest_on is distinct from $2',
      [id, today()],
    )
    if (!rowCount) continue
    try {
      counts[(await digestTo(house, user)) ? 'sent' : 'empty'] += 1
    } catch {
      counts.failed += 1
      // The next round tries again.
      await house.auth.query('update auth.users set digest_on = null where id = $1', [id])
    }
  }
  return counts
}

async function whoseTurn(house: House): Promise<string[]> {
  const hour = Number(
    new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Helsinki', hour: '2-digit', hourCycle: 'h23' }).format(
      clock.now(),
    ),
  )
  const { rows } = await house.auth.query(
    'select id from auth.users where digest_hour <= $1 and left_at is null and digest_on is distinct from $2 order by id',
    [hour, today()],
  )
  return rows.map((row) => row.id)
}

/** False where there is nothing to tell: then nothing is sent. */
async function digestTo(house: House, user: User): Promise<boolean> {
  const words = mails[user.language]
  const blocks: string[] = []
  const seen: string[] = []
  for (const { part, items } of await dayOf(house, user)) {
    seen.push(...items.map((item) => item.person_id ?? item.id))
    const lines = items.slice(0, SHOWN).map((item) => `- ${lineOf(part, item, user.language)}`)
    if (items.length > SHOWN) lines.push(`  ${words.more(items.length - SHOWN)}`)
    const count = items.length < MOST ? items.length : `${MOST}+`
    blocks.push([`${words.parts[part]} (${count})`, ...lines].join('\n'))
  }
  const unread = await unreadOf(house, user)
  if (unread) blocks.push(`${words.parts.unread}: ${unread}`)
  if (blocks.length === 0) return false
  await sendMail({
    to: user.email,
    subject: `${words.digest} ${dateIn(today(), user.language)}`,
    text: [`${user.name},`, ...blocks, `${words.open}: ${addressOf()}/day`, words.why, controller.name].join('\n\n'),
  })
  if (house.staffInformed) {
    const { reads } = actorWith(user, house.register.levels)
    const purpose = partsFor(house.register, { reads })[0]?.purpose ?? null
    await append(house, [{ actor: user.id, purpose, action: 'day.digest', ids: [...new Set(seen)] }])
  }
  return true
}

/** Parts that have something in them, each as its user sees it today. */
async function dayOf(house: House, user: User): Promise<{ part: PartId; items: Item[] }[]> {
  const actor = actorWith(user, house.register.levels)
  const found = new Map<PartId, Map<string, Item>>()
  for (const { part, purpose } of partsFor(house.register, actor)) {
    const [eye] = eyesOf(house, user, [purpose])
    const items = found.get(part) ?? new Map<string, Item>()
    found.set(part, items)
    for (const item of await parts[part].look(eye!)) items.set(item.id, item)
  }
  return [...found].map(([part, items]) => ({ part, items: [...items.values()] })).filter(({ items }) => items.length)
}

async function unreadOf(house: House, user: User): Promise<number> {
  const { reads } = actorWith(user, house.register.levels)
  const [purpose] = partsFor(house.register, { reads }).map((one) => one.purpose)
  if (!purpose) return 0
  const { rows } = await sql<{
    count: number
  }>`select count(*)::int as count from ${sql.table(`${purpose}.notifications`)}
    where user_id = ${user.id} and read_at is null`.execute(house.under(purpose))
  return rows[0]!.count
}

/** What stands on a line: what it is called, of whom, and when. */
function lineOf(part: PartId, item: Item, language: Language): string {
  const name = item.title ?? item.name ?? item.subject ?? item.topic
  const when =
    part === 'meetings'
      ? item.whole_day
        ? dateIn(item.starts_at, language)
        : timeIn(item.starts_at, language)
      : part === 'tasks'
        ? item.due_at
          ? dateIn(item.due_at, language)
          : mails[language].none
        : item.end_on
          ? dateIn(item.end_on, language)
          : ''
  return [when, name, item.company ?? item.person].filter(Boolean).join(' · ')
}

const LOCALES = { fi: 'fi-FI', sv: 'sv-FI', en: 'en-GB' }
const inHelsinki = (options: Intl.DateTimeFormatOptions) => (moment: string, language: Language) =>
  new Intl.DateTimeFormat(LOCALES[language], { timeZone: 'Europe/Helsinki', ...options }).format(new Date(moment))
const dateIn = inHelsinki({ day: 'numeric', month: 'numeric', year: 'numeric' })
const timeIn = inHelsinki({ weekday: 'short', hour: 'numeric', minute: '2-digit' })
