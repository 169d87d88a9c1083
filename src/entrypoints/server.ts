import cookie from '@fastify/cookie'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import Fastify from 'fastify'
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
import subscriptionsPortal from '#features/subscriptions/subscriptions.portal.ts'
import { listenAt } from '#kernel/address.ts'
import { compressAnswers } from '#kernel/compress.ts'
import type { Config } from '#kernel/config.ts'
import { type Connection, type House, openHouse } from '#kernel/database.ts'
import { keepContent } from '#kernel/headers.ts'
import { mount, sayNo } from '#kernel/http.ts'
import { runFirst, startWorker } from '#kernel/jobs.ts'
import { startSealing } from '#kernel/ledger.ts'
import { servePage } from './page.ts'

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
  await keepContent(app, {
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
  subscriptionsPortal(app, house)
  preferencesPortal(app, house)
  mydataPortal(app, house)
  consentPortal(app, house)
  approvalsPortal(app, house)
  qualityPortal(app, house)
  quotesPortal(app, house)
  reportPortal(app, house)
  calendarPortal(app, house)
  mount(app, { house, actions, actorOf: (request) => access.actorOf(request) })
  await servePage(app)

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
