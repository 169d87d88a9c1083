/**
 * How the embedded PostgreSQL is set up.
 *
 * Collation: the built-in C.UTF-8. It compares bytes, so indexes are small and fast and serve LIKE 'x%',
 * and no library update can reorder them; case and letters still follow Unicode. Lists that people read
 * are sorted by an explicit collation ("fi-x-icu", "sv-x-icu"), which every PostgreSQL with ICU has.
 */
export function initialise(input: { folder: string; superuser: string; secret: string; durable: boolean }): string[] {
  return [
    `--pgdata=${input.folder}`,
    `--username=${input.superuser}`,
    `--pwfile=${input.secret}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    // pg_trgm and the text search parser ask the C library what a letter is; under plain C, ä would be none.
    `--lc-ctype=${process.platform === 'win32' ? 'en-US' : process.platform === 'darwin' ? 'UTF-8' : 'C.UTF-8'}`,
    '--no-instructions',
    ...(input.durable ? [] : ['--no-sync']),
  ]
}

/**
 * Given on the command line, where no file and no ALTER SYSTEM can weaken them: who may come in, and
 * that no value of a row is written into the log by an error.
 */
export const fenceSettings = {
  unix_socket_directories: '',
  password_encryption: 'scram-sha-256',
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
  log_min_duration_statement: '-1',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
  log_statement: 'none',
  max_connections: '300',
}

/** Passwords only, over the loopback only; never trust. */
export const hostRules = `# Written by Seloste at every start.
host all all 127.0.0.1/32 scram-sha-256
`

/** Written anew at every start; an operator's own tuning belongs to ALTER SYSTEM, which wins over it. */
export function settingsFile(durable: boolean): string {
  const settings: Record<string, string> = {
    shared_buffers: '256MB',
    work_mem: '16MB',
    maintenance_work_mem: '128MB',
    // Its only method here costs more processor time than the pages it saves: of one event by itself up to a quarter.
    wal_compression: 'off',
    min_wal_size: '80MB',
    max_wal_size: '2GB',
    // A log that is done with is taken away and not kept to be written over: what was erased does not linger in it.
    wal_recycle: 'off',
    random_page_cost: '1.1',
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    datestyle: 'iso, ymd',
    lc_messages: 'C',
    default_text_search_config: 'pg_catalog.simple',
    // A week of files, each overwritten when its weekday comes round.
    logging_collector: 'on',
    log_directory: 'log',
    log_filename: 'postgres-%a.log',
    log_rotation_age: '1d',
    log_truncate_on_rotation: 'on',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', logging_collector: 'off' }),
  }
  const lines = Object.entries(settings).map(([name, value]) => `${name} = '${value}'`)
  return `# Written by Seloste at every start. Use ALTER SYSTEM for settings of your own.\n${lines.join('\n')}\n`
}
