import cookie from '@fastify/cookie'
import Fastify, { type FastifyInstance } from 'fastify'
import pg from 'pg'
import { createAccess } from '#features/access/access.ts'
import { seedAccounts } from '#features/access/demo.ts'
import { actions } from '#features/index.ts'
import { config } from '#kernel/config.ts'
import { type Connection, type House, openHouse } from '#kernel/database.ts'
import { keepContent } from '#kernel/headers.ts'
import { mount, sayNo } from '#kernel/http.ts'
import { instanceKey, passwordOf } from '#kernel/instance.ts'
import { startSealing } from '#kernel/ledger.ts'

// A process of the bench: the product's API, its twin that writes no ledger, and a bare route that asks the
// database the same. The twin and the bare route exist here only.

const connection: Connection = { ...JSON.parse(process.env.BENCH_CONNECTION!), key: instanceKey(config.dataFolder) }
const house = openHouse(connection)
const twin: House = { ...openHouse(connection), ledger: { query: async () => ({ rows: [] }) } as unknown as pg.Pool }
const signIns = await seedAccounts(house, config.dataFolder)
startSealing(house, config.dataFolder)

type Recorded = { name?: string; text: string; values: unknown[] }
let recorded: Recorded[] | undefined
const query = pg.Client.prototype.query as (...args: any[]) => any
pg.Client.prototype.query = function (this: pg.Client, ...args: any[]) {
  if (this.user === 'purpose_relationship') {
    const { name, text = args[0], values = args[1] ?? [] } = args[0]
    recorded?.push({ ...(name ? { name } : {}), text, values })
  }
  return query.apply(this, args)
} as never

process.on('disconnect', () => process.exit())
process.send!({ signIns, urls: { on: await serve(house), off: await serve(twin), bare: await serveBare() } })

async function serve(house: House): Promise<string> {
  house.actions = actions
  await house.renew()
  const app = Fastify({ logger: false })
  sayNo(app)
  await keepContent(app)
  await app.register(cookie)
  const access = createAccess(house)
  mount(app, { house, actions, actorOf: (request) => access.actorOf(request) })
  return listen(app)
}

/** `/same?of=PATH&id=…`: whatever statements the API sends for PATH, here without the API. */
async function serveBare(): Promise<string> {
  const app = Fastify({ logger: false })
  const pool = new pg.Pool({
    host: connection.host,
    port: connection.port,
    database: connection.database,
    user: 'purpose_relationship',
    password: passwordOf(connection.key, 'purpose_relationship'),
    max: 4,
  })
  const known = new Map<string, { id: string; statements: Recorded[] }>()
  app.post('/learn', async (request) => {
    const { of, id, url, headers } = request.body as {
      of: string
      id: string
      url: string
      headers: Record<string, string>
    }
    recorded = []
    const answer = await fetch(url, { headers })
    await answer.text()
    known.set(of, { id, statements: recorded })
    recorded = undefined
    return { status: answer.status, statements: known.get(of)!.statements.length }
  })
  app.get('/same', async (request) => {
    const { of, id } = request.query as { of: string; id?: string }
    const { id: then, statements } = known.get(of)!
    const answers: unknown[] = []
    // One person's id stands alone, or in the list that a part is asked for with.
    const other = (value: unknown): unknown => (Array.isArray(value) ? value.map(other) : value === then ? id : value)
    for (const { values, ...statement } of statements) {
      answers.push((await pool.query({ ...statement, values: values.map(other) })).rows)
    }
    return answers
  })
  return listen(app)
}

async function listen(app: FastifyInstance): Promise<string> {
  await app.listen({ port: 0, host: '127.0.0.1' })
  return `http://127.0.0.1:${(app.server.address() as { port: number }).port}`
}
