import type { Context } from '#kernel/action.ts'
import type { House } from '#kernel/database.ts'
import { recipientsWith } from '#kernel/recipients.ts'
import type { Step } from './requests.row.ts'

/** Who has had the person's data from us, by name, and whether they know of the change. Moments ISO. */
export type Recipient = {
  /** `key:…` a recipient with an access of its own, `file:day:actor` a file taken out, `regular:…` one of the register. */
  id: string
  name: string
  how: 'key' | 'file' | 'regular'
  last: string | null
  told: string | null
  /** Why they could not be told. */
  impossible: string | null
  /** What they hold they cannot read: there is nothing to tell them. */
  needless: boolean
}

/**
 * Art. 19: from the log of use, whoever read through an access made for a recipient, and each file that was taken
 * out; and the recipients that the register names for everybody. `of`: since when the person was held.
 */
export async function recipientsOf(
  ctx: Pick<Context, 'house' | 'register'>,
  person: string | null,
  steps: readonly Step[],
): Promise<Recipient[]> {
  const found = person ? [...(await regular(ctx, person)), ...(await logged(ctx.house, person))] : []
  const told = new Map(steps.filter(({ kind }) => kind === 'told').map((step) => [step.detail?.recipient, step]))
  // Whoever was told stays on the list when the person, and with them the log of use by person, is gone.
  for (const [id, step] of told)
    if (!found.some((one) => one.id === id))
      found.push({
        id,
        name: step.detail?.name ?? id,
        how: 'regular',
        last: null,
        told: null,
        impossible: null,
        needless: false,
      })
  return found.map((one) => {
    const step = told.get(one.id)
    if (!step) return one
    return step.detail?.how === 'impossible' ? { ...one, impossible: step.words } : { ...one, told: step.created_at }
  })
}

export const untold = (recipients: readonly Recipient[]): number =>
  recipients.filter(({ told, impossible, needless }) => !told && !impossible && !needless).length

const NOT_YET = { last: null, told: null, impossible: null, needless: false } as const

async function regular({ house, register }: Pick<Context, 'house' | 'register'>, person: string): Promise<Recipient[]> {
  const found = await recipientsWith(house, register, person)
  return found.map(([id, { name, enciphered }]) => ({
    id: `regular:${id}`,
    name,
    how: 'regular',
    ...NOT_YET,
    needless: enciphered ?? false,
  }))
}

async function logged(house: House, person: string): Promise<Recipient[]> {
  const { rows: keys } = await house.auth.query<{ id: string; recipient: string }>(
    'select id, recipient from auth.keys',
  )
  const { rows } = await house.ledger.query<{ actor: string; action: string; day: string; last: string }>(
    `select actor, case when actor = any ($2) then '' else action end as action,
       case when actor = any ($2) then '' else to_char(at at time zone 'Europe/Helsinki', 'YYYY-MM-DD') end as day, max(at) as last
     from ledger.entries
     where ids @> array[$1::uuid] and outcome = 'done' and (actor = any ($2) or action like '%.export')
     group by 1, 2, 3 order by last`,
    [person, keys.map(({ id }) => id)],
  )
  const named = new Map(keys.map(({ id, recipient }) => [id, recipient]))
  return rows.map(({ actor, day, last }) => {
    const recipient = named.get(actor)
    return recipient
      ? { id: `key:${actor}`, name: recipient, how: 'key', ...NOT_YET, last }
      : { id: `file:${day}:${actor}`, name: '', how: 'file', ...NOT_YET, last }
  })
}
