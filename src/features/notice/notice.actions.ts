import { z } from 'zod'
import { type Action, action, type Context } from '#kernel/action.ts'
import { effective, readAdditions } from '#kernel/additions.ts'
import { clock } from '#kernel/clock.ts'
import { refuse } from '#kernel/errors.ts'
import { LANGUAGES } from '#kernel/vocabulary.ts'
import {
  type Assessment,
  editionsOf,
  hasNotice,
  noticeDrift,
  pendingEdition,
  publishNotice,
} from './notice.editions.ts'

const languages = z.array(z.enum(['fi', 'sv', 'en']))
const summary = z.string().trim().min(20).max(4000).optional()
/** What is said of a change of the notice: whether it is material, why, and what people are told of it. */
export const said = {
  material: z.boolean().optional().describe('whether people must be told before it takes effect'),
  assessment: z.string().trim().max(4000).optional().describe('why it is material, or why it is not'),
  summary_fi: summary.describe('what changes, as people will read it'),
  summary_sv: summary,
  summary_en: summary,
}
const Said = z.object(said)
const Change = Said.extend({ effective_on: z.iso.date().optional() })

/** Days between telling people of a material change and its taking effect, unless decided otherwise. */
const LEAD = 14

async function leadOf(house: Context['house']): Promise<number> {
  const { rows } = await house.jobs.query(
    `select value from register.settings where name = 'notice_lead' order by at desc limit 1`,
  )
  return rows[0]?.value.days ?? LEAD
}

/** Once there is a notice, a new version says whether its change is material, and why. */
export function assessed({ material, assessment, ...input }: z.infer<typeof Said>): Assessment {
  if (material === undefined) refuse('VALUE_MISSING', { field: 'material' })
  if ((assessment ?? '').length < 20) refuse('VALUE_MISSING', { field: 'assessment' })
  if (!material) return { material, assessment: assessment! }
  const words = LANGUAGES.map((language) => [language, input[`summary_${language}`]] as const)
  const missing = words.find(([, text]) => !text)
  if (missing) refuse('VALUE_MISSING', { field: `summary_${missing[0]}` })
  return { material, assessment: assessment!, summary: Object.fromEntries(words) as Assessment['summary'] & object }
}

/** Midnight of the day in Helsinki, at least the lead time away. */
async function dayOf(house: Context['house'], asked: string | undefined): Promise<Date> {
  const lead = await leadOf(house)
  const { rows } = await house.jobs.query(
    `select coalesce($1::date, ($2::timestamptz at time zone 'Europe/Helsinki')::date + $3::int) as day,
       coalesce($1::date, '9999-12-31') >= ($2::timestamptz at time zone 'Europe/Helsinki')::date + $3::int as soon_enough,
       coalesce($1::date, ($2::timestamptz at time zone 'Europe/Helsinki')::date + $3::int)::timestamp at time zone 'Europe/Helsinki' as at`,
    [asked ?? null, clock.now().toISOString(), lead],
  )
  if (!rows[0].soon_enough) refuse('VALUE_NOT_ALLOWED', { field: 'effective_on' })
  return new Date(rows[0].at)
}

export const actions: Action[] = [
  action({
    name: 'notice.publish',
    purposes: ['rights'],
    verb: 'register',
    unlogged: true,
    says: {
      fi: 'Julkaise tietosuojaseloste',
      sv: 'Publicera dataskyddsbeskrivningen',
      en: 'Publish the privacy notice',
    },
    input: Change,
    output: z.object({ version: z.int(), languages, effective_on: z.string() }),
    async run({ house, actor }, input) {
      const register = effective(await readAdditions(house.jobs))
      const change = (await hasNotice(house.jobs)) ? assessed(input) : undefined
      const validFrom = change?.material ? await dayOf(house, input.effective_on) : clock.now()
      const made = await publishNotice(house.jobs, { register, approvedBy: actor.id, validFrom, change })
      const pending = await pendingEdition(house.jobs)
      return { ...made, effective_on: pending?.effectiveOn ?? validFrom.toISOString() }
    },
  }),
  action({
    name: 'notice.lead',
    purposes: ['rights'],
    verb: 'register',
    unlogged: true,
    says: {
      fi: 'Aseta, montako päivää ennen voimaantuloa olennaisesta muutoksesta kerrotaan',
      sv: 'Ställ in hur många dagar i förväg en väsentlig ändring meddelas',
      en: 'Set how many days ahead a material change is told',
    },
    input: z.object({ days: z.int().min(7).max(180) }),
    output: z.object({ days: z.int() }),
    async run({ house, actor }, { days }) {
      await house.jobs.query(
        `insert into register.settings (name, value, by, at) values ('notice_lead', $1, $2, clock_timestamp())`,
        [JSON.stringify({ days }), actor.id],
      )
      return { days }
    },
  }),
  action({
    name: 'notice.state',
    purposes: ['rights'],
    verb: 'read',
    unlogged: true,
    says: {
      fi: 'Kysy tietosuojaselosteen tila',
      sv: 'Fråga efter dataskyddsbeskrivningens status',
      en: 'Ask how the privacy notice stands',
    },
    input: z.object({}),
    output: z.object({
      drift: languages,
      lead: z.int(),
      pending: z.object({ version: z.int(), effectiveOn: z.string(), told: z.boolean(), languages }).nullable(),
      editions: z.array(z.object({ language: z.string(), version: z.int(), hash: z.string(), validFrom: z.string() })),
    }),
    async run({ house }) {
      const register = effective(await readAdditions(house.jobs))
      const editions = await Promise.all(
        LANGUAGES.map(async (language) =>
          (await editionsOf(house.jobs, language)).map((edition) => ({ language, ...edition })),
        ),
      )
      return {
        drift: await noticeDrift(house.jobs, register),
        lead: await leadOf(house),
        pending: await pendingEdition(house.jobs),
        editions: editions.flat(),
      }
    },
  }),
]
