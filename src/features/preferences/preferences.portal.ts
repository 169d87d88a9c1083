import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { editionInForce } from '#features/grounds/edition.ts'
import { openLink, type PersonLink } from '#features/grounds/links.ts'
import { dateIn } from '#features/notice/notice.page.ts'
import { today } from '#kernel/clock.ts'
import type { House } from '#kernel/database.ts'
import { type Code, problemOf, Refusal, toRefusal } from '#kernel/errors.ts'
import { sayNo } from '#kernel/http.ts'
import { suppressionKey } from '#kernel/instance.ts'
import { append } from '#kernel/ledger.ts'
import { LANGUAGES, type Language } from '#kernel/vocabulary.ts'
import { FORM_HEADERS } from '#portal/frame.ts'
import { acceptForms, postedOf } from '#portal/posted.ts'
import { aboutNumber, type Change, change, leave, monthsAfter, pause, wishOf } from './change.ts'
import { choicesPage } from './choices.page.ts'
import { standingOf } from './choices.ts'
import { freshLinks, ownAddress } from './fresh.ts'
import { limit } from './limits.ts'
import {
  askPage,
  leavePage,
  leftPage,
  type Place,
  pausedPage,
  refusedPage,
  sentPage,
  wrongPage,
} from './preferences.page.ts'
import { wordings } from './wording.ts'

type Ask = { request: FastifyRequest; reply: FastifyReply; place: Place }

const PAUSE = 3

/**
 * What people choose about marketing, with no account and no script. Looking changes nothing, however often a mail
 * scanner looks. The link of a mail can leave or pause (RFC 8058); everything else takes a fresh one.
 */
export default function preferencesPortal(app: FastifyInstance, house: House): void {
  app.register(async (scope) => {
    acceptForms(scope)
    sayNo(scope, (refusal, request, reply) => {
      const { place } = ask(request, reply)
      const { title, next } = problemOf(refusal, place.language)
      return reply.send(wrongPage(place, title, next, refusal.more.field))
    })
    const fresh = freshLinks(house)
    scope.addHook('onClose', fresh.settled)
    const wrongLinks = limit(30, 3600)
    const pauses = limit(20, 3600)
    // Mail providers post for many people from few addresses: a refusal is never held up by how many refuse.
    const options = { config: { rateLimit: false } }

    const ask = (request: FastifyRequest, reply: FastifyReply): Ask => {
      reply.headers(FORM_HEADERS).type('text/html; charset=utf-8')
      const path = request.url.split('?')[0]!
      return { request, reply, place: { language: languageOf(request), company: house.register.controller.name, path } }
    }

    scope.get('/u/*', options, (request, reply) => {
      const asked = ask(request, reply)
      if (!linkOf(request, 'leave')) return refuseLink(asked)
      return reply.send(leavePage(asked.place, dateIn(asked.place.language, monthsAfter(today(), PAUSE))))
    })

    scope.post('/u/*', options, async (request, reply) => {
      const asked = ask(request, reply)
      const link = linkOf(request, 'leave')
      if (!link) return refuseLink(asked)
      const posted = await postedOf(request)
      const act = posted.has('List-Unsubscribe') ? 'one-click' : (posted.get('act') ?? 'leave')
      if (act === 'fresh') {
        fresh.askByLink(request.ip, link, asked.place.language)
        return reply.send(sentPage(asked.place))
      }
      if (act === 'pause') {
        if (!pauses(link.person)) return refuse(asked, 'TOO_MANY_REQUESTS')
        const until = monthsAfter(today(), PAUSE)
        await pause(house, link, until)
        return reply.send(pausedPage(asked.place, dateIn(asked.place.language, until)))
      }
      // Whatever else is posted here: nobody comes to this address to stay.
      await leave(house, link, act === 'one-click' ? 'one click, RFC 8058' : 'leave link')
      return reply.send(leftPage(asked.place))
    })

    scope.get('/preferences', (request, reply) => {
      const { place } = ask(request, reply)
      return reply.send(askPage(place))
    })

    scope.post('/preferences', async (request, reply) => {
      const { place } = ask(request, reply)
      const email = (await postedOf(request)).get('email')?.trim() ?? ''
      if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email) || email.length > 254)
        return reply.code(422).send(askPage(place, email.slice(0, 254) || ' '))
      fresh.askByAddress(request.ip, email, place.language)
      return reply.send(sentPage(place))
    })

    scope.get('/preferences/*', async (request, reply) => {
      const asked = ask(request, reply)
      return withFresh(asked, async (link) => show(asked, link))
    })

    scope.post('/preferences/*', async (request, reply) => {
      const asked = ask(request, reply)
      return withFresh(asked, async (link) => {
        const posted = await postedOf(request)
        if (posted.get('act') === 'leave') {
          await leave(house, link, 'fresh link')
          return show(asked, link, [{ what: 'left' }])
        }
        const [act, number] = (posted.get('act') ?? '').split(':')
        if (number) {
          const to = act === 'open' ? 'number_opened' : 'number_refused'
          const changes = await aboutNumber(house, link, number, to)
          return changes ? show(asked, link, changes) : refuseLink(asked)
        }
        const wish = wishOf(posted, today())
        const changes = await change(house, link, wish, asked.place)
        if (!changes) return refuseLink(asked)
        const to = wish.language ?? asked.place.language
        return show({ ...asked, place: { ...asked.place, language: to } }, link, changes)
      })
    })

    /** The page as things stand now; a look at it is on record. */
    async function show(asked: Ask, link: PersonLink, changes?: readonly Change[]): Promise<FastifyReply> {
      const standing = await standingOf(house.under('rights'), link.person, suppressionKey(house.connection.key))
      if (!standing) return refuseLink(asked)
      const { request, reply } = asked
      const chosen = changes ? asked.place.language : (langOf(request) ?? standing.language ?? asked.place.language)
      const place = { ...asked.place, language: chosen }
      const noticed = (await editionInForce(house, chosen)) !== null
      const shown = { standing, today: today(), until: link.until!, noticed, ...(changes ? { changes } : {}) }
      const page = choicesPage(place, shown)
      await append(house, [
        {
          actor: 'person',
          purpose: 'rights',
          action: 'preferences.read',
          noun: 'people',
          ids: [link.person],
          fields: ['language', 'grounds', 'informings'],
        },
      ])
      return reply.send(page)
    }

    /** A link for every choice: opened, in time, and sent to an address that is still the person's own. */
    async function withFresh(asked: Ask, work: (link: PersonLink) => Promise<FastifyReply>): Promise<FastifyReply> {
      const link = linkOf(asked.request)
      if (link?.kind === 'leave') return refuse(asked, 'FRESH_LINK_NEEDED')
      if (!link || !(await ownAddress(house, link))) return refuseLink(asked)
      return work(link).catch((error) => {
        if (toRefusal(error).code === 'PERSON_NOT_FOUND') return refuseLink(asked)
        throw error
      })
    }

    function linkOf(request: FastifyRequest, kind?: PersonLink['kind']): PersonLink | null {
      const link = openLink(house.connection.key, (request.params as { '*': string })['*'])
      return link && (!kind || link.kind === kind) ? link : null
    }

    /** One answer for forged, cut and outdated; too many of them from one network and it says so. Links that hold go on working. */
    function refuseLink(asked: Ask): FastifyReply {
      return refuse(asked, wrongLinks(asked.request.ip) ? 'PREFERENCE_LINK_INVALID' : 'TOO_MANY_REQUESTS')
    }

    function refuse({ reply, place }: Ask, code: Code): FastifyReply {
      const { title, next, status } = problemOf(new Refusal(code), place.language)
      const own = { ...place, path: '/preferences' }
      const says = code === 'TOO_MANY_REQUESTS' ? wordings[place.language].refused.wait : next
      if (status === 429) reply.header('retry-after', '3600')
      return reply.code(status).send(refusedPage(own, title, says))
    }
  })
}

/** As the reader chose on the page, else as their browser asks, else Finnish. */
function languageOf(request: FastifyRequest): Language {
  const wanted = (request.headers['accept-language'] ?? '').toLowerCase().split(',')
  const found = wanted.map((part) => LANGUAGES.find((each) => part.trim().startsWith(each))).find(Boolean)
  return langOf(request) ?? found ?? 'fi'
}

function langOf(request: FastifyRequest): Language | undefined {
  const { lang } = request.query as { lang?: string | string[] }
  return LANGUAGES.find((each) => each === lang)
}
