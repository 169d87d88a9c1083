import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { House } from '#kernel/database.ts'
import { problemOf } from '#kernel/errors.ts'
import { languageOf, sayNo } from '#kernel/http.ts'
import { LANGUAGES, type Language } from '#kernel/vocabulary.ts'
import { FORM_HEADERS } from '#portal/frame.ts'
import { acceptForms, postedOf } from '#portal/posted.ts'
import { correct, detailsBy } from './asked.ts'
import { detailsPage, type Place, refusedPage, thanksPage } from './quality.page.ts'

/** Where people look at their own work details and correct them: no account, no script, no cookie; looking changes nothing. */
export default function qualityPortal(app: FastifyInstance, house: House): void {
  app.register(async (scope) => {
    acceptForms(scope)
    sayNo(scope, (refusal, request, reply) => {
      const place = placeOf(request)
      const { title, next } = problemOf(refusal, place.language)
      return page(reply, refusedPage(place, title, next))
    })

    scope.get('/details/*', async (request, reply) => {
      const { details } = await detailsBy(house, tokenOf(request))
      return page(reply, detailsPage(placeOf(request, details.language), details))
    })

    scope.post('/details/*', async (request, reply) => {
      const posted = await postedOf(request)
      const outcome = await correct(house, tokenOf(request), posted)
      if ('wrong' in outcome) {
        const { details } = await detailsBy(house, tokenOf(request))
        return page(reply.code(422), detailsPage(placeOf(request, details.language), details, posted, outcome.wrong))
      }
      return page(reply, thanksPage(placeOf(request), outcome.changed.length > 0))
    })
  })

  const placeOf = (request: FastifyRequest, own?: string | null): Place => ({
    language: chosen(request) ?? LANGUAGES.find((each) => each === own) ?? languageOf(request, null),
    company: house.register.controller.name,
    path: request.url.split('?')[0]!,
  })
}

const page = (reply: FastifyReply, text: string): FastifyReply =>
  reply.headers(FORM_HEADERS).type('text/html; charset=utf-8').send(text)

const tokenOf = (request: FastifyRequest): string => (request.params as { '*': string })['*']

function chosen(request: FastifyRequest): Language | undefined {
  const { lang } = request.query as { lang?: unknown }
  return LANGUAGES.find((each) => each === lang)
}
