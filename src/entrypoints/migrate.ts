import '#kernel/runtime.ts'
import pg from 'pg'
import { effective, readAdditions } from '#kernel/additions.ts'
import { auditAndRecord, sentenceOf } from '#kernel/audit.ts'
import { config } from '#kernel/config.ts'
import { instanceKey } from '#kernel/instance.ts'
import { installQueue } from '#kernel/jobs.ts'
import { asOwner, migrate, OWNER } from '#kernel/migrate.ts'
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
  await migrate(client, instanceKey(config.dataFolder))
  await installQueue(client, url, OWNER)
  if (config.demo) await seedDemo(client, instanceKey(config.dataFolder))
  const register = effective(await asOwner(client, () => readAdditions(client)))
  const { findings } = await auditAndRecord(client, register)
  const open = findings.filter((finding) => finding.severity === 'refuse')
  for (const finding of open) console.error(sentenceOf(finding))
  // A fence that is open is no reason to serve a little less: nothing is served.
  if (open.length > 0) process.exitCode = 1
} catch (error) {
  console.error((error as Error).message)
  if (process.env.SELOSTE_TRACE) console.error(error)
  process.exitCode = 1
} finally {
  await client.end()
}
