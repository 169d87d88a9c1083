import { findUser } from '#features/access/users.ts'
import { inWordsOf } from '#features/activities/told.ts'
import { addressOf } from '#kernel/address.ts'
import { config } from '#kernel/config.ts'
import type { House } from '#kernel/database.ts'
import { sendMail } from '#kernel/disclose.ts'
import { append } from '#kernel/ledger.ts'
import type { PurposeId } from '#register/index.ts'
import { controller } from '#register/index.ts'
import { eyesOf } from './eye.ts'
import { mails } from './mail.words.ts'

type Due = { user_id: string; noun: 'tasks' | 'meetings'; record_id: string; purpose: PurposeId }

/** Tells in the inbox what is due, and by mail whoever asked for it. Each once: what a mail loses stands in the inbox. */
export async function remind(house: House): Promise<{ told: number; mailed: number }> {
  const { rows } = await house.jobs.query<Due>('select * from door.remind()')
  let mailed = 0
  for (const due of rows) if (await mailOne(house, due).catch(() => false)) mailed += 1
  return { told: rows.length, mailed }
}

async function mailOne(house: House, { user_id, noun, record_id, purpose }: Due): Promise<boolean> {
  if (!config.mailUrl) return false
  const { rows } = await house.auth.query(
    'select from auth.users where id::text = $1 and remind_mail and left_at is null',
    [user_id],
  )
  if (rows.length === 0) return false
  const user = await findUser(house, user_id)
  const [eye] = eyesOf(house, user, [purpose])
  // The title as far as they may see it today; a level taken away takes it out of the mail too.
  if (!eye!.actor.reads.has(purpose)) return false
  const columns = noun === 'tasks' ? ['title', 'told'] : ['title']
  const found = await eye!.db.selectFrom(noun).select(columns).where('id', '=', record_id).executeTakeFirst()
  if (!found) return false
  const record = inWordsOf(found, user.language)
  const words = mails[user.language]
  await sendMail({
    to: user.email,
    subject: `${words.reminder[noun]}: ${record.title}`,
    text: [
      `${user.name},`,
      '',
      `${words.reminder[noun]}: ${record.title}`,
      '',
      linkTo(noun, record_id, purpose),
      '',
      words.why,
      '',
      controller.name,
    ].join('\n'),
  })
  if (house.staffInformed)
    await append(house, [{ actor: user.id, purpose, action: 'reminders.mail', noun, ids: [record_id] }])
  return true
}

const linkTo = (noun: Due['noun'], id: string, purpose: string): string =>
  noun === 'meetings' ? `${addressOf()}/calendar?meeting=${id}&purpose=${purpose}` : `${addressOf()}/tasks?task=${id}`
