import { suppressionKey } from '#kernel/instance.ts'
import { dataNouns } from './held.ts'
import type { Scene } from './verdict.ts'

/** The noun of this shape, whatever it is called: its view under the purpose of people's rights. */
export function viewWith(scene: Scene, columns: readonly string[]): string {
  const found = dataNouns(scene).find(([, { fields }]) => columns.every((column) => Object.hasOwn(fields, column)))
  if (!found) throw new Error(`nothing in the register has the columns ${columns.join(', ')}`)
  return `rights.${found[0]}`
}

/** The ledger of what people said, and the log of what the gate decided. */
export const saidIn = (scene: Scene): string => viewWith(scene, ['slot', 'effect', 'proof'])
export const sentIn = (scene: Scene): string => viewWith(scene, ['content', 'allowed', 'code', 'lease'])

export async function count(scene: Scene, from: string): Promise<number> {
  const { rows } = await scene.house.pool('rights').query<{ n: number }>(`select count(*)::int as n from ${from}`)
  return rows[0]!.n
}

const KNOWN = new WeakMap<Scene, Map<string, Promise<unknown>>>()
/** What several checks of one walk ask is asked once. */
export function once<T>(scene: Scene, name: string, work: () => Promise<T>): Promise<T> {
  const known = KNOWN.get(scene) ?? new Map<string, Promise<unknown>>()
  KNOWN.set(scene, known)
  if (!known.has(name)) known.set(name, work())
  return known.get(name) as Promise<T>
}

/** People tried, at most: enough to see a gate that stands open, few enough to wait for. */
export const TRIED = 60

/** Some who are here. */
export const anyone = (scene: Scene): Promise<string[]> =>
  once(scene, 'anyone', async () => {
    const [self] = dataNouns(scene).find(([, noun]) => noun.mask === 'self')!
    const { rows } = await scene.house
      .pool('rights')
      .query<{ id: string }>(`select id from rights.${self} order by id limit ${TRIED}`)
    return rows.map(({ id }) => id)
  })

export type Tried = {
  person: string
  channel: string
  topic: string | null
  content: string
  allowed: boolean
  code: string | null
  ground: string | null
}

const CHANNELS = ['email', 'text', 'phone', 'post']
const TOPICS = ['products', 'events', 'activities', 'partners']
export const MARKETING = CHANNELS.flatMap((channel) =>
  TOPICS.map((topic) => ({ content: 'marketing', channel, topic })),
)
export const SERVICE = CHANNELS.map((channel) => ({ content: 'service', channel }))

/** What the gate says of some who are here, by every channel and topic of marketing. */
export const gateOfAnyone = async (scene: Scene): Promise<Tried[]> => tryGate(scene, await anyone(scene), MARKETING)

/** Asks the gate that sends, for each person and message: it decides, keeps nothing, and nothing leaves. */
export function tryGate(scene: Scene, people: readonly string[], asks: readonly object[]): Promise<Tried[]> {
  return once(scene, `gate ${JSON.stringify([people, asks])}`, () => askGate(scene, people, asks))
}

async function askGate({ house }: Scene, people: readonly string[], asks: readonly object[]): Promise<Tried[]> {
  const { rows } = await house.pool('rights').query<Tried>(
    `select p.id as person, a.ask->>'channel' as channel, a.ask->>'topic' as topic, a.ask->>'content' as content,
       (g.answer->>'allowed')::boolean as allowed, g.answer->>'code' as code, g.answer->>'ground' as ground
     from unnest($1::uuid[]) p (id) cross join jsonb_array_elements($2::jsonb) a (ask)
     cross join lateral door.gate('preview', p.id, a.ask, $3) g (answer)`,
    [people, JSON.stringify(asks), suppressionKey(house.connection.key)],
  )
  return rows
}
