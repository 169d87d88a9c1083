import { createHash } from 'node:crypto'
import { z } from 'zod'
import { type Action, action } from '#kernel/action.ts'
import { clock } from '#kernel/clock.ts'
import type { House } from '#kernel/database.ts'
import { LANGUAGES } from '#kernel/vocabulary.ts'
import type { Register } from '#register/index.ts'

/** Days for which somebody's word holds that the contact data of the authority is right. */
const HOLDS = 365
/** Days ahead in which it is asked for again. */
const AHEAD = 30
const DAY = 86_400_000

export type Confirmed = { readonly by: string; readonly name: string; readonly at: string; readonly until: string }

/** What stands in the notice, in reports and in refusals, in all three languages: another block is not the one confirmed. */
export const blockOf = ({ controller: { authority } }: Register): string =>
  createHash('sha256')
    .update(
      JSON.stringify([
        LANGUAGES.map((language) => [authority.name[language], authority.visit[language], authority.post[language]]),
        authority.email,
        authority.phone,
        authority.site,
      ]),
    )
    .digest('hex')

/** The last word that the block as it stands is right; null where nobody has said it of this one. */
export async function confirmedOf({ jobs, register }: Pick<House, 'jobs' | 'register'>): Promise<Confirmed | null> {
  const { rows } = await jobs.query<{ value: { block: string; name: string }; by: string; at: string }>(
    `select value, by, at from register.settings where name = 'authority_checked' order by at desc limit 1`,
  )
  const [last] = rows
  if (!last || last.value.block !== blockOf(register)) return null
  const until = new Date(Date.parse(last.at) + HOLDS * DAY).toISOString()
  return { by: last.by, name: last.value.name, at: last.at, until }
}

const says = (fi: string, sv: string, en: string) => ({ fi, sv, en })
const State = z.object({
  name: z.string(),
  lines: z.array(z.string()),
  site: z.string(),
  confirmed: z.object({ by: z.string(), name: z.string(), at: z.string(), until: z.string() }).nullable(),
  due: z.boolean(),
})

/** Whether somebody must look again: never, too long ago, or soon. */
export const isDue = (confirmed: Confirmed | null, now = clock.now()): boolean =>
  !confirmed || Date.parse(confirmed.until) - AHEAD * DAY < now.getTime()

export const actions: Action[] = [
  action({
    name: 'authority.state',
    purposes: ['rights'],
    verb: 'read',
    unlogged: true,
    http: { method: 'GET', path: '/authority' },
    says: says(
      'Lue valvontaviranomaisen yhteystiedot',
      'Läs tillsynsmyndighetens kontaktuppgifter',
      'Read the authority’s contact data',
    ),
    input: z.object({}),
    output: State,
    async run({ house, language }) {
      const { name, visit, post, phone, email, site } = house.register.controller.authority
      const confirmed = await confirmedOf(house)
      return {
        name: name[language],
        lines: [visit[language], post[language], phone, email],
        site,
        confirmed,
        due: isDue(confirmed),
      }
    },
  }),
  action({
    name: 'authority.confirm',
    purposes: ['rights'],
    verb: 'register',
    http: { method: 'POST', path: '/authority/confirm' },
    says: says('Totea viranomaisen tiedot oikeiksi', 'Bekräfta myndighetens uppgifter', 'Confirm the authority’s data'),
    input: z.object({}),
    output: z.object({ until: z.string() }),
    async run({ house, actor, note }) {
      await house.jobs.query(
        `insert into register.settings (name, value, by, at) values ('authority_checked', $1, $2, clock_timestamp())`,
        [JSON.stringify({ block: blockOf(house.register), name: actor.name }), actor.id],
      )
      note({ confirmed: true })
      return { until: (await confirmedOf(house))!.until }
    },
  }),
  action({
    name: 'authority.counts',
    purposes: ['rights'],
    verb: 'read',
    unlogged: true,
    http: { method: 'GET', path: '/authority/counts' },
    says: says(
      'Kysy, odottavatko viranomaisen tiedot toteamista',
      'Fråga om myndighetens uppgifter väntar på bekräftelse',
      'Ask whether the authority’s data wait to be confirmed',
    ),
    input: z.object({}),
    output: z.object({ waiting: z.number() }),
    run: async ({ house }) => ({ waiting: isDue(await confirmedOf(house)) ? 1 : 0 }),
  }),
]
