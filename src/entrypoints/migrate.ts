import '#kernel/runtime.ts'
import { join } from 'node:path'
import pg from 'pg'
import { makeBackup } from '#features/backups/make.ts'
import { effective, readAdditions } from '#kernel/additions.ts'
import { mend, mendsOf } from '#kernel/audit.mend.ts'
import { auditAndRecord, type Finding, sentenceOf } from '#kernel/audit.ts'
import { config } from '#kernel/config.ts'
import { instanceKey } from '#kernel/instance.ts'
import { installQueue } from '#kernel/jobs.ts'
import { asOwner, migrate, migrations, OWNER } from '#kernel/migrate.ts'
import { seedDemo } from '../../database/demo/demo.ts'

/** The short-lived child that alone holds the owner's login: migrates, compiles, seeds, examines, ends. */
const url = process.env.SELOSTE_OWNER_URL
if (!url) {
  console.error('SELOSTE_OWNER_URL is missing. This program is run by npm start, not by hand.')
  process.exit(1)
}
const client = new pg.Client({ connectionString: url })
try {
  await client.connect()
  await backUpFirst()
  await migrate(client, instanceKey(config.dataFolder))
  await asOwner(client, () => installQueue(client, url, OWNER))
  if (config.demo) await seedDemo(client, instanceKey(config.dataFolder))
  let open = await examined()
  // Only when the operator says so, and after he has read what is open: it undoes what somebody did.
  for (let round = 0; process.env.SELOSTE_MEND === '1' && open.length > 0 && round < 10; round++) {
    const done = await mend(client, open)
    for (const statement of done) console.error(`Mended: ${statement}`)
    if (done.length === 0) break
    await migrate(client, instanceKey(config.dataFolder))
    open = await examined()
  }
  for (const finding of open) console.error(sentenceOf(finding))
  if (open.length > 0) {
    // A fence that is open is no reason to serve a little less: nothing is served.
    process.exitCode = 1
    if (mendsOf(open).length > 0) console.error('SELOSTE_MEND=1 npm start runs these statements for you.')
  }
} catch (error) {
  console.error((error as Error).message)
  if (process.env.SELOSTE_TRACE) console.error(error)
  process.exitCode = 1
} finally {
  await client.end()
}

/** Before an upgrade changes what holds somebody's work. */
async function backUpFirst(): Promise<void> {
  const { rows } = await client.query(`select to_regclass('register.migrations') is not null as made`)
  if (!rows[0].made) return
  const { rows: done } = await client.query('select name from register.migrations')
  const known = new Set(done.map(({ name }) => name))
  if (done.length === 0 || migrations().every((name) => known.has(name))) return
  console.error('This version changes the database; backing it up first …')
  const { name } = await makeBackup({ url: url!, key: instanceKey(config.dataFolder), folder: config.backups })
  console.error(`Backed up to ${join(config.backups, name)}.`)
}

async function examined(): Promise<Finding[]> {
  const register = effective(await asOwner(client, () => readAdditions(client)))
  const { findings } = await auditAndRecord(client, register)
  return findings.filter((finding) => finding.severity === 'refuse')
}
