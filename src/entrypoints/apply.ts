import '#kernel/runtime.ts'
import pg from 'pg'
import { viewsHash } from '#kernel/audit.views.ts'
import { problemOf } from '#kernel/errors.ts'

/**
 * The short-lived child that holds the owner's login for one change of the register. Reads {addition, by} from
 * standard input, addition null where a balancing test or its day has changed; answers one line of JSON.
 */
let text = ''
for await (const chunk of process.stdin) text += chunk
const { addition, by } = JSON.parse(text)
const client = new pg.Client({ connectionString: process.env.SELOSTE_OWNER_URL })
try {
  await client.connect()
  const hashing = viewsHash(client)
  hashing.catch(() => {})
  // Somebody waits for the answer: the rest of the program is read while the database prints its views.
  const [{ applyAddition }, { auditChange, sentenceOf }, { hasNotice, publishNotice, unpublished }] = await Promise.all(
    [import('#kernel/apply.ts'), import('#kernel/audit.ts'), import('#features/notice/notice.editions.ts')],
  )
  const before = await hashing
  const { register, changed } = await applyAddition(client, addition, by)
  const languages = addition || (await hasNotice(client)) ? await unpublished(client, register) : []
  // The notice follows in the same breath: it must never say other than the database does.
  const notice = languages.length ? await publishNotice(client, { register, approvedBy: by }) : null
  // The views are others now: what was found equal before says nothing of them.
  const { findings } = await auditChange(client, register, { before, changed })
  for (const one of findings) if (one.severity === 'refuse') console.error(sentenceOf(one))
  console.log(JSON.stringify({ changed, notice }))
} catch (error) {
  console.log(JSON.stringify({ problem: problemOf(error, 'en') }))
  if (process.env.SELOSTE_TRACE) console.error(error)
  process.exitCode = 1
} finally {
  await client.end()
}
