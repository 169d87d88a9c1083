import { existsSync } from 'node:fs'
import { join } from 'node:path'
import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import serve from '@fastify/static'
import Fastify, { type FastifyInstance } from 'fastify'
import { createAccess } from '#features/access/access.ts'
import { type SignInCard, seedAccounts } from '#features/access/demo.ts'
import approvalsPortal from '#features/approvals/approvals.portal.ts'
import calendarPortal from '#features/calendar/calendar.portal.ts'
import consentPortal from '#features/consent/consent.portal.ts'
import { actions, jobs } from '#features/index.ts'
import mydataPortal from '#features/mydata/mydata.portal.ts'
import noticePortal from '#features/notice/notice.portal.ts'
import { resumeImports, stopImports } from '#features/people/people.import.runs.ts'
import preferencesPortal from '#features/preferences/preferences.portal.ts'
import qualityPortal from '#features/quality/quality.portal.ts'
import quotesPortal from '#features/quotes/quotes.portal.ts'
import reportPortal from '#features/report/report.portal.ts'
import { foundingUrl } from '#features/setup/founding.ts'
import { listenAt } from '#kernel/address.ts'
import { compressAnswers } from '#kernel/compress.ts'
import type { Config } from '#kernel/config.ts'
import { type Connection, type House, openHouse } from '#kernel/database.ts'
import { problemOf, Refusal } from '#kernel/errors.ts'
import { languageOf, mount, sayNo } from '#kernel/http.ts'
import { runFirst, startWorker } from '#kernel/jobs.ts'
import { startSealing } from '#kernel/ledger.ts'
import { project } from './child.ts'

/** founding: where the first account is made, while nobody has one. */
export type Server = { url: string; signIns: SignInCard[]; founding: string | null; close(): Promise<void> }

type Start = {
  connection: Connection
  config: Config
  /** It will run for long: what has never run is made up for. */
  settle?: boolean
}

/** Server and worker in one process: the API, the public pages, the screens, and the sealing of the ledger. */
export async function startServer({ connection, config, settle }: Start): Promise<Server> {
  const house = openHouse(connection)
  house.actions = actions
  await house.renew()
  const stopFollowing = followRegister(house)
  const signIns = config.demo ? await seedAccounts(house, config.dataFolder) : []
  const stopSealing = startSealing(house, config.dataFolder)

  const app = Fastify({
    logger: false,
    trustProxy: 'loopback',
    bodyLimit: 1024 * 1024,
    routerOptions: { maxParamLength: 300 },
  })
  sayNo(app)
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    referrerPolicy: { policy: 'same-origin' },
  })
  compressAnswers(app)
  await app.register(cookie)
  await app.register(rateLimit, { global: true, max: 3000, timeWindow: '1 minute' })
  await app.register(multipart, { limits: { fileSize: 1024 * 1024 * 1024, files: 1, fields: 20 } })

  app.get('/health', { config: { rateLimit: false } }, async (_, reply) => {
    await house.jobs.query('select 1')
    return reply.send({ status: 'ok' })
  })
  const access = createAccess(house)
  noticePortal(app, house)
  preferencesPortal(app, house)
  mydataPortal(app, house)
  consentPortal(app, house)
  approvalsPortal(app, house)
  qualityPortal(app, house)
  quotesPortal(app, house)
  reportPortal(app, house)
  calendarPortal(app, house)
  mount(app, { house, actions, actorOf: (request) => access.actorOf(request) })
  await screens(app)

  await resumeImports(house)
  const worker = await startWorker(house, jobs)
  if (settle) await runFirst(house, jobs)
  await app.listen({ port: config.port, host: config.host })
  const address = app.server.address()
  const port = typeof address === 'object' && address ? address.port : config.port
  const url = config.baseUrl ?? `http://${config.host === '0.0.0.0' ? 'localhost' : config.host}:${port}`
  listenAt(url)
  return {
    url,
    signIns,
    founding: signIns.length > 0 ? null : await foundingUrl(house),
    async close() {
      await app.close()
      await stopImports()
      await worker.stop()
      stopFollowing()
      await stopSealing()
      await house.close()
    },
  }
}

/** Not even kept for the way back: whoever has signed out and presses Back must not see what stood there. */
const FRAME = 'no-store'

/** The React app: its files by name, and its one page for every other address a person may open. */
async function screens(app: FastifyInstance): Promise<void> {
  const root = join(project, 'dist')
  const built = existsSync(join(root, 'index.html'))
  if (built)
    await app.register(serve, {
      root,
      wildcard: false,
      preCompressed: true,
      index: 'index.html',
      maxAge: '1y',
      immutable: true,
      setHeaders: (reply, path) => {
        if (path.endsWith('index.html')) reply.header('cache-control', FRAME)
        // What has no hash in its name is asked for again: the service worker, the manifest, the icons.
        else if (!path.includes('/assets/')) reply.header('cache-control', 'no-cache')
      },
    })
  app.setNotFoundHandler((request, reply) => {
    const wantsPage = request.method === 'GET' && (request.headers.accept ?? '').includes('text/html')
    if (built && wantsPage && !request.url.startsWith('/api/'))
      return reply.header('cache-control', FRAME).sendFile('index.html')
    const problem = problemOf(new Refusal('NOT_FOUND'), languageOf(request, null))
    return reply.code(404).header('cache-control', 'no-store').type('application/problem+json').send(problem)
  })
}

/**
 * The register may be changed from the command line, by another process, or by the day on which a balancing test
 * runs out: forms, labels and refusals follow within seconds.
 */
function followRegister(house: House): () => void {
  // When the database is away, the next look will tell.
  const timer = setInterval(() => void house.renew().catch(() => {}), 2000)
  timer.unref()
  return () => clearInterval(timer)
}
