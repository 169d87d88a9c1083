import '#kernel/runtime.ts'
import pg from 'pg'
import { rewriteDue } from '#features/erasure/rewrite.ts'

/** The short-lived child that holds the owner's login while tables are rewritten. Answers one line of JSON. */
const client = new pg.Client({ connectionString: process.env.SELOSTE_OWNER_URL })
try {
  await client.connect()
  console.log(JSON.stringify(await rewriteDue(client)))
} catch (error) {
  console.log(JSON.stringify({ error: (error as { code?: string }).code ?? 'error' }))
  if (process.env.SELOSTE_TRACE) console.error(error)
  process.exitCode = 1
} finally {
  await client.end()
}
