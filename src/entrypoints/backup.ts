import '#kernel/runtime.ts'
import { mkdir } from 'node:fs/promises'
import pg from 'pg'
import { follow } from '#features/backups/afterwards.ts'
import type { Work } from '#features/backups/child.ts'
import { keepBackup, tryRestore } from '#features/backups/keep.ts'
import { config } from '#kernel/config.ts'
import { problemOf } from '#kernel/errors.ts'
import { asOwner } from '#kernel/migrate.ts'

/** The short-lived child that holds the owner's login for one backup. Reads {work, key, folder} from standard input, where nobody else can see the key; answers one line of JSON. */
type Asked = { work: Work; key: string; folder: string; blocks?: number }
let text = ''
for await (const chunk of process.stdin) text += chunk
const { work, folder, blocks, ...rest } = JSON.parse(text) as Asked
const key = Buffer.from(rest.key, 'base64url')
const shelf = { key, folder, bucket: config.backupBucket }
const url = process.env.SELOSTE_OWNER_URL!
try {
  if (work === 'make') console.log(JSON.stringify(await keepBackup({ url, blocks, ...shelf })))
  else if (work === 'test') console.log(JSON.stringify(await tryRestore({ url, ...shelf })))
  else {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    const written = await asOwner(client, () => follow(client, shelf)).finally(() => client.end())
    console.log(JSON.stringify({ written }))
  }
} catch (error) {
  console.log(JSON.stringify({ problem: problemOf(error, 'en') }))
  if (process.env.SELOSTE_TRACE) console.error(error)
  process.exitCode = 1
}
