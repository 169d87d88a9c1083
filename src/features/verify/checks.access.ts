import { routeOf } from '#kernel/action.ts'
import { broken, type Check, fenced, kept, open, plural } from './verdict.ts'

const NO_SIGN_UP = [
  '/api/v1/sign-up',
  '/api/v1/users/sign-up',
  '/api/auth/sign-up/email',
  '/api/v1/session/sign-up',
  '/sign-up',
  '/register',
]
/** Routes asked at the same time. */
const AT_ONCE = 16
const NOBODY = '00000000-0000-7000-8000-000000000000'

/** P99: an account begins with an administrator's grant. */
export const accountsGranted: Check = async ({ house, ask }) => {
  const users = (await house.auth.query(`select id::text as id, created_by from auth.users`)).rows as {
    id: string
    created_by: string
  }[]
  const { rows } = await house.ledger.query(
    `select distinct unnest(ids)::text as id from ledger.entries where action = 'users.create' and outcome = 'done'`,
  )
  const granted = new Set(rows.map((row) => row.id))
  const known = new Set(users.map((user) => user.id))
  const without = users.filter((user) => !granted.has(user.id))
  const self = users.filter(
    (user) => user.created_by === user.id || !(known.has(user.created_by) || user.created_by.startsWith('operator')),
  )
  if (without.length > 0) {
    return broken(
      `${plural(without.length, 'account')} without a granting event in the ledger (${short(without)}).`,
      'End them under Settings → Users, and find out who wrote them into the database.',
    )
  }
  if (self.length > 0)
    return broken(
      `${plural(self.length, 'account')} granted by nobody we know (${short(self)}).`,
      'End them under Settings → Users.',
    )
  for (const path of NO_SIGN_UP) {
    const { status } = await ask.send('POST', path)
    if (status !== 404 && status !== 405)
      return broken(`POST ${path} answers ${status} to a stranger.`, 'Report it as a defect.')
  }
  return kept(
    `${users.length} accounts, without a granting event: 0; ${ask.who}: sign-up at ${NO_SIGN_UP.length} addresses → 404.`,
  )
}

/** P100: levels are set by an administrator, and nobody sets his own. */
export const levelsGranted: Check = async (scene) => {
  const { house, register } = scene
  const { rows } = await house.auth.query<{ total: number; self: number; unknown: number; old: number; bare: number }>(
    `select count(*)::int as total, count(*) filter (where g.granted_by = g.user_id::text)::int as self,
       count(*) filter (where g.level <> all ($1))::int as unknown,
       count(*) filter (where g.granted_at < now() - interval '90 days')::int as old,
       (select count(*)::int from auth.users u where u.left_at is null
          and not exists (select from auth.grants o where o.user_id = u.id and o.ended_at is null)) as bare
     from auth.grants g where g.ended_at is null`,
    [Object.keys(register.levels)],
  )
  const { total, self, unknown, old, bare } = rows[0]!
  const rule = await house.jobs.query(
    `select count(*)::int as n from pg_constraint where conname = 'grants_not_to_oneself' and convalidated and conrelid = (
       select oid from pg_class where relname = 'grants' and relnamespace::regnamespace::text = 'auth')`,
  )
  if (self > 0 || rule.rows[0].n === 0)
    return broken(
      `${self} levels were granted to oneself${rule.rows[0].n === 0 ? ', and the database no longer forbids it' : ''}.`,
      'End these grants; put the constraint grants_not_to_oneself back.',
    )
  if (unknown > 0)
    return broken(
      `${plural(unknown, 'grant')} of a level that the register does not have.`,
      'Grant another level to each user under Settings → Users.',
    )
  const counts = `${plural(total, 'level')} in force, granted to oneself: 0 (the database forbids it), unknown to the register: 0; users without a level: ${bare}`
  return fenced(
    scene,
    ['columns', 'declared'],
    open(`${counts}; older than 90 days: ${old}. Not built: the quarterly review in which each is confirmed.`),
  )
}

/** P101: without a personal password nothing opens. */
export const nothingWithoutPassword: Check = async (scene) => {
  const { house, ask } = scene
  const actions = house.actions ?? []
  if (actions.length === 0) return open('the routes could not be tried: this run knows no actions.')
  const opened: string[] = []
  const closed = actions.filter((action) => !action.public).map(routeOf)
  for (let from = 0; from < closed.length; from += AT_ONCE)
    await Promise.all(
      closed.slice(from, from + AT_ONCE).map(async ({ method, path }) => {
        const { status } = await ask.send(method, `/api/v1${path.replace(/\{\w+\}/g, NOBODY)}`)
        if (status !== 401) opened.push(`${method} ${path} → ${status}`)
      }),
    )
  if (opened.length > 0)
    return broken(
      `Without sign-in, ${opened.join(', ')} instead of 401.`,
      'Report it as a defect; until then stop the server.',
    )
  const { rows } = await house.auth.query<{ hashes: number; weak: number; shared: number; endless: number }>(
    `select (select count(*)::int from auth.credentials) as hashes,
       (select count(*)::int from auth.credentials where password is null or password not like '$argon2id$%') as weak,
       (select count(*)::int from (select user_id from auth.credentials group by 1 having count(*) > 1) s) as shared,
       (select count(*)::int from auth.sessions where expires_at > created_at + interval '7 days 1 minute') as endless`,
  )
  const { hashes, weak, shared, endless } = rows[0]!
  if (shared > 0)
    return broken(
      `${plural(shared, 'user')} with more than one password.`,
      'Send them a new link under Settings → Users.',
    )
  if (weak > 0)
    return broken(
      `${plural(weak, 'password')} not stored as argon2id.`,
      'Send these users a new link under Settings → Users.',
    )
  if (endless > 0)
    return broken(`${plural(endless, 'session')} that do not end in seven days.`, 'End them under Settings → Users.')
  const openly = actions.filter((action) => action.public).map((action) => action.name)
  const tried = actions.length - openly.length
  return fenced(
    scene,
    ['columns', 'schemas'],
    open(
      `${ask.who}, asked without sign-in: ${tried} routes → 401; open by declaration: ${openly.join(', ')}; ${hashes} passwords, all argon2id, one for each user; sessions that outlive a week: 0. Not built: a second factor for each.`,
    ),
  )
}

/** P102: use is on record, and the record cannot be changed unseen. */
export const useLogged: Check = async (scene) => {
  const { ledger } = scene
  if (!ledger.intact) {
    const first = ledger.problems[0]!
    return broken(
      `The ledger is not intact: ${ledger.problems.length} problems, the first${first.number === null ? '' : ` at ${first.number}`}: ${first.what}.`,
      'Keep the data folder as it is, look at npm run seloste -- ledger verify, and compare with a backup.',
    )
  }
  const told = await scene.house.jobs.query(
    `select value ->> 'informed_on' as day, value ->> 'headcount' as people from register.settings
     where name = 'staff_informed' order by at desc limit 1`,
  )
  if (told.rows.length === 0)
    return broken(
      'What staff read is not on record: nobody has filed that they were told of it.',
      'File it under Settings → Logging of use.',
    )
  const { rows } = await scene.house.ledger.query(
    `select count(*)::int as total, count(*) filter (where purpose is null)::int as without, count(distinct actor)::int as actors
     from ledger.entries where at > now() - interval '30 days'`,
  )
  return fenced(
    scene,
    ['columns', 'triggers', 'functions'],
    open(
      `${ledger.leaves} entries re-computed, ${ledger.checkpoints} signatures, altered, reordered or cut: 0, waiting for a seal: ${ledger.unsealed}; last 30 days: ${rows[0].total} entries by ${rows[0].actors} actors; staff of ${told.rows[0].people} were told on ${told.rows[0].day}; not built: alerts, and monthly reviews with a sign-off.`,
    ),
  )
}

/** P103: sign-ins, right and wrong, with method and origin. */
export const signInsLogged: Check = async ({ house }) => {
  const { rows } = await house.ledger.query(
    `select count(*) filter (where outcome = 'done')::int as done, count(*) filter (where outcome = 'refused')::int as refused,
       count(*) filter (where not (detail ? 'method' and detail ? 'from'))::int as bare
     from ledger.entries where action = 'session.create'`,
  )
  const sessions = await house.auth.query(
    `select count(*)::int as n from auth.sessions s where s.created_at < now() - interval '1 minute'`,
  )
  const { done, refused, bare } = rows[0]
  if (bare > 0)
    return broken(`${plural(bare, 'sign-in')} on record without method or origin.`, 'Report it as a defect.')
  if (sessions.rows[0].n > done)
    return broken(
      `${sessions.rows[0].n} sessions are alive and only ${done} sign-ins are on record.`,
      'End all sessions under Settings → Users and find out who wrote them.',
    )
  return open(
    `sign-ins on record: ${done} let in, ${refused} refused, without method or origin: 0; not built: alerts, and the record that they are looked at.`,
  )
}

/** P106: who has left has no way in. */
export const leaversOut: Check = async ({ house }) => {
  const { rows } = await house.auth.query(
    `select count(*) filter (where u.left_at is null)::int as here, count(*) filter (where u.left_at is not null)::int as gone,
       count(*) filter (where u.left_at is not null and (
         exists (select from auth.credentials c where c.user_id = u.id) or exists (select from auth.sessions s where s.user_id = u.id)
         or exists (select from auth.grants g where g.user_id = u.id and g.ended_at is null)
         or exists (select from auth.keys k where k.created_by = u.id::text and k.ended_at is null)))::int as inside
     from auth.users u`,
  )
  const { here, gone, inside } = rows[0]
  if (inside > 0)
    return broken(
      `${plural(inside, 'person', 'people')} who left can still come in.`,
      'End their access again under Settings → Users.',
    )
  return open(
    `${here} people have access, ${gone} have left, leavers with a password, session, level or key: 0; not built: comparing the list with staff and suppliers who have access to the servers.`,
  )
}

/** P05: nothing is done without a purpose of the catalogue. */
export const everyUseHasPurpose: Check = async (scene) => {
  const ids = Object.keys(scene.register.purposes)
  const { rows } = await scene.house.ledger.query<{ action: string; n: number; people: number }>(
    `select action, count(*)::int as n, sum(cardinality(ids))::int as people from ledger.entries
     where purpose is null or purpose <> all ($1) group by 1 order by 2 desc`,
    [ids],
  )
  const total = (await scene.house.ledger.query('select count(*)::int as n from ledger.entries')).rows[0].n
  // Handing out a connection string is the operator's own deed; it is about nobody.
  const wrong = rows.filter((row) => row.action !== 'database.url' || row.people > 0)
  if (wrong.length > 0) {
    return broken(
      `${wrong.reduce((sum, row) => sum + row.n, 0)} entries of the ledger without a purpose of the catalogue: ${wrong.map((row) => `${row.action} ${row.n}`).join(', ')}.`,
      'Report it as a defect.',
    )
  }
  const undeclared = (scene.house.actions ?? []).filter(
    (action) => action.purposes.length === 0 || action.purposes.some((id) => !ids.includes(id)),
  )
  if (undeclared.length > 0)
    return broken(
      `Actions without a purpose: ${undeclared.map((one) => one.name).join(', ')}.`,
      'Report it as a defect.',
    )
  const handed = rows.find((row) => row.action === 'database.url')?.n ?? 0
  return kept(
    `${total} entries of the ledger, without a purpose: 0${handed > 0 ? ` (and ${handed} times an operator took a connection string)` : ''}; ${scene.house.actions?.length ?? 0} actions, without a purpose: 0.`,
  )
}

const short = (users: { id: string }[]): string =>
  users
    .slice(0, 3)
    .map((user) => user.id)
    .join(', ')
