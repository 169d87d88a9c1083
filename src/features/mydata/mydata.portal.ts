import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Kysely } from 'kysely'
import { openLink, ownUrl, type PersonLink } from '#features/grounds/links.ts'
import { dateIn } from '#features/notice/notice.page.ts'
import { freshLinks, isOwnAlone } from '#features/preferences/fresh.ts'
import { limit } from '#features/preferences/limits.ts'
import { ofPerson } from '#features/subscriptions/subscriptions.row.ts'
import { today } from '#kernel/clock.ts'
import { config } from '#kernel/config.ts'
import type { House } from '#kernel/database.ts'
import { type Code, problemOf, Refusal, toRefusal } from '#kernel/errors.ts'
import { sayNo } from '#kernel/http.ts'
import { append } from '#kernel/ledger.ts'
import { LANGUAGES, type Language } from '#kernel/vocabulary.ts'
import { FORM_HEADERS } from '#portal/frame.ts'
import { acceptForms, postedOf } from '#portal/posted.ts'
import { purposes } from '#register/index.ts'
import { heldOf } from '../report/held.ts'
import { openReport } from '../report/keep.ts'
import { looksOf } from '../report/looked.ts'
import { wholeOf } from '../report/report.ts'
import { recipientsOf } from '../requests/recipients.ts'
import { actOf, askWithout, type Done } from './acts.ts'
import { enterByCode } from './calls.ts'
import { isOwnNumber } from './codes.ts'
import { downloadOf, FILES, type FileName } from './download.ts'
import { ownPage, type Ready } from './held.page.ts'
import { codePage, donePage, firstPage, type Place, refusedPage, sentPage } from './mydata.page.ts'
import { formOf, formToken } from './once.ts'
import { enterByText, textCodes } from './texts.ts'
import { wordings } from './wording.ts'

type Ask = { request: FastifyRequest; reply: FastifyReply; place: Place }

/**
 * What a person sees of themselves, with no account and no script. Whoever asks for a link gets one answer; the link
 * goes to an address we know, and only where it is one person's alone. What is asked here is a request like any other.
 */
export default function mydataPortal(app: FastifyInstance, house: House): void {
  const { key } = house.connection
  app.register(async (scope) => {
    acceptForms(scope)
    sayNo(scope, (refusal, request, reply) => {
      const { place } = ask(request, reply)
      const { title, next, status } = problemOf(refusal, place.language)
      return reply.code(status).send(refusedPage(place, title, next, formToken(key, 'without')))
    })
    const fresh = freshLinks(house, {
      name: 'mydata',
      shared: false,
      url: ownUrl,
      words: (language) => wordings[language].mail,
    })
    scope.addHook('onClose', fresh.settled)
    const texts = textCodes(house)
    scope.addHook('onClose', texts.settled)
    const wrongLinks = limit(30, 3600)
    const asking = limit(10, 3600)
    const acting = limit(20, 3600)
    const calling = limit(20, 3600)

    const ask = (request: FastifyRequest, reply: FastifyReply): Ask => {
      reply.headers(FORM_HEADERS).type('text/html; charset=utf-8')
      const path = request.url.split('?')[0]!
      const { register } = house
      return {
        request,
        reply,
        place: {
          language: languageOf(request),
          company: register.controller.name,
          path,
          register,
          texts: config.texts !== undefined || 'text_gateway' in register.recipients,
        },
      }
    }

    scope.get('/mydata', (request, reply) => {
      const { place } = ask(request, reply)
      return reply.send(firstPage(place, formToken(key, 'without')))
    })

    scope.post('/mydata', async (request, reply) => {
      const { place } = ask(request, reply)
      const typed = ((await postedOf(request)).get('contact') ?? '').trim()
      const isMail = /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(typed) && typed.length <= 254
      const isNumber = /^\+?[\d\s()-]{6,30}$/.test(typed)
      if (!isMail && !isNumber)
        return reply.code(422).send(firstPage(place, formToken(key, 'without'), { contact: typed.slice(0, 254) }))
      if (isNumber && place.texts) {
        texts.askByNumber(request.ip, typed, place.language)
        return reply.send(codePage(place, formToken(key, 'without'), typed))
      }
      // Without a gateway a number is looked up like an address, and found nowhere.
      fresh.askByAddress(request.ip, typed, place.language)
      return reply.send(sentPage(place, formToken(key, 'without')))
    })

    scope.post('/mydata/text', async (request, reply) => {
      const asked = ask(request, reply)
      if (!calling(request.ip)) return refuse(asked, 'TOO_MANY_REQUESTS')
      const posted = await postedOf(request)
      const said = (field: string) => (posted.get(field) ?? '').slice(0, 40)
      const token = await enterByText(house, said('contact'), said('code'))
      const { place } = asked
      if (token) return reply.redirect(`/mydata/${token}?lang=${place.language}`, 303)
      // The same page for a number that nobody has, a code that is wrong, used up or too old.
      const page = codePage({ ...place, path: '/mydata' }, formToken(key, 'without'), said('contact'), true)
      return reply.code(422).send(page)
    })

    scope.post('/mydata/code', async (request, reply) => {
      const asked = ask(request, reply)
      if (!calling(request.ip)) return refuse(asked, 'TOO_MANY_REQUESTS')
      const posted = await postedOf(request)
      const said = (field: string) => (posted.get(field) ?? '').slice(0, 40)
      const token = await enterByCode(house, said('number'), said('code'))
      const { place } = asked
      if (token) return reply.redirect(`/mydata/${token}?lang=${place.language}`, 303)
      // The same page for a request that is not there, a code that is wrong, used up or too old.
      return reply.code(422).send(firstPage({ ...place, path: '/mydata' }, formToken(key, 'without'), { call: true }))
    })

    scope.post('/mydata/ask', async (request, reply) => {
      const asked = ask(request, reply)
      if (!asking(request.ip)) return refuse(asked, 'TOO_MANY_REQUESTS')
      const posted = await postedOf(request)
      const form = formOf(key, posted.get('once') ?? '', 'without')
      const stood = await askWithout(house, form, posted, asked.place.language)
      return reply.send(donePage(asked.place, saidOf(asked.place, { what: 'request', stood }), null))
    })

    scope.get('/mydata/*', (request, reply) => {
      const asked = ask(request, reply)
      const [, file, report] = wayOf(request)
      return withLink(asked, (link) => {
        if (file === 'report') return giveReport(asked, link, report ?? '')
        return file ? give(asked, link, file) : show(asked, link)
      })
    })

    scope.post('/mydata/*', (request, reply) => {
      const asked = ask(request, reply)
      return withLink(asked, async (link) => {
        if (!acting(link.person)) return refuse(asked, 'TOO_MANY_REQUESTS')
        const posted = await postedOf(request)
        const form = formOf(key, posted.get('once') ?? '', tokenOf(request))
        const done = await actOf(house, link, form, posted, asked.place.language)
        const place = done.what === 'language' ? { ...asked.place, language: done.to } : asked.place
        return reply.send(donePage(place, saidOf(place, done), `${place.path}?lang=${place.language}`))
      })
    })

    /** The page as things stand now; a look at it is on record. */
    async function show(asked: Ask, link: PersonLink): Promise<FastifyReply> {
      const { request, reply } = asked
      const token = tokenOf(request)
      const rights = house.under('rights')
      const held = await heldOf({ house }, link.person, asked.place.language)
      const [looks, recipients, requests, reports, mailed, subscriptions] = await Promise.all([
        looksOf(house, link.person, asked.place.language),
        recipientsOf({ house, register: house.register }, link.person, []),
        rights
          .selectFrom('requests')
          .select(['number', 'kinds', 'state', 'received_at', 'due_on', 'extended_to'])
          .where('person_id', '=', link.person)
          .orderBy('received_at', 'desc')
          .limit(20)
          .execute(),
        reportsOf(rights as Kysely<any>, link.person),
        isOwnAlone(house, link),
        ofPerson(house, link.person),
      ])
      await append(house, [
        { actor: 'person', purpose: 'rights', action: 'mydata.read', noun: 'people', ids: [link.person], fields: [] },
      ])
      const form = () => formToken(key, token)
      const choices = mailed ? `/preferences/${token}?lang=${asked.place.language}` : null
      const own = {
        held,
        until: link.until!,
        looks,
        recipients,
        requests: requests as any,
        reports,
        form,
        choices,
        subscriptions,
      }
      return reply.send(ownPage(asked.place, own))
    }

    /** A report of the person's own that they were answered with, as long as it is kept. */
    async function giveReport({ reply }: Ask, link: PersonLink, id: string): Promise<FastifyReply> {
      const own = await reportsOf(house.under('rights') as Kysely<any>, link.person)
      if (!own.some((one) => one.id === id)) throw new Refusal('NOT_FOUND')
      const { name, type, body } = wholeOf(house, await openReport(house, id), id)
      await append(house, [
        { actor: 'person', purpose: 'rights', action: 'mydata.download', noun: 'reports', ids: [link.person] },
      ])
      reply.header('content-disposition', `attachment; filename="${name}"`)
      return reply.type(type).send(Readable.from(body))
    }

    async function give({ reply, place }: Ask, link: PersonLink, file: string): Promise<FastifyReply> {
      const body = await downloadOf(house, link.person, place.language, file)
      reply.header('content-disposition', `attachment; filename="${file}"`)
      return reply.type(FILES[file as FileName]).send(body)
    }

    /** A link that opens data: in time, of an address that is the person's still, and nobody else's. */
    async function withLink(asked: Ask, work: (link: PersonLink) => Promise<FastifyReply>): Promise<FastifyReply> {
      const link = openLink(key, tokenOf(asked.request))
      if (link?.kind !== 'fresh' || !((await isOwnAlone(house, link)) || (await isOwnNumber(house, link))))
        return refuseLink(asked)
      return work(link).catch((error) => {
        if (toRefusal(error).code === 'PERSON_NOT_FOUND') return refuseLink(asked)
        throw error
      })
    }

    /** One answer for forged, cut, outdated and shared. */
    function refuseLink(asked: Ask): FastifyReply {
      return refuse(asked, wrongLinks(asked.request.ip) ? 'PREFERENCE_LINK_INVALID' : 'TOO_MANY_REQUESTS')
    }

    function refuse({ reply, place }: Ask, code: Code): FastifyReply {
      const { title, next, status } = problemOf(new Refusal(code), place.language)
      const says = code === 'TOO_MANY_REQUESTS' ? wordings[place.language].refused.wait : next
      if (status === 429) reply.header('retry-after', '3600')
      return reply.code(status).send(refusedPage(place, title, says, formToken(key, 'without')))
    }
  })
}

const wayOf = (request: FastifyRequest): string[] => (request.params as { '*': string })['*'].split('/')
const tokenOf = (request: FastifyRequest): string => wayOf(request)[0]!

/** What came of it, in the reader's words: a number and a day, or that it holds already. */
function saidOf(place: Place, done: Done): string[] {
  const { language, company } = place
  const words = wordings[language].done
  const received = words.date(dateIn(language, new Date().toISOString()))
  if (done.what === 'request')
    return [words.number(done.stood.number), received, words.due(dateIn(language, `${done.stood.due_on}T12:00:00Z`))]
  if (done.what === 'stopped') return [words.stopped(company), received]
  if (done.what === 'untold') return [words.untold, received]
  if (done.what === 'objected') {
    const { label } = purposes[done.purpose as keyof typeof purposes]
    return [words.objected(label[language]), received, words.due(dateIn(language, `${done.due}T12:00:00Z`))]
  }
  return [words.language]
}

/** Reports that answered a request of the person's, while they are kept. One that is still being looked through is not. */
async function reportsOf(db: Kysely<any>, person: string): Promise<Ready[]> {
  const rows = await db
    .selectFrom('reports as r')
    .innerJoin('requests as q', 'q.id', 'r.request_id')
    .select(['r.id', 'q.number', 'r.kind', 'r.bytes', 'r.ends_on'])
    .where('r.person_id', '=', person)
    .where('q.person_id', '=', person)
    .where('q.answered_at', 'is not', null)
    .whereRef('r.created_at', '<=', 'q.answered_at')
    .where('r.sealed', 'is not', null)
    .where('r.ends_on', '>', today())
    .orderBy('r.id', 'desc')
    .limit(10)
    .execute()
  // Made twice for one request, the last is what was answered with.
  const seen = new Set<string>()
  return (rows as Ready[]).filter(({ number, kind }) => !seen.has(`${number} ${kind}`) && seen.add(`${number} ${kind}`))
}

/** As the reader chose on the page, else as their browser asks, else Finnish. */
function languageOf(request: FastifyRequest): Language {
  const { lang } = request.query as { lang?: string | string[] }
  const wanted = (request.headers['accept-language'] ?? '').toLowerCase().split(',')
  const found = wanted.map((part) => LANGUAGES.find((each) => part.trim().startsWith(each))).find(Boolean)
  return LANGUAGES.find((each) => each === lang) ?? found ?? 'fi'
}
