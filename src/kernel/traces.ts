import type { Field, Noun } from './vocabulary.ts'

/**
 * What a column has to do with a person who leaves or asks:
 *   self    the person's own row                         own     a row that names its person
 *   part    a row that stands on one that goes           blank   a row that stays as evidence, emptied
 *   names   another's row that names the person          record  the bare identifier of a row, told by no foreign key
 *   stored  its content stands outside, under a key      text    words that may mention anybody
 *   hash    what is kept in the place of an address      other   nobody is found by it: of our own users, who leave
 *                                                                with their account
 */
export type How = 'self' | 'own' | 'part' | 'blank' | 'names' | 'record' | 'stored' | 'text' | 'hash' | 'other'

export type Trace = {
  readonly noun: string
  readonly schema: Noun['schema']
  readonly table: string
  readonly column: string
  readonly how: How
  /** The row is found by this column. */
  readonly edge: boolean
  /** Of a part: the noun whose row the column names. */
  readonly of: string | null
  /** Of a noun: its depth; what stands on others comes after them, and goes before them. */
  readonly place: number
}

type Nouns = Readonly<Record<string, Noun>>
type Edge = { readonly column: string; readonly how: How; readonly of: string | null }

/** Everywhere a person can be, computed from the register alone: a noun declared tomorrow is among them. */
export function tracesOf({ nouns }: { readonly nouns: Nouns }): Trace[] {
  const edges = edgesOf(nouns)
  const places = placesOf(nouns, edges)
  return Object.entries(nouns).flatMap(([name, noun]) => {
    const found = edges.get(name)!
    const at = { noun: name, schema: noun.schema, table: `${noun.schema}.${name}`, place: places.get(name)! }
    const list: Trace[] = found.map((edge) => ({ ...at, ...edge, edge: true }))
    const whole = found.find(({ how }) => WHOLE.has(how))?.how
    for (const [column, field] of Object.entries(noun.fields)) {
      const plain = (how: How) => list.push({ ...at, column, how, edge: false, of: null })
      const known = found.some((one) => one.column === column && (!whole || WHOLE.has(one.how)))
      const kept = whole === 'blank' && isOurs(field)
      if (whole && field.personal && !known && !kept) plain(whole)
      if (mayMention(noun, column, field)) plain('text')
      else if (field.personal && (kept || !whole) && !known) plain(alone(noun, column))
    }
    return list
  })
}

/** Personal columns that no trace reaches: none, or an erasure would leave them. */
export function untraced({ nouns }: { readonly nouns: Nouns }, traces: readonly Trace[]): string[] {
  return Object.entries(nouns).flatMap(([name, noun]) =>
    Object.entries(noun.fields).flatMap(([column, field]) => {
      const here = traces.filter((one) => one.noun === name && one.column === column)
      const found = traces.find((one) => one.noun === name && one.edge && WHOLE.has(one.how))
      // Words need both: to go with their own person's row, and to be searched in everybody else's.
      const faults = [
        field.personal && here.length === 0,
        mayMention(noun, column, field) && !here.some(({ how }) => how === 'text'),
        field.personal && found && !(found.how === 'blank' && isOurs(field)) && !here.some(({ how }) => WHOLE.has(how)),
        (column === noun.person || column === noun.partOf?.column) && found && !here.some(({ edge }) => edge),
      ]
      return faults.some(Boolean) ? [`${name}.${column}`] : []
    }),
  )
}

/** The row as a whole is the person's. */
const WHOLE: ReadonlySet<How> = new Set<How>(['self', 'own', 'part', 'blank'])

function edgesOf(nouns: Nouns): Map<string, Edge[]> {
  const selves = Object.keys(nouns).filter((name) => nouns[name]!.mask === 'self')
  const edges = new Map(Object.entries(nouns).map(([name, noun]) => [name, ownEdges(noun, selves)]))
  const goes = (name: string) => edges.get(name)!.some(({ how }) => how === 'self' || how === 'own' || how === 'part')
  const stays = (name: string) => edges.get(name)!.some(({ how }) => how === 'blank')
  // What stands on a row that goes, goes; and what stands on that: until no more is found.
  for (let more = true; more; ) {
    more = false
    for (const [name, noun] of Object.entries(nouns)) {
      const list = edges.get(name)!
      for (const { column, noun: of } of parentsOf(name, noun)) {
        if (selves.includes(of) || list.some((one) => one.column === column && one.of === of)) continue
        const how = noun.erase === 'blank' ? 'blank' : 'part'
        const reached = how === 'blank' ? noun.partOf?.column === column && stays(of) : goes(of)
        if (!reached) continue
        list.push({ column, how, of })
        more = true
      }
    }
  }
  return edges
}

function ownEdges(noun: Noun, selves: readonly string[]): Edge[] {
  const list: Edge[] = []
  if (noun.mask === 'self') list.push({ column: 'id', how: 'self', of: null })
  if (noun.person) list.push({ column: noun.person, how: noun.erase === 'blank' ? 'blank' : 'own', of: null })
  if (noun.stored) list.push({ column: 'id', how: 'stored', of: null })
  for (const [column, field] of Object.entries(noun.fields)) {
    if (column === 'id' || column === noun.person) continue
    if (field.refers && selves.includes(field.refers) && field.type === 'uuid')
      list.push({ column, how: 'names', of: null })
    // A row identified outside the foreign keys; lists of them stand in columns that say what they refer to.
    const bare = field.type === 'uuid' ? !field.refers : field.type === 'json' && field.refers !== undefined
    const tells = noun.erase !== 'blank' && (!noun.person || field.required)
    if (bare && tells && column !== noun.partOf?.column && noun.schema === 'data')
      list.push({ column, how: 'record', of: null })
  }
  return list
}

/** What a row stands on: what it is a part of, what it is linked to, and of each noun it names the first. */
function parentsOf(name: string, noun: Noun): { column: string; noun: string }[] {
  const list = [...(noun.partOf ? [noun.partOf] : []), ...(noun.linked ?? [])]
  for (const [column, field] of Object.entries(noun.fields)) {
    if (field.type !== 'uuid' || !field.refers || field.refers === name) continue
    if (!list.some((one) => one.noun === field.refers)) list.push({ column, noun: field.refers })
  }
  return list
}

/** Of a column that nothing else reaches. */
const alone = ({ schema }: Noun, column: string): How =>
  schema === 'ledger' ? 'record' : schema === 'data' && column === HASH ? 'hash' : 'other'
/** What is reckoned from an address, whatever the noun. */
const HASH = 'hash'

/** Free words of people or of ours, and what holds them: not lists, not what the machine works with. */
function mayMention(noun: Noun, column: string, field: Field): boolean {
  if (noun.schema !== 'data' || field.generated || column === HASH) return false
  // What a law keeps apart from everything is kept as it stands.
  if (noun.erase === 'blank' && !noun.person && !noun.partOf) return false
  if (field.type !== 'text' && field.type !== 'longtext' && field.type !== 'json') return false
  if (field.personal) return field.category !== 'use_log'
  return field.provenance === 'provided' && (field.type !== 'text' || field.category !== 'system')
}

/** The bare identifier of one of us, in a row that is evidence of what we did. */
const isOurs = (field: Field): boolean => field.type === 'text' && field.provenance === 'system'

/** How deep each noun stands; a ring of nouns, should there be one, is entered once. */
function placesOf(nouns: Nouns, edges: ReadonlyMap<string, readonly Edge[]>): Map<string, number> {
  const places = new Map<string, number>()
  const depth = (name: string, above: readonly string[]): number => {
    const known = places.get(name)
    if (known !== undefined || above.includes(name)) return known ?? 0
    const below = edges.get(name)!.flatMap(({ of }) => (of ? [depth(of, [...above, name]) + 1] : []))
    const found = Math.max(nouns[name]!.mask === 'self' ? 0 : 1, ...below)
    places.set(name, found)
    return found
  }
  for (const name of Object.keys(nouns)) depth(name, [])
  return places
}
