import type { Check, Found, Look } from './audit.ts'
import { columnsOf } from './compile.ts'
import { OWNER } from './migrate.ts'

/** The objects themselves: views, functions, triggers are those of our source, and there is nothing beside them. */
export const shapeChecks: readonly Check[] = [
  { id: 'built', says: 'what was last built is what the register compiles to now', look: built },
  {
    id: 'views',
    says: 'the schemas of the purposes hold the compiled views, column by column, and nothing else',
    look: views,
  },
  { id: 'view_texts', says: 'every view selects exactly what the compiler wrote', owner: true, look: viewTexts },
  {
    id: 'functions',
    says: 'every function is one of ours with our text, and each that runs with the owner’s rights has a pinned search_path',
    look: functions,
  },
  { id: 'triggers', says: 'every trigger of ours is there and switched on, and there is no other', look: triggers },
  {
    id: 'no_copies',
    says: 'no materialised view, foreign table, rule or publication takes data past the views',
    look: copies,
  },
]

async function built({ rows, source }: Look): Promise<Found[]> {
  const held = new Map((await rows('select name, sql from register.built')).map((row) => [row.name, row.sql]))
  const found = source.built
    .filter((one) => held.get(one.name) !== one.sql)
    .map((one) =>
      refuse(
        `${one.name} was built from another text than the register compiles to now.`,
        'Start again: it is built anew.',
      ),
    )
  const known = new Set(source.built.map((one) => one.name))
  for (const name of held.keys()) {
    if (!known.has(name) && !name.endsWith('.sql'))
      found.push(refuse(`${name} was built once and is not in the register.`, 'Start again: it is taken away.'))
  }
  return found
}

async function views({ rows, register, source }: Look): Promise<Found[]> {
  const actual = await rows<{ name: string; kind: string; owner: string; options: string[] | null; columns: string[] }>(
    `select n.nspname || '.' || c.relname as name, c.relkind as kind, pg_get_userbyid(c.relowner)::text as owner, c.reloptions as options,
       array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped order by a.attnum) as columns
     from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = any($1)`,
    [Object.keys(register.purposes)],
  )
  const byName = new Map(actual.map((row) => [row.name, row]))
  const found: Found[] = []
  for (const one of source.built) {
    if (one.kind !== 'view') continue
    const there = byName.get(one.name)
    byName.delete(one.name)
    if (there?.kind !== 'v') {
      found.push(refuse(`The view ${one.name} is missing.`, rebuild(one.name)))
      continue
    }
    const noun = register.nouns[one.noun!]!
    const columns = columnsOf(noun, one.name.split('.')[0]!)
    if (columns.join() !== there.columns.join()) {
      found.push(
        refuse(
          `The view ${one.name} shows other columns than the register: ${differ(there.columns, columns)}.`,
          rebuild(one.name),
        ),
      )
    }
    const check = noun.mask === 'ask' ? [] : ['check_option=local']
    if ((there.options ?? []).join() !== check.join()) {
      found.push(
        refuse(
          `The view ${one.name} has the options ${there.options ?? 'none'}, not ${check.join() || 'none'}.`,
          rebuild(one.name),
        ),
      )
    }
    if (there.owner !== OWNER)
      found.push(
        refuse(
          `The view ${one.name} belongs to ${there.owner}.`,
          `Run: alter view ${one.name} owner to ${OWNER}; then start again.`,
        ),
      )
  }
  for (const name of byName.keys()) {
    found.push(
      refuse(
        `${name} stands in the schema of a purpose, and the register does not know it.`,
        `Look at it, then drop it; then start again.`,
      ),
    )
  }
  return found
}

/**
 * PostgreSQL prints a view in its own words. So the compiler's texts are made once more in a scratch schema,
 * printed by the same server, and compared; the transaction is rolled back.
 */
async function viewTexts({ rows, source, views }: Look): Promise<Found[]> {
  const compiled = source.built.filter((one) => one.kind === 'view' && (!views || views.includes(one.name)))
  const texts = compiled.map(({ name, sql }) => {
    const select = sql.slice(0, sql.indexOf(';\n')).replace(`create or replace view ${name} as`, '')
    return `create view seloste_scratch.${name.replace('.', '__')} as ${select}`
  })
  await rows('savepoint scratch')
  await rows(['create schema seloste_scratch', ...texts].join(';\n'))
  const different = await rows<{ name: string }>(
    `select n.nspname || '.' || c.relname as name from pg_class s
     join pg_namespace n on s.relname like n.nspname || '\\_\\_%'
     join pg_class c on c.relnamespace = n.oid and s.relname = n.nspname || '__' || c.relname and c.relkind = 'v'
     where s.relnamespace = 'seloste_scratch'::regnamespace and pg_get_viewdef(s.oid) <> pg_get_viewdef(c.oid)`,
  )
  await rows('rollback to savepoint scratch')
  return different.map(({ name }) =>
    refuse(`The view ${name} selects something else than the compiler wrote.`, rebuild(name)),
  )
}

async function functions({ rows, register, source }: Look): Promise<Found[]> {
  const ours = ['data', 'door', 'ledger', 'register', 'auth', 'public', ...Object.keys(register.purposes)]
  const actual = await rows<{
    name: string
    inside: string
    body: string
    definer: boolean
    config: string[] | null
    owner: string
    extension: boolean
  }>(
    `select n.nspname || '.' || p.proname as name, n.nspname::text as inside, p.prosrc as body, p.prosecdef as definer, p.proconfig as config,
       pg_get_userbyid(p.proowner)::text as owner,
       exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e') as extension
     from pg_proc p join pg_namespace n on n.oid = p.pronamespace
     where n.nspname = any($1) or (p.prosecdef and n.nspname not in ('pg_catalog', 'information_schema', 'graphile_worker', 'jobs'))`,
    [ours],
  )
  const found: Found[] = []
  const seen = new Set<string>()
  for (const { name, inside, body, definer, config, owner, extension } of actual) {
    if (extension && !definer) continue
    seen.add(name)
    const declared = source.functions.get(name)
    if (!declared) {
      // A neighbour's plain function in `public` runs with the caller's rights only.
      if (definer || inside !== 'public')
        found.push(refuse(`The function ${name} is none of ours.`, 'Find out who made it, drop it, and start again.'))
      continue
    }
    if (declared.body !== body || declared.definer !== definer) {
      found.push({ ...refuse(`The function ${name} is not the one we ship.`, OURS_AGAIN), sql: asOurs(declared.text) })
    }
    if (owner !== OWNER)
      found.push(
        refuse(
          `The function ${name} belongs to ${owner}.`,
          `Run: alter function ${name} owner to ${OWNER}; then start again.`,
        ),
      )
    if (definer && !config?.includes('search_path=pg_catalog')) {
      found.push(
        refuse(
          `The function ${name} runs with the owner’s rights and looks names up in the caller’s path.`,
          `Run: alter function ${name} set search_path = pg_catalog; then start again.`,
        ),
      )
    }
  }
  for (const { name, text } of source.functions.values()) {
    if (!seen.has(name)) found.push({ ...refuse(`The function ${name} is missing.`, OURS_AGAIN), sql: asOurs(text) })
  }
  return found
}

async function triggers({ rows, source }: Look): Promise<Found[]> {
  const actual = await rows<{
    name: string
    place: string
    whole: string
    calls: string
    enabled: string
    internal: boolean
    clone: boolean
  }>(
    `select t.tgname::text as name, n.nspname || '.' || c.relname as place,
       coalesce((select i.inhparent::regclass::text from pg_inherits i where i.inhrelid = c.oid), n.nspname || '.' || c.relname) as whole,
       fn.nspname || '.' || p.proname as calls, t.tgenabled as enabled,
       t.tgisinternal as internal, t.tgparentid <> 0 as clone
     from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
     join pg_proc p on p.oid = t.tgfoid join pg_namespace fn on fn.oid = p.pronamespace
     where n.nspname in ('data', 'ledger', 'register', 'auth')`,
  )
  const found: Found[] = []
  const seen = new Set<string>()
  const expected = new Map(source.triggers.map((one) => [`${one.table} ${one.name}`, one]))
  for (const { name, place, whole, calls, enabled, internal, clone } of actual) {
    seen.add(`${place} ${name}`)
    if (enabled !== 'O') {
      found.push(
        refuse(
          `The trigger ${internal ? 'of a foreign key' : name} on ${place} is switched off.`,
          `Run: alter table ${place} enable trigger ${internal ? 'all' : name}; then start again, which compares the masks.`,
        ),
      )
    }
    if (internal || clone) continue
    // a month of the ledger is guarded as the whole is
    const declared = expected.get(`${whole} ${name}`)
    if (!declared)
      found.push(
        refuse(
          `The trigger ${name} on ${place} is none of ours.`,
          `Find out who made it, run: drop trigger ${name} on ${place}; then start again.`,
        ),
      )
    else if (declared.calls !== calls)
      found.push(
        refuse(
          `The trigger ${name} on ${place} calls ${calls}, not ${declared.calls}.`,
          `Run: drop trigger ${name} on ${place}; ${declared.text}; then start again.`,
        ),
      )
  }
  for (const [key, { name, table, text }] of expected) {
    if (!seen.has(key))
      found.push(refuse(`The trigger ${name} on ${table} is missing.`, `Run: ${text}; then start again.`))
  }
  return found
}

async function copies({ rows }: Look): Promise<Found[]> {
  const found = await rows<{ what: string; next: string }>(
    `select case c.relkind when 'm' then 'The materialised view ' else 'The foreign table ' end || n.nspname || '.' || c.relname || ' stands outside the fence.' as what,
       'Drop it' as next
     from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('m', 'f')
     union all
     select 'The rule ' || rulename || ' rewrites what is written to ' || schemaname || '.' || tablename || '.', 'Drop it'
     from pg_rules where schemaname not in ('pg_catalog', 'information_schema')
     union all
     select 'The publication ' || pubname || ' sends tables of ours elsewhere.', 'Drop it, or leave schemas data, auth and ledger out of it'
     from pg_publication p where p.puballtables
       or exists (select from pg_publication_tables t where t.pubname = p.pubname and t.schemaname in ('data', 'auth', 'ledger'))`,
  )
  return found.map(({ what, next }) => refuse(what, `${next}, then start again.`))
}

const OURS_AGAIN = 'Look at it, then start with SELOSTE_MEND=1, which makes it anew from our files.'

const asOurs = (text: string): string =>
  `set role ${OWNER}; ${text.replace(/^create (?:or replace )?function/, 'create or replace function')}; reset role`

const differ = (there: readonly string[], declared: readonly string[]): string =>
  [
    ...there.filter((column) => !declared.includes(column)).map((column) => `${column} too many`),
    ...declared.filter((column) => !there.includes(column)).map((column) => `${column} missing`),
  ].join(', ') || 'in another order'

const rebuild = (name: string): string =>
  `Somebody changed the database by hand. Run: delete from register.built where name = '${name}'; then start again, which makes it anew.`

function refuse(what: string, next: string): Found {
  return { severity: 'refuse', what, next }
}
