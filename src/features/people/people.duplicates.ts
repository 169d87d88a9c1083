import { z } from 'zod'
import { type Action, action, type Context } from '#kernel/action.ts'
import { reachOf, within } from '#kernel/reach.ts'
import { lensOf } from '#kernel/records.ts'
import { emailAddress, phoneNumber } from '#kernel/values.ts'
import { fold } from '#kernel/words.ts'

const Duplicates = z.object({
  given_name: z.string().max(200).optional(),
  family_name: z.string().max(200).optional(),
  email: z.string().max(254).optional(),
  phone: z.string().max(40).optional(),
})

/** While typing: who may this be already? Only people whom the purpose sees, so it tells nothing of others. */
async function duplicates(ctx: Context, input: z.infer<typeof Duplicates>) {
  const db = ctx.db as any
  const mine = within(lensOf(ctx.register.nouns, 'people', ctx.purpose), reachOf(ctx))
  const found = new Map<string, { id: string; title: string; subtitle: string; why: string }>()
  const add = (rows: any[], why: string) => {
    for (const row of rows)
      if (!found.has(row.id))
        found.set(row.id, {
          id: row.id,
          title: [row.given_name, row.family_name].filter(Boolean).join(' '),
          subtitle: row.job_title ?? '',
          why,
        })
  }
  const base = () =>
    db
      .selectFrom('people')
      .select(['people.id as id', 'given_name', 'family_name', 'job_title'])
      .$if(mine !== null, (rows: any) => rows.where(mine))
      .limit(8)
  const address = input.email && emailAddress(input.email)
  const number = input.phone && phoneNumber(input.phone)?.number
  if (address)
    add(
      await base().innerJoin('emails', 'emails.person_id', 'people.id').where('emails.address', '=', address).execute(),
      'email',
    )
  if (number)
    add(
      await base().innerJoin('phones', 'phones.person_id', 'people.id').where('phones.number', '=', number).execute(),
      'phone',
    )
  const name = fold(`${input.given_name ?? ''} ${input.family_name ?? ''}`.trim())
  if (input.given_name && input.family_name && name.length >= 5)
    add(await base().where('folded', '=', name).execute(), 'name')
  const items = [...found.values()].slice(0, 8)
  ctx.seen(
    'people',
    items.map((item) => item.id),
    Object.keys(input),
  )
  return { items }
}

export const actions: Action[] = [
  action({
    name: 'people.duplicates',
    purposes: ['relationship', 'sales', 'prospecting', 'contract', 'support', 'suppliers'],
    verb: 'read',
    says: {
      fi: 'Etsi henkilöt, jotka voivat olla samoja',
      sv: 'Sök personer som kan vara samma',
      en: 'Look for people who may be the same',
    },
    input: Duplicates,
    output: z.object({ items: z.array(z.looseObject({})) }),
    run: duplicates,
  }),
]
