import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { config } from '#kernel/config.ts'
import type { House } from '#kernel/database.ts'
import { problemOf, toRefusal } from '#kernel/errors.ts'
import { languageOf } from '#kernel/http.ts'
import { perform } from '#kernel/perform.ts'
import { makeStamp } from '#kernel/stamp.ts'
import { LANGUAGES, type Language } from '#kernel/vocabulary.ts'
import { acceptForms, postedOf } from '#portal/posted.ts'
import { answerAction, DAYS_TO_CONFIRM, languageIn } from './answer.ts'
import { confirmedPage, confirmPage, invalidPage } from './confirm.page.ts'
import { confirmAction, lookAt } from './confirm.ts'
import { closedPage, formHeaders, formPage, type Typed, thanksPage, wishName } from './form.page.ts'
import { scripts } from './form.script.ts'
import { type Form, one, type Version } from './form.ts'
import { isForm, openVersion } from './forms.ts'
import { previewOf } from './preview.ts'
import { challenge } from './work.ts'

const SMALL = 16 * 1024
const PAGE = 'text/html; charset=utf-8'

/** Forms and their confirmations, for people without scripts and for the frames of a company's own sites. */
export default function consentPortal(app: FastifyInstance, house: House): void {
  // A scope of its own: what a browser's plain form sends is understood here and nowhere else.
  app.register(async (scope) => {
    acceptForms(scope, SMALL)

    for (const [name, text] of Object.entries(scripts))
      scope.get(`/forms/${name}`, (_, reply) =>
        reply.type('text/javascript; charset=utf-8').header('cache-control', 'public, max-age=3600').send(text),
      )

    scope.get('/forms/:id', async (request, reply) => {
      const found = await find(request)
      if (!found) return closed(request, reply)
      return show(reply, found, 200)
    })

    scope.get('/forms/:id/challenge', async (request, reply) => {
      const found = await find(request)
      reply.header('cache-control', 'no-store')
      return found ? challenge(found.version.id) : reply.code(404).send()
    })

    scope.post('/forms/:id', async (request, reply) => {
      const found = await find(request)
      if (!found) return closed(request, reply)
      const { version, language } = found
      const typed = await typedOf(request)
      try {
        const answer = await perform(house, answerAction, null, {
          input: { ...inputOf(version.body, typed), id: version.id, language },
          language,
          request: asked(request, reply),
        })
        framedBy(reply, version.body.origins, false)
        return reply.send(
          thanksPage(
            { id: version.id, form: version.body, language, owner: owner() },
            { ...answer, days: DAYS_TO_CONFIRM },
          ),
        )
      } catch (error) {
        const refusal = toRefusal(error)
        if (refusal.code === 'UNEXPECTED') throw error
        // A fault to correct leaves the time it was given out: nobody waits twice; what is stale gets a new one.
        const stamp = refusal.code === 'FORM_STALE' ? undefined : typed.stamp
        return show(reply, found, refusal.status, { typed, problem: problemOf(refusal, language), stamp })
      }
    })

    scope.get('/confirm/:token', (request, reply) =>
      confirming(request, reply, async (token) => {
        const awaiting = await lookAt(house, token)
        return confirmPage({ language: awaiting.language, owner: owner() }, token, awaiting)
      }),
    )

    scope.post('/confirm/:token', (request, reply) =>
      confirming(request, reply, async (token) => {
        const accepted = acceptedOf(await typedOf(request))
        const input = { token, ...(accepted ? { accepted } : {}) }
        const done = await perform(house, confirmAction, null, { input, request: asked(request, reply) })
        return confirmedPage({ language: done.language, owner: owner() }, done.consents, done.preferences)
      }),
    )

    scope.get('/form-preview/:key', (request, reply) => {
      const page = previewOf((request.params as { key: string }).key)
      framedBy(reply, ["'self'"], false)
      return page ? reply.send(page) : reply.code(404).send('')
    })

    // A browser asks before it lets another site's page send JSON.
    for (const path of ['/api/v1/forms/:id', '/api/v1/forms/:id/answers'])
      scope.options(path, async (request, reply) => {
        const found = await find(request)
        const { origin } = request.headers
        reply.header('vary', 'Origin')
        if (origin && found?.version.body.origins.includes(origin))
          reply.headers({
            'access-control-allow-origin': origin,
            'access-control-allow-methods': 'GET, POST',
            'access-control-allow-headers': 'content-type, accept-language',
            'access-control-max-age': '600',
          })
        return reply.code(204).send()
      })
  })

  type Found = { version: Version<Form>; language: Language }

  async function find(request: FastifyRequest): Promise<Found | null> {
    const version = await openVersion(house.jobs, (request.params as { id: string }).id)
    if (!isForm(version)) return null
    return { version, language: languageIn(version.body, wished(request)) }
  }

  function show(
    reply: FastifyReply,
    { version, language }: Found,
    status: number,
    more: { typed?: Typed; problem?: ReturnType<typeof problemOf>; stamp?: string | undefined } = {},
  ) {
    const { id, body: form } = version
    framedBy(reply, form.origins, true)
    const stamp = more.stamp || makeStamp(house.connection.key, { form: id, version: version.version })
    return reply
      .code(status)
      .send(formPage({ ...more, id, form, language, owner: owner(), stamp, mails: Boolean(config.mailUrl) }))
  }

  function closed(request: FastifyRequest, reply: FastifyReply) {
    framedBy(reply, [], false)
    return reply.code(410).send(closedPage(wished(request), owner()))
  }

  async function confirming(request: FastifyRequest, reply: FastifyReply, work: (token: string) => Promise<string>) {
    framedBy(reply, [], false)
    try {
      return reply.send(await work((request.params as { token: string }).token))
    } catch (error) {
      const { code, status } = toRefusal(error)
      if (code !== 'CONFIRMATION_INVALID') throw error
      return reply.code(status).send(invalidPage({ language: wished(request), owner: owner() }))
    }
  }

  const owner = () => house.register.controller.name
}

function framedBy(reply: FastifyReply, frames: readonly string[], scripts: boolean): void {
  // The policy says who may frame it; the older header knows only everybody or nobody.
  reply.removeHeader('x-frame-options')
  reply.headers(formHeaders(frames, scripts)).header('cache-control', 'no-store').type(PAGE)
  if (frames.length) reply.header('cross-origin-resource-policy', 'cross-origin')
}

function wished(request: FastifyRequest): Language {
  const { lang } = request.query as { lang?: unknown }
  return LANGUAGES.find((language) => language === lang) ?? languageOf(request, null)
}

const asked = (request: FastifyRequest, reply: FastifyReply) => ({
  ip: request.ip,
  headers: request.headers,
  setCookie() {},
  setHeader: (name: string, value: string) => void reply.header(name, value),
})

const typedOf = async (request: FastifyRequest): Promise<Typed> => Object.fromEntries(await postedOf(request))

function inputOf(form: Form, { altcha, speaks, ...typed }: Typed) {
  const consents = form.consents
    .filter((consent) => typed[wishName(consent)] === 'yes')
    .map((consent) => ({ topic: one(consent.topic), channel: one(consent.channel) }))
  return { stamp: '', ...typed, consents, ...(altcha ? { altcha } : {}), ...(speaks ? { speaks } : {}) }
}

/** Which wishes got a yes; absent when all did. A form without an answer is a no. */
function acceptedOf(body: Typed): number[] | undefined {
  if (body.answer === 'yes') return undefined
  return Object.entries(body).flatMap(([name, value]) =>
    /^w\d{1,2}$/.test(name) && value === 'yes' ? [Number(name.slice(1))] : [],
  )
}
