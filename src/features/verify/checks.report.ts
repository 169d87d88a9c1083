import type { Kysely } from 'kysely'
import { carriesCopy } from '#kernel/compile.ts'
import { Refusal } from '#kernel/errors.ts'
import { selfOf } from '../report/decode.ts'
import { heldOf } from '../report/held.ts'
import { portableOf } from '../report/portable.ts'
import { dataNouns } from './held.ts'
import { broken, type Check, kept, open, plural, type Scene } from './verdict.ts'

/** People looked at: the newest and the oldest, for a report of each is made up on the spot. */
const SAMPLE = 4

/** A promise of two halves: broken by either, kept by both. */
export const both =
  (first: Check, second: Check): Check =>
  async (scene) => {
    const [one, two] = [await first(scene), await second(scene)]
    if (one.status === 'broken' || two.status === 'broken') return one.status === 'broken' ? one : two
    const evidence = `${two.evidence} ${one.evidence}`
    return one.status === 'kept' && two.status === 'kept' ? kept(evidence) : open(evidence)
  }

async function sample({ house, register }: Scene): Promise<string[]> {
  const self = selfOf(register)
  const { rows } = await house
    .pool('rights')
    .query<{ id: string }>(
      `(select id from rights.${self} order by id limit ${SAMPLE / 2}) union (select id from rights.${self} order by id desc limit ${SAMPLE / 2})`,
    )
  return rows.map(({ id }) => id)
}

/** P60: of people taken out, every personal value that is held is in the report, in words. */
export const reportWhole: Check = async (scene) => {
  const { house, register } = scene
  const people = await sample(scene)
  if (people.length === 0) return open('nobody is held yet.')
  let values = 0
  const left: string[] = []
  for (const person of people) {
    try {
      const held = await heldOf({ house }, person, 'fi')
      const told = new Set(
        held.categories.flatMap(({ blocks }) =>
          blocks.flatMap(({ noun, records }) =>
            records.flatMap(({ id, facts }) => facts.map(({ field }) => `${noun}.${id}.${field}`)),
          ),
        ),
      )
      for (const [noun, rows] of held.rows)
        for (const row of rows)
          for (const [column, { personal, generated }] of Object.entries(register.nouns[noun]!.fields)) {
            const empty =
              row[column] === null || row[column] === undefined || row[column] === '' || String(row[column]) === ''
            if (!personal || generated || empty || isEmptyJson(row[column])) continue
            values += 1
            if (!told.has(`${noun}.${row.id ?? row._id}.${column}`)) left.push(`${noun}.${column}`)
          }
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'REPORT_UNREADABLE_VALUE') throw error
      return broken(
        `${error.more.field} holds a code without words (${error.more.detail}).`,
        'Name it in the register.',
      )
    }
  }
  if (left.length > 0)
    return broken(`The report leaves out ${[...new Set(left)].join(', ')}.`, 'Report it as a defect.')
  return kept(
    `reports made up of ${plural(people.length, 'person', 'people')} just now: ${values} personal values held, all told in words, each with why, from where and until when; automated decisions: none.`,
  )
}

const isEmptyJson = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.keys(value).length === 0

/** P61: every table of personal facts that may be corrected is guarded against the old value. */
export const correctionsStand: Check = async (scene) => {
  const guarded = dataNouns(scene).filter(
    ([, noun]) =>
      (noun.mask === 'self' || carriesCopy(noun)) &&
      noun.open?.join() !== 'rights' &&
      Object.values(noun.fields).some((field) => field.personal && !field.system && !field.generated),
  )
  const { rows } = await scene.house.jobs.query<{ noun: string; n: number }>(
    `select c.relname as noun, count(*)::int as n from pg_trigger t join pg_class c on c.oid = t.tgrelid
     where c.relnamespace = 'data'::regnamespace and t.tgname in ('_350_corrected', '_351_corrected') and t.tgenabled <> 'D' group by 1`,
  )
  const has = new Map(rows.map(({ noun, n }) => [noun, n]))
  const bare = guarded.filter(([name]) => has.get(name) !== 2).map(([name]) => name)
  if (bare.length > 0)
    return broken(
      `A corrected value could be written back to ${bare.join(', ')}.`,
      'Start again: the guards are made anew.',
    )
  const { rows: said } = await scene.house
    .pool('rights')
    .query<{ corrected: number; disputed: number }>(
      `select (count(*) filter (where kind = 'corrected'))::int as corrected, (count(*) filter (where kind = 'disputed'))::int as disputed from rights.statements`,
    )
  return kept(
    `${guarded.length} kinds of record refuse a value that was corrected away, by hand, file and register; corrections on record: ${said[0]!.corrected}, facts with the person’s own words beside them: ${said[0]!.disputed}.`,
  )
}

/** P65: what is given to take along follows its published shape, and is of consent or contract alone. */
export const portableHolds: Check = async (scene) => {
  const { house, register } = scene
  let made = 0
  let nothing = 0
  for (const person of await sample(scene)) {
    try {
      const { portable } = await portableOf({ house }, person, 'fi')
      made += 1
      for (const { noun, values } of portable.records)
        for (const column of Object.keys(values)) {
          const { provenance, generated } = register.nouns[noun]!.fields[column]!
          if (generated || provenance === 'derived' || provenance === 'system')
            return broken(`${noun}.${column} is moved and was not given by the person.`, 'Report it as a defect.')
        }
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'PORTABILITY_SCOPE') throw error
      nothing += 1
    }
  }
  const words = `files made up just now: ${made}, by the published shape, with nothing derived; of ${nothing} people nothing rests on consent or contract (PORTABILITY_SCOPE)`
  return made > 0 ? kept(`${words}.`) : open(`${words}; nobody taken out could be moved yet.`)
}

/** P66: none was fetched that its person had not confirmed. */
export const transfersConfirmed: Check = async ({ house }) => {
  const { rows } = await (house.under('rights') as Kysely<any>)
    .selectFrom('transfers')
    .select(({ fn, eb }) => [
      fn.countAll<number>().as('named'),
      fn.countAll<number>().filterWhere('fetched_at', 'is not', null).as('fetched'),
      fn
        .countAll<number>()
        .filterWhere(eb.and([eb('fetched_at', 'is not', null), eb('confirmed_at', 'is', null)]))
        .as('wrong'),
    ])
    .execute()
    .then((found) => ({ rows: found as { named: number; fetched: number; wrong: number }[] }))
  const { named, fetched, wrong } = rows[0]!
  if (Number(wrong) > 0)
    return broken(
      `${plural(Number(wrong), 'transfer')} went to a receiver whom the person had not confirmed.`,
      'Treat it as a breach.',
    )
  const words = `receivers named: ${named}, fetched once: ${fetched}, unconfirmed among them: 0`
  return Number(fetched) > 0 ? kept(`${words}.`) : open(`${words}; nothing has been moved yet.`)
}
