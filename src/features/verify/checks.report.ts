import { type Kysely, sql } from 'kysely'
import { carriesCopy } from '#kernel/compile.ts'
import type { House } from '#kernel/database.ts'
import { Refusal } from '#kernel/errors.ts'
import { suppressionKey } from '#kernel/instance.ts'
import { actAs } from '#kernel/own.ts'
import { collect, refuseIncomplete } from '../report/collect.ts'
import { selfOf } from '../report/decode.ts'
import { type Portable, portableOf, portableShape } from '../report/portable.ts'
import { canonical, formsOf, openTransfer, transferUrl } from '../report/transfers.ts'
import { dataNouns } from './held.ts'
import { once } from './proofs.ts'
import { alone } from './rehearse.ts'
import { whoSaid } from './said.ts'
import { broken, type Check, kept, open, plural, type Scene } from './verdict.ts'

/** People looked at: the newest and the oldest, for a report of each is made up on the spot. */
const SAMPLE = 2

/** A promise of two halves, under the name of the second: broken by either, kept by both. */
export function both(first: Check, second: Check): Check {
  const check: Check = async (scene) => {
    const [one, two] = [await first(scene), await second(scene)]
    if (one.status === 'broken' || two.status === 'broken') return one.status === 'broken' ? one : two
    const evidence = `${two.evidence} ${one.evidence}`
    return one.status === 'kept' && two.status === 'kept' ? kept(evidence) : open(evidence)
  }
  return Object.defineProperty(check, 'name', { value: second.name })
}

const NOBODY = '00000000-0000-7000-8000-000000000000'
const UNTOLD = ['REPORT_UNREADABLE_VALUE', 'STORE_NOT_SEARCHED', 'REPORT_BLOCK_EMPTY']

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
  let stores = 0
  let uses = 0
  const left: string[] = []
  for (const person of people) {
    try {
      // A request that nobody has made: nothing is written for it.
      const asking = { id: NOBODY, number: 'verify', person_id: person, language: 'fi', frozen_at: null } as const
      const report = await collect({ house }, { ...asking, received_at: scene.now.toISOString() }, { whole: true })
      refuseIncomplete(report)
      stores = report.stores.length
      uses += report.uses.length
      const { held } = report
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
      if (!(error instanceof Refusal) || !UNTOLD.includes(error.code)) throw error
      if (error.code !== 'REPORT_UNREADABLE_VALUE')
        return broken(
          `A report cannot be given out: ${error.code} ${error.more.detail ?? ''}.`,
          'Ask the one it names.',
        )
      return broken(
        `${error.more.field} holds a code without words (${error.more.detail}).`,
        'Name it in the register.',
      )
    }
  }
  if (left.length > 0)
    return broken(`The report leaves out ${[...new Set(left)].join(', ')}.`, 'Report it as a defect.')
  return kept(
    `reports made up of ${plural(people.length, 'person', 'people')} just now: ${values} personal values held, all told in words, each with why, from where and until when; each searched ${stores} stores (tables, files, ledger, accounts, queue, log, backups and processors), told ${uses} uses by day and purpose; automated decisions: none.`,
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

type Movable = { files: Portable[]; nothing: number; rehearsed: boolean }

/**
 * Files of what people may take along, made up now: of those who agreed to something, and of some others. Where nobody
 * has agreed yet, somebody agrees in a rehearsal that is undone.
 */
const movable = (scene: Scene): Promise<Movable> =>
  once(scene, 'movable', async () => {
    const { house } = scene
    const agreed = await whoSaid(scene, 'agreed')
    const files: Portable[] = []
    let nothing = 0
    const some = await sample(scene)
    for (const person of new Set([...agreed.slice(0, SAMPLE), ...some.slice(0, 1)])) {
      const file = await fileOf({ house }, person)
      if (file) files.push(file)
      else nothing += 1
    }
    if (files.length > 0 || !some[0]) return { files, nothing, rehearsed: false }
    const made = await alone(scene, () => agreeing(house, some[0]!))
    return { files: made ? [made] : [], nothing, rehearsed: true }
  })

async function fileOf(from: { house: House; db?: Kysely<any> }, person: string): Promise<Portable | null> {
  try {
    return (await portableOf(from, person, 'fi')).portable
  } catch (error) {
    if (error instanceof Refusal && error.code === 'PORTABILITY_SCOPE') return null
    throw error
  }
}

async function agreeing(house: House, person: string): Promise<Portable | null> {
  const undone = Symbol('undone')
  let file: Portable | null = null
  const proof = {
    how: 'preference_centre',
    wording: 'verify',
    wording_hash: 'verify',
    version: '1',
    language: 'fi',
    notice: '1',
  }
  const event = { kind: 'consent', purpose: 'marketing', topic: 'events', channel: 'email', proof }
  await (house.under('rights') as Kysely<any>)
    .transaction()
    .execute(async (tx) => {
      await actAs(tx, 'person')
      await sql`select door.ground(${person}::uuid, ${JSON.stringify(event)}::jsonb, ${suppressionKey(house.connection.key)})`.execute(
        tx,
      )
      file = await fileOf({ house, db: tx }, person)
      throw undone
    })
    .catch((error) => {
      if (error !== undone) throw error
    })
  return file
}

/** P65: what is given to take along follows its published shape, and is of consent or contract alone. */
export const portableHolds: Check = async (scene) => {
  const { files, nothing, rehearsed } = await movable(scene)
  for (const { records } of files)
    for (const { noun, values } of records)
      for (const column of Object.keys(values)) {
        const { provenance, generated } = scene.register.nouns[noun]!.fields[column]!
        if (generated || provenance === 'derived' || provenance === 'system')
          return broken(`${noun}.${column} is moved and was not given by the person.`, 'Report it as a defect.')
      }
  const forms = files.map((file) => formsOf(scene.register, file, null))
  const torn = forms.some(
    ([json, csv, card]) =>
      !portableShape.safeParse(JSON.parse(String(json!.body))).success ||
      String(csv!.body).split('\r\n').length < 3 ||
      !/^BEGIN:VCARD\r\n[\s\S]*END:VCARD/.test(String(card!.body)),
  )
  if (torn)
    return broken('What is given to take along is not JSON, CSV and vCard that can be read.', 'Report it as a defect.')
  const values = files.reduce(
    (n, { records }) => n + records.reduce((m, one) => m + Object.keys(one.values).length, 0),
    0,
  )
  const words = `files made up just now: ${files.length}${rehearsed ? ' (of somebody who agreed to something in a rehearsal that was undone)' : ''} with ${values} values, as JSON by the published shape, CSV and vCard; derived among them 0; of ${nothing} people nothing rests on consent or contract (PORTABILITY_SCOPE)`
  return files.length > 0 ? kept(`${words}.`) : open(`${words}; nobody taken out could be moved yet.`)
}

/** P66: none was fetched that its person had not confirmed. */
export const transfersConfirmed: Check = async (scene) => {
  const { house } = scene
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
  const { files } = await movable(scene)
  const changed = files.filter((file) => {
    const again = portableShape.safeParse(JSON.parse(JSON.stringify(file)))
    return !again.success || canonical(again.data) !== canonical(file)
  })
  if (changed.length > 0)
    return broken('A file to be moved is not read back as it was written.', 'Report it as a defect.')
  const { key } = house.connection
  const token = transferUrl(key, NOBODY, 'fetch').split('/').at(-1)!
  const forged = `${token.slice(0, -2)}${token.endsWith('AA') ? 'BB' : 'AA'}`
  if (
    openTransfer(key, token, 'fetch') !== NOBODY ||
    openTransfer(key, forged, 'fetch') ||
    openTransfer(key, token, 'confirm')
  )
    return broken('A forged link to somebody’s data opens.', 'Stop the server and report it as a defect.')
  const words = `receivers named: ${named}, fetched once: ${fetched}, unconfirmed among them: 0; ${plural(files.length, 'file')} made up just now and read back by what takes such files in: the same; a forged link, and one for another use, open nothing`
  return files.length > 0 ? kept(`${words}.`) : open(`${words}; nobody taken out could be moved yet.`)
}
