import { dataNouns, eyeFor, numbers } from './held.ts'
import { broken, type Check, kept, open, plural, type Scene } from './verdict.ts'

type Periods = { name: string; total: number; begun: number; backwards: number; required: boolean }

/** What runs from a day until a day, and is about a company and not about who represents it. */
async function periods(scene: Scene): Promise<Periods[]> {
  const found: Periods[] = []
  for (const [name, noun] of dataNouns(scene)) {
    if (!noun.fields.start_on || !noun.fields.end_on || noun.person) continue
    const eye = eyeFor(scene, noun, ['start_on', 'end_on'])
    if (!eye) continue
    const row = await numbers<Omit<Periods, 'name' | 'required'>>(
      scene,
      eye,
      `select count(*)::int as total, count(start_on)::int as begun,
         (count(*) filter (where end_on < start_on))::int as backwards from ${eye}.${name}`,
    )
    found.push({ name, required: noun.fields.start_on.required ?? false, ...row })
  }
  return found
}

/** P40: what a customer has of us begins and ends on a day. */
export const periodsKnown: Check = async (scene) => {
  const found = await periods(scene)
  const backwards = found.find((one) => one.backwards > 0)
  if (backwards)
    return broken(
      `${plural(backwards.backwards, 'record')} of ${backwards.name} end before they begin.`,
      'Open each and put its days right.',
    )
  const said = found.map((one) => `${one.name}: ${one.total}, ${one.begun} with a first day, 0 ending before it`)
  const running = found.filter((one) => one.required)
  if (running.length === 0) return open('nothing in the register must have a first day.')
  return running.some((one) => one.total > 0)
    ? kept(`${said.join('; ')}; without a first day none is taken.`)
    : open(`${said.join('; ')}; nothing is on record yet.`)
}

/** P41: what went out, when, and when it was received. */
export const deliveriesKnown: Check = async (scene) => {
  const noun = dataNouns(scene).find(([, { fields }]) => fields.sent_on && fields.received_on)
  const eye = noun && eyeFor(scene, noun[1], ['sent_on', 'received_on', 'state'])
  if (!noun || !eye) return open('nothing in the register says when a delivery was received.')
  const row = await numbers<{ total: number; received: number; undated: number }>(
    scene,
    eye,
    `select count(*)::int as total, (count(*) filter (where state = 'received'))::int as received,
       (count(*) filter (where state = 'received' and received_on is null))::int as undated from ${eye}.${noun[0]}`,
  )
  if (row.undated > 0)
    return broken(
      `${plural(row.undated, 'record')} of what was received have no day.`,
      'Open each and fill in the day.',
    )
  const said = `${noun[0]}: ${row.total}, of these received ${row.received}, each with its day`
  return row.total > 0 ? kept(`${said}.`) : open(`${said}; nothing is on record yet.`)
}

/** How many confirmations of an order stand on record. */
export async function confirmations(scene: Scene): Promise<number> {
  const noun = dataNouns(scene).find(([, { fields }]) => fields.confirmed_at && fields.ordered_on)
  const eye = noun && eyeFor(scene, noun[1], ['confirmed_at'])
  if (!noun || !eye) return 0
  const row = await numbers<{ n: number }>(scene, eye, `select count(confirmed_at)::int as n from ${eye}.${noun[0]}`)
  return row.n
}
