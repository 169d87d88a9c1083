import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { House } from '#kernel/database.ts'
import { problemOf, type Refusal } from '#kernel/errors.ts'
import { languageOf, sayNo } from '#kernel/http.ts'
import { LANGUAGES, type Language } from '#kernel/vocabulary.ts'
import { FORM_HEADERS } from '#portal/frame.ts'
import { acceptForms } from '#portal/posted.ts'
import { packageOf } from './keep.ts'
import { PORTABLE_PATH, portableShape } from './portable.ts'
import { reportShape, SCHEMA_PATH, schemaOf } from './report.json.ts'
import { confirmedPage, confirmPage, refusedPage } from './transfer.page.ts'
import { confirmTransfer, fetchTransfer, linkedReport, transferOf } from './transfers.ts'

/** Shapes of the files we give out, and where a person confirms who their data goes to and the receiver fetches it. */
export default function portal(app: FastifyInstance, house: House): void {
  for (const [path, shape] of [[SCHEMA_PATH, reportShape] as const, [PORTABLE_PATH, portableShape] as const]) {
    const body = JSON.stringify(schemaOf(shape))
    app.get(path, (_, reply) =>
      reply.type('application/schema+json').header('cache-control', 'public, max-age=3600').send(body),
    )
  }
  app.register(async (scope) => {
    acceptForms(scope)
    sayNo(scope, (refusal, request, reply) => refused(request, reply, refusal))

    scope.get('/transfer/confirm/:token', async (request, reply) => {
      const { receiver } = await transferOf(house, tokenOf(request), 'confirm')
      return page(reply, confirmPage(placeOf(request), receiver))
    })
    scope.post('/transfer/confirm/:token', async (request, reply) => {
      const transfer = await transferOf(house, tokenOf(request), 'confirm')
      if (!transfer.confirmed_at) await confirmTransfer(house, transfer)
      return page(reply, confirmedPage(placeOf(request), transfer.receiver))
    })
    scope.get('/report/:token', async (request, reply) => {
      const { opened } = await linkedReport(house, tokenOf(request))
      return zipOf(reply, `${opened.parts[0]!.name.replace(/\.\w+$/, '')}.zip`, packageOf(house, opened))
    })
    scope.get('/transfer/:token', async (request, reply) => {
      const body = await fetchTransfer(house, await transferOf(house, tokenOf(request), 'fetch'))
      return zipOf(reply, 'data.zip', body)
    })
  })

  const tokenOf = (request: FastifyRequest): string => (request.params as { token: string }).token
  const placeOf = (request: FastifyRequest) => {
    const { language } = request.query as { language?: string }
    const chosen = LANGUAGES.find((one) => one === language) as Language | undefined
    return {
      language: chosen ?? languageOf(request, null),
      company: house.register.controller.name,
      path: request.url.split('?')[0]!,
    }
  }
  const zipOf = (reply: FastifyReply, name: string, body: AsyncIterable<Buffer>) =>
    reply
      .headers({ 'content-disposition': `attachment; filename="${name}"`, 'cache-control': 'no-store' })
      .type('application/zip')
      .send(Readable.from(body))
  const page = (reply: FastifyReply, body: string) =>
    reply
      .headers({ ...FORM_HEADERS, 'cache-control': 'no-store' })
      .type('text/html; charset=utf-8')
      .send(body)
  const refused = (request: FastifyRequest, reply: FastifyReply, refusal: Refusal): FastifyReply => {
    const place = placeOf(request)
    const { title, next, code } = problemOf(refusal, place.language)
    return page(reply, refusedPage(place, title, next, code))
  }
}
