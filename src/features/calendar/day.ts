import { z } from 'zod'
import { type Action, type Actor, action, type Context } from '#kernel/action.ts'
import type { Words } from '#kernel/vocabulary.ts'
import { base, type PurposeId, type Register } from '#register/index.ts'
import { cover, readersOf } from './cover.ts'
import type { Eye } from './eye.ts'
import { endings, type Item, meetingsToday, newLeads, openCases, staleDeals, tasksDue } from './work.ts'

type Part = {
  noun: string
  says: Words
  /** Purposes it stands under, where not all that see the noun. */
  only?: readonly PurposeId[]
  look: (eye: Eye) => Promise<Item[]>
}

/** The parts of a day, in the order in which they are looked at. */
export const parts = {
  tasks: {
    noun: 'tasks',
    says: says('Lue päivän tehtävät', 'Läs dagens uppgifter', 'Read the tasks of the day'),
    look: tasksDue,
  },
  meetings: {
    noun: 'meetings',
    says: says('Lue päivän tapaamiset', 'Läs dagens möten', 'Read the meetings of the day'),
    look: meetingsToday,
  },
  cases: {
    noun: 'case_digests',
    says: says(
      'Lue omien asiakkaiden avoimet tapaukset',
      'Läs egna kunders öppna ärenden',
      'Read the open cases of one’s customers',
    ),
    look: openCases,
  },
  endings: {
    noun: 'contracts',
    says: says(
      'Lue päättyvät sopimukset ja palvelut',
      'Läs avtal och tjänster som löper ut',
      'Read the contracts and services that end',
    ),
    look: endings,
  },
  deals: {
    noun: 'deals',
    says: says('Lue hiljaiset kaupat', 'Läs affärerna som stått still', 'Read the deals gone quiet'),
    only: ['sales', 'relationship'],
    look: staleDeals,
  },
  leads: {
    noun: 'leads',
    says: says('Lue uudet liidit', 'Läs nya leads', 'Read the new leads'),
    only: ['sales', 'prospecting'],
    look: newLeads,
  },
} as const satisfies Record<string, Part>

export type PartId = keyof typeof parts
export const partIds = Object.keys(parts) as PartId[]

/** Which parts a user's day has, each under the purposes it takes to see all of it. */
export const partsFor = (register: Register, { reads }: Pick<Actor, 'reads'>): { part: PartId; purpose: PurposeId }[] =>
  partIds.flatMap((part) => {
    const { noun, only }: Part = parts[part]
    const held = new Set([...reads].filter((purpose) => !only || only.includes(purpose)))
    return cover(register, noun, held).map((purpose) => ({ part, purpose }))
  })

export const dayActions: Action[] = [
  action({
    name: 'day.get',
    purposes: ['security'],
    verb: 'read',
    anyone: true,
    unlogged: true,
    http: { method: 'GET', path: '/day' },
    says: says('Avaa oma päivä', 'Öppna den egna dagen', 'Read the parts of one’s day'),
    input: z.object({}),
    output: z.object({
      parts: z.array(z.object({ part: z.string(), purpose: z.string() })),
      /** Under which purposes a calendar is asked for. */
      calendar: z.array(z.string()),
    }),
    run: async ({ register, actor }) => ({
      // Of one part that which may also be written stands first, with the line on which something is added.
      parts: partsFor(register, actor).toSorted(
        (a, b) =>
          partIds.indexOf(a.part) - partIds.indexOf(b.part) ||
          Number(actor.writes.has(b.purpose)) - Number(actor.writes.has(a.purpose)),
      ),
      calendar: cover(register, 'meetings', actor.reads),
    }),
  }),
  ...partIds.map((part) => {
    const { noun, only, look, says }: Part = parts[part]
    return action({
      name: `day.${part}`,
      purposes: readersOf(base, noun).filter((purpose) => !only || only.includes(purpose)),
      verb: 'read',
      says,
      input: z.object({}),
      output: z.object({ items: z.array(z.looseObject({ id: z.string() })), purpose: z.string() }),
      async run(ctx: Context) {
        const items = await look(ctx)
        ctx.seen(noun, [...new Set(items.map((item) => item.person_id ?? item.id))])
        return { items, purpose: ctx.purpose }
      },
    })
  }),
]

function says(fi: string, sv: string, en: string): Words {
  return { fi, sv, en }
}
