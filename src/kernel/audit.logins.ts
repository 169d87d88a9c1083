import type { Check, Found } from './audit.ts'
import { LOGINS, OWNER, settingsOf } from './migrate.ts'

const ALL = [...LOGINS, OWNER]
const START = 'then start again.'

/** What our logins are, apart from what they were granted: humble, alone, owning nothing, and in one database. */
export const loginChecks: readonly Check[] = [
  {
    id: 'logins_humble',
    says: 'every login exists, and none is superuser, bypasses row security, creates roles or databases, or replicates',
    async look({ rows }) {
      const found = await rows(
        `select rolname, rolcanlogin,
           array_remove(array[case when rolsuper then 'superuser' end, case when rolbypassrls then 'bypassrls' end,
             case when rolcreaterole then 'createrole' end, case when rolcreatedb then 'createdb' end,
             case when rolreplication then 'replication' end], null)::text[] as powers
         from pg_roles where rolname = any($1)`,
        [ALL],
      )
      const names = new Set(found.map((row) => row.rolname))
      return [
        ...ALL.filter((login) => !names.has(login)).map((login) =>
          refuse(`The login ${login} is missing.`, 'Start again: it is made at every start.'),
        ),
        ...found
          .filter((row) => row.powers.length > 0)
          .map((row) =>
            refuse(
              `${row.rolname} is ${row.powers.join(' and ')}.`,
              `Run: alter role ${row.rolname} ${row.powers.map((power: string) => `no${power}`).join(' ')}; ${START}`,
            ),
          ),
        ...found
          .filter((row) => row.rolname === OWNER && row.rolcanlogin)
          .map(() => refuse(`${OWNER} can sign in.`, `Run: alter role ${OWNER} nologin; ${START}`)),
      ]
    },
  },
  {
    id: 'logins_alone',
    says: 'no login is a member of another role, so none can become another',
    async look({ rows }) {
      const found = await rows(
        `select m.rolname as member, r.rolname as role from pg_auth_members a
         join pg_roles m on m.oid = a.member join pg_roles r on r.oid = a.roleid where m.rolname = any($1)`,
        [ALL],
      )
      return found.map(({ member, role }) =>
        refuse(`${member} is a member of ${role}.`, `Run: revoke ${role} from ${member}; ${START}`),
      )
    },
  },
  {
    id: 'own_nothing',
    says: 'no login owns anything, in any database of the server',
    async look({ rows }) {
      const found = await rows(
        `select r.rolname as login, coalesce(d.datname, 'the whole server') as place, count(*)::int as n
         from pg_shdepend s join pg_roles r on r.oid = s.refobjid left join pg_database d on d.oid = s.dbid
         where s.refclassid = 'pg_authid'::regclass and s.deptype = 'o' and r.rolname = any($1) group by 1, 2`,
        [LOGINS],
      )
      return found.map(({ login, place, n }) =>
        refuse(
          `${login} owns ${n} object(s) in ${place}.`,
          `Look at them as superuser, then run there: reassign owned by ${login} to ${OWNER}; ${START}`,
        ),
      )
    },
  },
  {
    id: 'no_making',
    says: 'no login may make objects: no CREATE on this database or any schema of it, and no temporary tables',
    async look({ rows, database }) {
      const found = await rows(
        `select r.rolname as login, p as privilege, 'database "' || current_database() || '"' as place
         from pg_roles r, unnest(array['TEMPORARY', 'CREATE']) p
         where r.rolname = any($1) and has_database_privilege(r.oid, current_database(), p)
         union all
         select r.rolname, 'CREATE', 'schema ' || n.nspname from pg_roles r, pg_namespace n
         where r.rolname = any($1) and n.nspname !~ '^pg_(temp|toast)' and has_schema_privilege(r.oid, n.oid, 'CREATE')`,
        [LOGINS],
      )
      return found.map(({ login, privilege, place }) =>
        refuse(
          `${login} has ${privilege} on ${place}.`,
          `As the owner of the database ${database} run: revoke ${privilege.toLowerCase()} on ${place} from public, ${login}; ${START}`,
        ),
      )
    },
  },
  {
    id: 'one_database',
    says: 'no login may connect to another database of the server',
    async look({ rows, superuser }) {
      const found = await rows(
        `select d.datname as name, (array_agg(r.rolname::text order by r.rolname))[1] as login, count(*)::int as n
         from pg_database d, pg_roles r
         where d.datallowconn and d.datname <> current_database() and r.rolname = any($1)
           and has_database_privilege(r.oid, d.oid, 'CONNECT')
         group by 1 order by 1`,
        [LOGINS],
      )
      return found.map(({ name, login, n }) => ({
        severity: superuser && ['postgres', 'template1'].includes(name) ? ('refuse' as const) : ('broken' as const),
        what: `${n === 1 ? login : `${n} of our logins`} may connect to the database ${name}.`,
        next: `As its owner or a superuser run: revoke connect, temporary on database "${name}" from public${n === 1 ? `, ${login}` : ''}; grant it back to those who need it.`,
      }))
    },
  },
  {
    id: 'settings',
    says: 'the settings of every login are the declared ones, and nothing redirects names in the database',
    async look({ rows }) {
      const found = await rows(
        `select coalesce(r.rolname, '') as login, coalesce(d.datname, '') as place, s.setconfig as list
         from pg_db_role_setting s left join pg_roles r on r.oid = s.setrole left join pg_database d on d.oid = s.setdatabase
         where (r.rolname = any($1) or s.setrole = 0) and (s.setdatabase = 0 or d.datname = current_database())`,
        [ALL],
      )
      const has = new Map<string, Map<string, string>>(ALL.map((login) => [login, new Map()]))
      const wrong: Found[] = []
      for (const { login, place, list } of found) {
        for (const one of list as string[]) {
          const [name, value] = [one.slice(0, one.indexOf('=')), one.slice(one.indexOf('=') + 1)]
          if (login !== '' && place === '') has.get(login)!.set(name, value)
          else if (login !== '' || REDIRECTS.includes(name)) {
            const where = place === '' ? '' : ` in database "${place}"`
            const target = login === '' ? (place === '' ? 'role all' : `database "${place}"`) : `role ${login}${where}`
            wrong.push(refuse(`${name} is set for ${target}.`, `Run: alter ${target} reset ${name}; ${START}`))
          }
        }
      }
      for (const [login, settings] of has) {
        const declared = new Map(
          Object.entries(login === OWNER ? {} : settingsOf(login)).map(([name, value]) => [
            name,
            value.replaceAll("'", ''),
          ]),
        )
        for (const name of new Set([...settings.keys(), ...declared.keys()])) {
          if (settings.get(name) === declared.get(name)) continue
          wrong.push(
            refuse(
              `${login} has ${name} = ${settings.get(name) ?? 'nothing'}, declared is ${declared.get(name) ?? 'nothing'}.`,
              `Somebody ran ALTER ROLE. Find out who, run: alter role ${login} ${declared.has(name) ? `set ${name} = ${settingsOf(login)[name]}` : `reset ${name}`}; ${START}`,
            ),
          )
        }
      }
      return wrong
    },
  },
  {
    id: 'server_version',
    says: 'the server has the fix for rows leaking past a view (16.10, 17.6, 18 or later)',
    async look({ rows }) {
      const [{ number, name }] = (await rows(
        `select current_setting('server_version_num')::int as number, current_setting('server_version') as name`,
      )) as [{ number: number; name: string }]
      if (number >= 170006 || (number >= 160010 && number < 170000)) return []
      return [refuse(`The server is PostgreSQL ${name}.`, 'Update it to 16.10, 17.6 or 18.')]
    },
  },
  {
    id: 'server_log',
    says: 'an error writes no value of a row into the server log',
    async look({ rows, superuser }) {
      const found = await rows(
        `select name, setting from pg_settings where (name, setting) in (('log_error_verbosity', 'default'), ('log_error_verbosity', 'verbose'))
           or (name = 'log_min_error_statement' and setting <> 'panic') or (name = 'log_statement' and setting not in ('none', 'ddl'))`,
      )
      const wanted: Record<string, string> = {
        log_error_verbosity: 'terse',
        log_min_error_statement: 'panic',
        log_statement: 'none',
      }
      return found.map(({ name, setting }) => ({
        severity: superuser ? ('refuse' as const) : ('broken' as const),
        what: `The server has ${name} = ${setting}: a failed statement would put people’s data into its log.`,
        next: `As superuser run: alter system set ${name} = ${wanted[name]}; select pg_reload_conf();`,
      }))
    },
  },
]

/** Settings that change what a name or a session means; others of the operator’s are none of ours. */
const REDIRECTS = [
  'search_path',
  'role',
  'session_authorization',
  'session_replication_role',
  'session_preload_libraries',
  'local_preload_libraries',
  'row_security',
]

function refuse(what: string, next: string): Found {
  return { severity: 'refuse', what, next }
}
