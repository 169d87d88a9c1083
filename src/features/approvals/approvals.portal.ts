import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { House } from '#kernel/database.ts'
import { problemOf, type Refusal, toRefusal } from '#kernel/errors.ts'
import { languageOf, sayNo } from '#kernel/http.ts'
import { append } from '#kernel/ledger.ts'
import { LANGUAGES, type Language } from '#kernel/vocabulary.ts'
import { FORM_HEADERS } from '#portal/frame.ts'
import { acceptForms, postedOf } from '#portal/posted.ts'
import { answerBy, SHORTEST_REASON } from './answer.ts'
import { answeredPage, askedPage, type Place, refusedPage, type Wrong } from './approvals.page.ts'
import { type Approval, approvalBy } from './asked.ts'
import { approverOf, matterOf } from './matters.ts'

/** Where a named outside person answers: no account, no script, no cookie. To look changes nothing; to post decides. */
export default function approvalsPortal(app: FastifyInstance, house: House): void {
  app.register(async (scope) => {
    acceptForms(scope)
    sayNo(scope, (refusal, request, reply) => refused(request, reply, refusal))
    // The first look of each link is on record; what looks again and again fills no ledger.
    const looked = new Set<string>()

    scope.get('/approve/*', async (request, reply) => {
      const approval = await approvalBy(house, tokenOf(request))
      const place = placeOf(request, approval)
      const matter = await matterOf(house, approval, place.language)
      await look(approval)
      return page(reply, askedPage(place, approval, matter))
    })

    scope.post('/approve/*', async (request, reply) => {
      const token = tokenOf(request)
      const approval = await approvalBy(house, token)
      const place = placeOf(request, approval)
      const matter = await matterOf(house, approval, place.language)
      const posted = await postedOf(request)
      const typed = {
        act: posted.get('act') ?? '',
        name: (posted.get('name') ?? '').slice(0, 200),
        reason: (posted.get('reason') ?? '').slice(0, 4000),
      }
      const again = (wrong: Wrong) => page(reply.code(422), askedPage(place, approval, matter, typed, wrong))
      if (typed.act !== 'approve' && typed.act !== 'reject') return again({ act: true })
      if (typed.reason.trim().length < SHORTEST_REASON) return again({ reason: true })
      try {
        const decision = typed.act === 'approve' ? 'approved' : 'rejected'
        const answered = await answerBy(house, token, { ...typed, decision }, matter)
        return page(reply, answeredPage(place, answered))
      } catch (error) {
        if (toRefusal(error).code === 'APPROVER_NAME_DIFFERS') return again({ name: true })
        throw error
      }
    })

    async function look(approval: Approval): Promise<void> {
      const link = `${approval.id}/${approval.serial}`
      if (looked.has(link)) return
      await append(house, [
        {
          actor: approverOf(approval),
          purpose: 'rights',
          action: 'approvals.look',
          detail: { approval: approval.id, serial: approval.serial },
        },
      ])
      looked.add(link)
    }
  })

  const placeOf = (request: FastifyRequest, approval?: Approval): Place => ({
    language: chosen(request) ?? approval?.language ?? languageOf(request, null),
    company: house.register.controller.name,
    path: request.url.split('?')[0]!,
  })

  function refused(request: FastifyRequest, reply: FastifyReply, refusal: Refusal): FastifyReply {
    const place = placeOf(request)
    const { title, next, code } = problemOf(refusal, place.language)
    return page(reply, refusedPage(place, title, next, code))
  }
}

const page = (reply: FastifyReply, text: string): FastifyReply =>
  reply.headers(FORM_HEADERS).type('text/html; charset=utf-8').send(text)

const tokenOf = (request: FastifyRequest): string => (request.params as { '*': string })['*']

function chosen(request: FastifyRequest): Language | undefined {
  const { lang } = request.query as { lang?: unknown }
  return LANGUAGES.find((each) => each === lang)
}
