import { purposeIds } from '#register/index.ts'
import type { Check, Found, Look } from './audit.ts'
import { columnsOf, writableOf } from './compile.ts'
import { doors } from './doors.ts'
import { LOGINS } from './migrate.ts'

/**
 * Who was granted what. As our logins are members of nothing and own nothing (checked before), what stands
 * in the access lists for them and for everybody (PUBLIC) is all they can do.
 */
export const grantChecks: readonly Check[] = [
  {
    id: 'columns',
    says: 'every login holds exactly the columns the register gives it, of its own views, and nothing else anywhere',
    look: columns,
  },
  {
    id: 'schemas',
    says: 'every login may enter its own schema, the doors and the extensions, and no other',
    look: schemas,
  },
  {
    id: 'doors',
    says: 'every login may call its own doors and no other function of ours, and nothing of the server that is not for all',
    look: callable,
  },
]

const PLAIN = ['auth', 'jobs', 'ledger']
/** Where the three plain logins work. What they may not do there is FORBIDDEN. */
const ROOMS: Record<string, readonly string[]> = {
  auth: ['auth'],
  jobs: ['register', 'jobs', 'graphile_worker'],
  ledger: ['ledger'],
}
const FORBIDDEN = [
  /^ledger ledger\.(entries|leaves|checkpoints)\w* (UPDATE|DELETE|TRUNCATE)/,
  /^jobs register\.(notices|additions|built|audits|runs|migrations) (UPDATE|DELETE|TRUNCATE)/,
  /^jobs register\.(additions|built|audits|migrations) INSERT/,
  /^auth auth\.(users|grants) (DELETE|TRUNCATE)/,
  /^auth auth\.(grants|keys) UPDATE$/,
  / (TRUNCATE|TRIGGER|REFERENCES|MAINTAIN)\b/,
]

/** "login schema.relation PRIVILEGE" or "… PRIVILEGE (column)": one line for each thing granted. */
async function columns(at: Look): Promise<Found[]> {
  const granted = await at.rows<{ login: string; thing: string; inside: string; line: string }>(
    `with who as (select oid, rolname::text as login from pg_roles where rolname = any($1) union all select 0, 'public'),
     lists as (
       select c.oid, n.nspname, c.relname, null::name as attname, c.relacl as acl
       from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relacl is not null
       union all
       select c.oid, n.nspname, c.relname, a.attname, a.attacl
       from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
       where a.attacl is not null and not a.attisdropped)
     select w.login, l.nspname || '.' || l.relname as thing, l.nspname as inside,
       w.login || ' ' || l.nspname || '.' || l.relname || ' ' || e.privilege_type || coalesce(' (' || l.attname || ')', '') as line
     from lists l cross join lateral aclexplode(l.acl) e join who w on w.oid = e.grantee
     where (e.grantee <> 0 or l.nspname not in ('pg_catalog', 'information_schema', 'ext'))
        or (e.grantee = 0 and l.nspname = 'pg_catalog' and not exists (
             select from pg_init_privs i, aclexplode(i.initprivs) p
             where i.objoid = l.oid and i.classoid = 'pg_class'::regclass and p.grantee = 0 and p.privilege_type = e.privilege_type))`,
    [LOGINS],
  )
  const expected = declaredGrants(at)
  const found: Found[] = []
  const seen = new Set<string>()
  for (const { login, thing, inside, line } of granted) {
    seen.add(line)
    if (expected.has(line)) continue
    if (PLAIN.includes(login) && ROOMS[login]!.includes(inside) && !FORBIDDEN.some((rule) => rule.test(line))) continue
    found.push(
      refuse(
        `${may(line)}, which the register does not give.`,
        `Run: revoke all on ${thing} from ${login}${login === `purpose_${inside}` ? `; ${rebuild(thing)}` : ''}; then start again.`,
      ),
    )
  }
  for (const line of expected) {
    if (seen.has(line)) continue
    found.push(
      refuse(
        `The register gives what the database does not: ${may(line)}.`,
        `Run: ${rebuild(line.split(' ')[1]!)}; then start again, which makes it anew.`,
      ),
    )
  }
  return found
}

/** What compile() grants, line by line. */
function declaredGrants({ register }: Look): Set<string> {
  const lines = new Set<string>()
  for (const [name, noun] of Object.entries(register.nouns)) {
    if (noun.schema !== 'data') continue
    for (const purpose of Object.keys(register.purposes)) {
      if (columnsOf(noun, purpose).length === 0) continue
      const on = `purpose_${purpose} ${purpose}.${name}`
      lines.add(`${on} SELECT`)
      const writable = writableOf(noun, purpose)
      for (const column of writable) lines.add(`${on} UPDATE (${column})`)
      if (!noun.open?.includes(purpose)) continue
      for (const column of [...writable, ...(noun.partOf ? [noun.partOf.column] : [])])
        lines.add(`${on} INSERT (${column})`)
      if (!noun.trash) lines.add(`${on} DELETE`)
    }
  }
  return lines
}

async function schemas(at: Look): Promise<Found[]> {
  const granted = await at.rows<{ login: string; name: string; privilege: string }>(
    `select coalesce(r.rolname::text, 'public') as login, n.nspname::text as name, e.privilege_type as privilege
     from pg_namespace n cross join lateral aclexplode(n.nspacl) e left join pg_roles r on r.oid = e.grantee
     where (e.grantee = 0 or r.rolname = any($1)) and n.nspname not in ('pg_catalog', 'information_schema', 'public')`,
    [LOGINS],
  )
  const expected = new Set([
    'public ext',
    'auth auth',
    'auth register',
    'jobs register',
    'ledger ledger',
    'jobs jobs',
    'jobs graphile_worker',
  ])
  for (const login of LOGINS) expected.add(`${login} door`)
  for (const purpose of purposeIds) expected.add(`purpose_${purpose} ${purpose}`)
  return granted
    .filter(({ login, name, privilege }) => privilege !== 'USAGE' || !expected.has(`${login} ${name}`))
    .map(({ login, name, privilege }) =>
      refuse(
        `${login} has ${privilege} on schema ${name}.`,
        `Run: revoke all on schema ${name} from ${login}; then start again.`,
      ),
    )
}

async function callable(at: Look): Promise<Found[]> {
  const granted = await at.rows<{ login: string; inside: string; name: string; signature: string }>(
    `select w.login, n.nspname::text as inside, p.proname::text as name, p.oid::regprocedure::text as signature
     from pg_proc p join pg_namespace n on n.oid = p.pronamespace
     cross join lateral aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) e
     join (select oid, rolname::text as login from pg_roles where rolname = any($1) union all select 0, 'public') w on w.oid = e.grantee
     where e.privilege_type = 'EXECUTE' and n.nspname not in ('pg_catalog', 'information_schema', 'ext')`,
    [LOGINS],
  )
  const expected = new Set(['ledger ledger.open_months', 'ledger ledger.end_months'])
  for (const [name, { to }] of Object.entries(doors)) {
    for (const login of to === 'jobs' ? ['jobs'] : (to === 'every' ? purposeIds : to).map((id) => `purpose_${id}`)) {
      expected.add(`${login} door.${name}`)
    }
  }
  const seen = new Set<string>()
  const found: Found[] = []
  for (const { login, inside, name, signature } of granted) {
    const line = `${login} ${inside}.${name}`
    seen.add(line)
    // In `data` nobody may enter: functions that views and generated columns need are public there, and of no use by name.
    if (expected.has(line) || (login === 'public' && inside === 'data')) continue
    if (login === 'jobs' && ['jobs', 'graphile_worker'].includes(inside)) continue
    found.push(
      refuse(
        `${login} may call ${inside}.${name}, which is no door of its.`,
        `Run: revoke all on function ${signature} from ${login}; then start again.`,
      ),
    )
  }
  for (const line of expected) {
    if (!seen.has(line))
      found.push(
        refuse(
          `A declared door is shut: ${line.replace(' ', ' may not call ')}.`,
          'Start again: every start opens the declared doors.',
        ),
      )
  }
  return [...found, ...(await serverFunctions(at)), ...(await largeObjects(at))]
}

/** Functions that initdb keeps from the public (files, logs, settings): nobody opened one for our logins. */
async function serverFunctions({ rows }: Look): Promise<Found[]> {
  const open = await rows(
    `select r.rolname::text as login, p.oid::regprocedure::text as signature from pg_init_privs i
     join pg_proc p on p.oid = i.objoid cross join pg_roles r
     where i.classoid = 'pg_proc'::regclass and p.pronamespace = 'pg_catalog'::regnamespace and r.rolname = any($1)
       and not exists (select from aclexplode(i.initprivs) e where e.grantee = 0 and e.privilege_type = 'EXECUTE')
       and has_function_privilege(r.oid, p.oid, 'EXECUTE')`,
    [LOGINS],
  )
  return open.map(({ login, signature }) =>
    refuse(
      `${login} may call ${signature}.`,
      `As superuser run: revoke execute on function ${signature} from public, ${login}; then start again.`,
    ),
  )
}

/** Anyone may keep data in large objects, outside every table, unless their functions are closed. */
async function largeObjects({ rows, superuser }: Look): Promise<Found[]> {
  const open = await rows(
    `select p.oid::regprocedure::text as signature from pg_proc p
     where p.pronamespace = 'pg_catalog'::regnamespace and (p.proname like 'lo\\_%' or p.proname in ('loread', 'lowrite'))
       and exists (select from pg_roles r where r.rolname = any($1) and has_function_privilege(r.oid, p.oid, 'EXECUTE'))`,
    [LOGINS],
  )
  if (open.length === 0) return []
  return [
    {
      severity: superuser ? 'refuse' : 'broken',
      what: `Our logins may keep data in large objects (${open.length} functions, the first ${open[0].signature}).`,
      next: `As superuser, in this database, run: revoke execute on function ${open.map((row) => row.signature).join(', ')} from public;`,
    },
  ]
}

/** A view keeps its grants as long as its text is the same; forgotten, it is made and granted anew. */
const rebuild = (view: string): string => `delete from register.built where name = '${view}'`

/** "purpose_sales may SELECT data.people" */
function may(line: string): string {
  const [login, thing, ...rest] = line.split(' ')
  return `${login === 'public' ? 'everybody' : login} may ${rest.join(' ')} ${thing}`
}

function refuse(what: string, next: string): Found {
  return { severity: 'refuse', what, next }
}
