import { tellers } from '#features/erasure/identity.ts'
import { CYCLE } from '#features/erasure/rewrite.ts'
import { tracesOf, untraced } from '#kernel/traces.ts'
import { erasuresAnswered } from './checks.requests.ts'
import { dataNouns } from './held.ts'
import { anyone, count } from './proofs.ts'
import { rehearse, type Stage } from './rehearse.ts'
import { whoSaid } from './said.ts'
import { broken, type Check, kept, open, plural, type Scene, type Verdict } from './verdict.ts'

/** Erased people looked for again, the latest ones: each in every kind of record that can hold a person. */
const SAMPLE = 5

/** P62: who asks to be erased is answered in time, and of who was erased nothing is found anywhere. */
export const erasuresHold: Check = async (scene) => {
  const [answered, gone] = [await erasuresAnswered(scene), await nothingLeft(scene)]
  if (answered.status === 'broken' || gone.status === 'broken') return gone.status === 'broken' ? gone : answered
  const evidence = `${gone.evidence} ${answered.evidence}`
  return gone.status === 'kept' ? kept(evidence) : open(evidence)
}

async function nothingLeft(scene: Scene) {
  const traces = tracesOf(scene.register)
  const missing = untraced(scene.register, traces)
  if (missing.length > 0)
    return broken(`No erasure reaches ${missing.slice(0, 5).join(', ')}.`, 'Say in the register whose it is.')
  const late = await count(
    scene,
    `rights.erasures where state in ('queued', 'running') and not coalesce(found ? 'refused', false) and created_at < now() - interval '2 days'`,
  )
  if (late > 0)
    return broken(`${plural(late, 'erasure')} waiting for more than two days.`, 'See the runs: erasure.run.')
  const { rows } = await scene.house
    .pool('rights')
    .query<{ subject: string }>(
      `select subject from rights.erasures where state in ('done', 'held') order by done_at desc limit ${SAMPLE}`,
    )
  const nouns = [
    ...new Set(
      traces.filter(({ edge, how, schema }) => schema === 'data' && edge && how !== 'record').map(({ noun }) => noun),
    ),
  ]
  for (const { subject } of rows) {
    for (const noun of nouns) {
      const { rows: left } = await scene.house
        .pool('rights')
        .query('select from door.held($1, $2, null, 1)', [subject, noun])
      if (left.length > 0)
        return broken(
          `Somebody who was erased is still held in ${noun}.`,
          'Open the erasure and look for traces again.',
        )
    }
  }
  const { rows: waited } = await scene.house.jobs.query<{ days: number }>(
    `select coalesce(max((detail->>'waited_days')::int), 0) as days from register.receipts where kind = 'rewrite' and at > now() - interval '60 days'`,
  )
  if (waited[0]!.days > CYCLE)
    return broken(`A table waited ${waited[0]!.days} days to be rewritten.`, 'See the runs: erasure.rewrite.')
  const columns = traces.filter(({ schema }) => schema === 'data').length
  return rows.length > 0
    ? kept(
        `${plural(rows.length, 'erased person', 'erased people')} looked for again in ${nouns.length} kinds of record: nothing found; ${columns} columns are reached; tables are rewritten within ${CYCLE} days.`,
      )
    : erasureRehearsed(scene, nouns, columns)
}

/** Somebody whom nothing needs is erased by the same steps, looked for, and stays: the transaction is undone. */
async function erasureRehearsed(scene: Scene, nouns: readonly string[], columns: number): Promise<Verdict> {
  const { last } = tellers(scene.register)
  for (const person of (await anyone(scene)).slice(0, 20)) {
    const done = await rehearse(scene, async (stage) => {
      const before = await heldIn(stage, person, nouns)
      const begun = await stage.erase(person, { do: 'start', reason: 'removed' })
      if (typeof begun === 'string') return begun
      const { id } = begun
      for (let left = true; left; ) {
        const step = await stage.erase(person, { do: 'batch', id, most: 500, last })
        if (typeof step === 'string') return step
        left = step.left === true
      }
      const ended = await stage.erase(person, { do: 'finish', id, last })
      return typeof ended === 'string' ? ended : { before, after: await heldIn(stage, person, nouns) }
    })
    // Something in force needs this one.
    if (done === 'CONTRACT_NEEDS_IT' || done === 'HOLD_TOO_BROAD') continue
    if (typeof done === 'string') return broken(`An erasure is answered with ${done}.`, 'Report it as a defect.')
    if (done.after > 0)
      return broken(`An erasure leaves its person in ${done.after} kinds of record.`, 'Report it as a defect.')
    return kept(
      `nobody has been erased yet; an erasure was carried out and undone: of somebody held in ${plural(done.before, 'kind')} of record nothing was found afterwards in any of ${nouns.length}; ${columns} columns are reached; tables are rewritten within ${CYCLE} days.`,
    )
  }
  return open(`nobody has been erased yet; ${columns} columns are reached; something in force needs everybody tried.`)
}

async function heldIn(stage: Stage, person: string, nouns: readonly string[]): Promise<number> {
  let found = 0
  for (const noun of nouns)
    found += (await stage.rows('select from door.held($1, $2, null, 1)', [person, noun])).length > 0 ? 1 : 0
  return found
}

/** P54: what a law keeps longer is kept by an act and a section, apart from everything, and until a day. */
export const lawKept: Check = async (scene) => {
  const noun = dataNouns(scene).find(([, { fields }]) => fields.act && fields.section && fields.said)
  if (!noun) return open('nothing in the register is kept by a law.')
  const others = Object.keys(scene.register.purposes).filter(
    (purpose) => purpose !== 'rights' && Object.values(noun[1].fields).some((field) => field.purposes[purpose]),
  )
  if (others.length > 0) return broken(`What a law keeps is open to ${others.join(', ')}.`, 'Close it in the register.')
  const all = await count(scene, `rights.${noun[0]}`)
  const uncited = await count(scene, `rights.${noun[0]} where btrim(act) = '' or btrim(section) = ''`)
  if (uncited > 0)
    return broken(`${plural(uncited, 'record')} kept without act and section.`, 'Name them, or erase the record.')
  const over = await count(scene, `rights.${noun[0]} where until < current_date - 2`)
  if (over > 0) return broken(`${plural(over, 'record')} kept past its day.`, 'See the runs: erasure.nightly.')
  const [person] = await anyone(scene)
  if (!person) return open('nobody is here yet with whom a hold could be tried.')
  const [bare, act, whole] = await rehearse(scene, async (stage) => [
    await stage.say(person, { kind: 'hold' }),
    await stage.say(person, { kind: 'hold', act: '1336/1997' }),
    await stage.say(person, { kind: 'hold', act: '1336/1997', section: '2:10' }),
  ])
  if (bare !== 'LEGAL_HOLD_UNCITED' || act !== 'LEGAL_HOLD_UNCITED' || whole)
    return broken(
      `Keeping by a law is answered with ${bare ?? 'a yes'} without act, ${act ?? 'a yes'} without section, ${whole ?? 'a yes'} with both.`,
      'Report it as a defect.',
    )
  return kept(
    `kept by a law now: ${plural(all, 'record')}, without act and section 0, past its day 0; no purpose but rights sees one. Tried and undone: a hold without act or section → LEGAL_HOLD_UNCITED, with both → taken.`,
  )
}

/** P57: whom nothing keeps any more is erased without asking. */
export const nobodyLeftOver: Check = async (scene) => {
  const { rows } = await scene.house.jobs.query<{ well: boolean; hours: number }>(
    `select well, (extract(epoch from now() - ended) / 3600)::int as hours from register.runs where job = 'erasure.nightly' order by number desc limit 1`,
  )
  const last = rows[0]
  if (last && !last.well) return broken('The last nightly run of erasures failed.', 'See the runs: erasure.nightly.')
  const over = await scene.house.pool('rights').query<{ n: number }>(
    `select count(*)::int as n from unnest($1::uuid[]) r (id)
     where not exists (select from rights.erasures e where e.subject = r.id and e.found ? 'refused')`,
    [await whoSaid(scene, 'removed', 10_000)],
  )
  if (over.rows[0]!.n > 0)
    return broken(
      `${plural(over.rows[0]!.n, 'person', 'people')} deleted by hand days ago and still here.`,
      'See the runs: erasure.nightly.',
    )
  const { purposes, nouns } = scene.register
  const idle = Object.entries(nouns).flatMap(([noun, { fields }]) =>
    Object.entries(fields).flatMap(([column, field]) => {
      const held = Object.keys(field.purposes)
      return field.personal && held.length > 0 && held.every((id) => purposes[id]?.asleep) ? [`${noun}.${column}`] : []
    }),
  )
  if (idle.length > 0)
    return open(
      `held for purposes that all sleep now: ${idle.join(', ')}. Wake a purpose (Privacy → Balancing tests), or take the field out of the register.`,
    )
  if (!last) return open('personal fields held for sleeping purposes alone: 0; the nightly run has not been yet.')
  return last.hours <= 36
    ? kept(
        `the nightly run was ${last.hours} hours ago; nobody who was deleted by hand is left past the day of undoing; personal fields held for sleeping purposes alone: 0.`,
      )
    : broken(`The nightly run was ${last.hours} hours ago.`, 'Let it run every night.')
}
