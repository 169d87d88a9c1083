import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { openLink } from '#features/grounds/links.ts'
import { CHANGES } from '#features/notice/notice.page.ts'
import { limit } from '#features/preferences/limits.ts'
import { config } from '#kernel/config.ts'
import type { House } from '#kernel/database.ts'
import { problemOf, type Refusal, toRefusal } from '#kernel/errors.ts'
import { sayNo } from '#kernel/http.ts'
import { makeStamp } from '#kernel/stamp.ts'
import { LANGUAGES, type Language } from '#kernel/vocabulary.ts'
import { FORM_HEADERS } from '#portal/frame.ts'
import { acceptForms, postedOf } from '#portal/posted.ts'
import { asking } from './ask.ts'
import {
  askPage,
  confirmPage,
  donePage,
  endPage,
  type Place,
  refusedPage,
  sentPage,
  wrongPage,
} from './subscriptions.page.ts'
import { confirm, end, lookAt } from './subscriptions.row.ts'
import { wordings } from './wording.ts'

/**
 * Being told of changes of the notice: no account, no script, no cookie. What is asked opens nothing before the holder
 * of the address confirms it, and looking changes nothing, however often a mail scanner looks.
 */
export default function subscriptionsPortal(app: FastifyInstance, house: House): void {
  const { key } = house.connection
  app.register(async (scope) => {
    acceptForms(scope, 16 * 1024)
    sayNo(scope, (refusal, request, reply) => {
      const language = LANGUAGES.find((each) => request.url.startsWith(CHANGES[each])) ?? 'fi'
      return reply.code(refusal.status).send(refusedPage(placed(reply, language), saysOf(refusal, language)))
    })
    const { ask, settled } = asking(house)
    scope.addHook('onClose', settled)
    const wrongLinks = limit(30, 3600)

    for (const language of LANGUAGES) {
      const at = CHANGES[language]
      const stamp = () => makeStamp(key, { form: at, version: 0 })

      scope.get(at, (_, reply) => {
        const place = placed(reply, language)
        return reply.send(config.mailUrl ? askPage(place, stamp()) : refusedPage(place, wordings[language].noMail))
      })

      scope.post(at, async (request, reply) => {
        const place = placed(reply, language)
        const posted = Object.fromEntries(await postedOf(request)) as Record<string, string>
        try {
          ask(request.ip, at, posted, language)
          return reply.send(sentPage(place))
        } catch (error) {
          const refusal = toRefusal(error)
          if (refusal.code === 'UNEXPECTED') throw error
          // A fault to correct leaves the time it was given out: nobody waits twice; what is stale gets a new one.
          const given = refusal.code === 'FORM_STALE' ? stamp() : posted.stamp!
          const wrong = { typed: (posted.email ?? '').slice(0, 254), says: saysOf(refusal, language) }
          if (refusal.code === 'TOO_MANY_REQUESTS') reply.header('retry-after', '3600')
          return reply.code(refusal.status).send(askPage(place, given, wrong))
        }
      })

      scope.get(`${at}/confirm/:token`, async (request, reply) => {
        const { token } = request.params as { token: string }
        return unlessWrong(request, placed(reply, language, `/confirm/${token}`), reply, async (place) => {
          await lookAt(house, token)
          return confirmPage(place)
        })
      })

      scope.post(`${at}/confirm/:token`, async (request, reply) => {
        const { token } = request.params as { token: string }
        return unlessWrong(request, placed(reply, language), reply, async (place) => {
          await confirm(house, token)
          return donePage(place, 'confirmed')
        })
      })

      // Mail providers post for many people from few addresses: nobody is held up by how many leave.
      const options = { config: { rateLimit: false } }
      scope.get(`${at}/:link`, options, async (request, reply) => {
        const { link } = request.params as { link: string }
        return unlessWrong(request, placed(reply, language, `/${link}`), reply, async (place) =>
          subscriptionIn(link) ? endPage(place) : null,
        )
      })

      // Whatever is posted here, one click of RFC 8058 or the button of the page: nobody comes to this address to stay.
      scope.post(`${at}/:link`, options, async (request, reply) => {
        const id = subscriptionIn((request.params as { link: string }).link)
        return unlessWrong(request, placed(reply, language), reply, async (place) => {
          if (!id) return null
          await end(house, id)
          return donePage(place, 'ended')
        })
      })

      /** A page, or the one answer to links that do not hold; too many of them from one network and it says so. */
      async function unlessWrong(
        request: FastifyRequest,
        place: Place,
        reply: FastifyReply,
        work: (place: Place) => Promise<string | null>,
      ): Promise<FastifyReply> {
        const page = await work(place).catch((error) => {
          if (toRefusal(error).code === 'CONFIRMATION_INVALID') return null
          throw error
        })
        if (page) return reply.send(page)
        const own = { language, company: place.company }
        if (wrongLinks(request.ip)) return reply.code(410).send(wrongPage(own, stamp()))
        return reply.code(429).header('retry-after', '3600').send(refusedPage(own, wordings[language].wait))
      }
    }
  })

  function placed(reply: FastifyReply, language: Language, way?: string): Place {
    reply.headers(FORM_HEADERS).type('text/html; charset=utf-8')
    return { language, company: house.register.controller.name, ...(way && { way }) }
  }

  function subscriptionIn(text: string): string | null {
    const link = openLink(key, text)
    return link?.kind === 'subscription' ? link.person : null
  }
}

/** In the reader's words: what is wrong, and what to do next. */
function saysOf(refusal: Refusal, language: Language): string {
  const own = wordings[language]
  if (refusal.code === 'EMAIL_INVALID') return own.invalid
  if (refusal.code === 'TOO_MANY_REQUESTS') return own.wait
  if (refusal.code === 'MAIL_NOT_SET') return own.noMail
  const { title, next } = problemOf(refusal, language)
  return `${title} ${next}`
}
