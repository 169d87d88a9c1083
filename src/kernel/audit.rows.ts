import * as authNouns from '#register/users.ts'
import type { Check, Found, Look } from './audit.ts'
import { bitsOf, carriesCopy } from './compile.ts'
import { sqlTypes } from './extend.ts'
import type { Noun } from './vocabulary.ts'

/** What stands in the tables: every column declared, nothing telling of hidden people, masks as the grounds say. */
export const rowChecks: readonly Check[] = [
  {
    id: 'declared',
    says: 'every column of every table is declared with a retention rule, and every declared field is a column',
    look: declared,
  },
  {
    id: 'no_unique',
    says: 'no unique index stands on personal data, so that no error tells of a hidden person',
    look: unique,
  },
  {
    id: 'mask_unindexed',
    says: 'no index mentions the mask, so that a change of it touches no index',
    look: unindexed,
  },
  {
    id: 'masks',
    says: 'the masks of a random sample of 500 people, and all their copies, are what the grounds say',
    owner: true,
    look: masks,
  },
]

/** Schemas whose tables may hold the workings and no noun: what stands in them the notice says in words. */
const WORKINGS = ['ledger', 'register']

async function declared({ rows, register, source }: Look): Promise<Found[]> {
  const actual = await rows<{ place: string; table: string; column: string; type: string; partition: boolean }>(
    `select n.nspname::text as place, c.relname::text as table, a.attname::text as column, format_type(a.atttypid, null) as type, c.relispartition as partition
     from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
     where n.nspname in ('data', 'auth', 'ledger', 'register', 'door', 'public') and c.relkind in ('r', 'p', 'f', 'm') and a.attnum > 0 and not a.attisdropped
       and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')`,
  )
  const nouns = new Map<string, Noun>()
  for (const [name, noun] of Object.entries({ ...(authNouns as unknown as Record<string, Noun>), ...register.nouns })) {
    if (noun.fields) nouns.set(`${noun.schema}.${name}`, noun)
  }
  const found: Found[] = []
  const seen = new Set<string>()
  const strange = new Set<string>()
  for (const { place, table, column, type, partition } of actual) {
    if (partition) continue
    const noun = nouns.get(`${place}.${table}`)
    if (!noun) {
      if (WORKINGS.includes(place) && source.tables.has(`${place}.${table}`)) continue
      strange.add(`${place}.${table}`)
      continue
    }
    const field = noun.fields[column]
    seen.add(`${place}.${table}.${column}`)
    if (!field) {
      if (column === 'permitted' && (noun.mask === 'self' || carriesCopy(noun))) continue
      found.push(
        refuse(
          `The column ${place}.${table}.${column} is not declared in the register.`,
          'Declare it with a purpose and a retention rule (seloste register apply), or drop it; then start again.',
        ),
      )
    } else if (!sameType(sqlTypes[field.type], type)) {
      found.push(
        refuse(
          `The column ${place}.${table}.${column} is ${type}, declared as ${field.type}.`,
          'Bring the two together, then start again.',
        ),
      )
    } else if (!(field.retention in register.retention)) {
      found.push(
        refuse(
          `The column ${place}.${table}.${column} has no retention rule.`,
          'Name one in the register, then start again.',
        ),
      )
    }
  }
  for (const table of strange) {
    const shared = table.startsWith('public.')
    found.push({
      severity: shared ? 'broken' : 'refuse',
      what: `The table ${table} is not declared in the register.`,
      next: shared
        ? 'Give Seloste a database of its own, or move that table elsewhere.'
        : 'Find out who made it, drop it, and start again.',
    })
  }
  for (const [name, noun] of nouns) {
    for (const column of Object.keys(noun.fields)) {
      if (!seen.has(`${name}.${column}`))
        found.push(
          refuse(
            `The field ${name}.${column} is declared and no such column is there.`,
            'Add the column by a migration, or take the field out of the register.',
          ),
        )
    }
  }
  return found
}

function sameType(declared: string, type: string): boolean {
  const families = [
    ['bigint', 'integer', 'smallint'],
    ['timestamptz', 'timestamp with time zone'],
    ['text', 'bytea'],
    ['jsonb', 'bytea', 'uuid[]', 'text[]'],
  ]
  return declared === type || families.some((family) => family.includes(declared) && family.includes(type))
}

async function unique({ rows, register }: Look): Promise<Found[]> {
  const actual = await rows<{ table: string; index: string; columns: string[] }>(
    `select c.relname::text as table, i.indexrelid::regclass::text as index,
       array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum = any (i.indkey::int2[])
         union select case when i.indexprs is not null then '(an expression)' end) as columns
     from pg_index i join pg_class c on c.oid = i.indrelid
     where c.relnamespace = 'data'::regnamespace and (i.indisunique or i.indisexclusion)`,
  )
  return actual.flatMap(({ table, index, columns }) => {
    const fields = register.nouns[table]?.fields
    const told = columns.filter(
      (column) => column && !(fields?.[column] && (!fields[column].personal || fields[column].system)),
    )
    return told.length === 0
      ? []
      : [
          refuse(
            `The unique index ${index} stands on ${told.join(', ')}: its error tells who is hidden.`,
            `Run: drop index ${index}; then start again.`,
          ),
        ]
  })
}

async function unindexed({ rows }: Look): Promise<Found[]> {
  const found = await rows(
    `select i.indexrelid::regclass::text as index from pg_index i join pg_class c on c.oid = i.indrelid
     where c.relnamespace = 'data'::regnamespace and pg_get_indexdef(i.indexrelid) ~ '\\mpermitted\\M'`,
  )
  return found.map(({ index }) =>
    refuse(`The index ${index} mentions permitted.`, `Run: drop index ${index}; then start again.`),
  )
}

/** Blocks taken at random, so that a million people cost no more than five hundred. */
async function masks({ rows, register }: Look): Promise<Found[]> {
  const [{ n }] = (await rows(
    `select greatest(reltuples, 0)::float8 as n from pg_class where oid = 'data.people'::regclass`,
  )) as [{ n: number }]
  const share = n > 20_000 ? Math.min(100, (100 * 2000) / n) : 100
  const sample = await rows<{ id: string; stale: boolean }>(
    `with sample as materialized (select id, permitted from data.people tablesample system (${share}) order by random() limit 500)
     select s.id, s.permitted <> m.mask as stale from sample s cross join lateral data.masks_of(s.id) m`,
  )
  const found: Found[] = []
  const stale = sample.filter((row) => row.stale).length
  if (stale > 0)
    found.push(refuse(`The masks of ${stale} of ${sample.length} people are not what their grounds say.`, MEND_MASKS))
  const ids = sample.map((row) => row.id)
  for (const [name, noun] of Object.entries(register.nouns)) {
    if (noun.schema !== 'data' || !carriesCopy(noun)) continue
    const [{ wrong }] = (await rows(
      `select count(*)::int as wrong from data.${name} c join data.people p on p.id = c.${noun.person}
       where c.${noun.person} = any($1::uuid[]) and c.permitted <> (p.permitted & ${bitsOf(register, noun)})`,
      [ids],
    )) as [{ wrong: number }]
    if (wrong > 0)
      found.push(
        refuse(
          `${wrong} rows of data.${name} carry another mask than their person.`,
          mendCopies(name, noun.person!, bitsOf(register, noun)),
        ),
      )
  }
  return found
}

const MEND_MASKS =
  'A trigger was off, or somebody wrote past it. As the owner run: alter table data.people disable trigger _050_mask_is_derived; update data.people p set permitted = m.mask from data.people q cross join lateral data.masks_of(q.id) m where q.id = p.id and p.permitted <> m.mask; alter table data.people enable trigger _050_mask_is_derived; then start again.'

const mendCopies = (table: string, person: string, bits: bigint): string =>
  `A trigger was off, or somebody wrote past it. As the owner run: update data.${table} c set permitted = p.permitted & ${bits} from data.people p where p.id = c.${person} and c.permitted <> (p.permitted & ${bits}); then start again.`

function refuse(what: string, next: string): Found {
  return { severity: 'refuse', what, next }
}
