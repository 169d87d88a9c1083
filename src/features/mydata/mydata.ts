import { z } from 'zod'
import { type Action, action } from '#kernel/action.ts'
import { sendText } from '#kernel/disclose.ts'
import { refuse } from '#kernel/errors.ts'
import { inOwnTransaction } from '#kernel/own.ts'
import { gatewayOf } from '#kernel/texts.ts'
import type { Words } from '#kernel/vocabulary.ts'
import { requestOf } from '../requests/requests.row.ts'
import { callNumbersOf, makeCallCode } from './calls.ts'
import { shownOf } from './codes.ts'
import { wordings } from './wording.ts'

const says = (fi: string, sv: string, en: string): Words => ({ fi, sv, en })
const path = '/requests/{id}/call_code'

/** What those who serve rights do so that a person gets to their own page. */
export const actions: Action[] = [
  action({
    name: 'mydata.numbers',
    purposes: ['rights'],
    verb: 'read',
    http: { method: 'GET', path },
    says: says(
      'Lue numerot, joista pyytäjä tunnetaan',
      'Läs numren som den sökande är känd på',
      'Read the numbers an asker is known by',
    ),
    input: z.object({ id: z.uuid() }),
    output: z.object({
      numbers: z.array(z.object({ id: z.string(), shown: z.string(), kind: z.string() })),
      known: z.boolean().describe('who asks is known already'),
      texts: z.boolean().describe('a code can be sent as a text message'),
    }),
    async run(ctx, { id }) {
      const request = await requestOf(ctx.db, id)
      ctx.seen('phones', request.person_id ? [request.person_id] : [])
      const numbers = await callNumbersOf(ctx.db, request)
      const texts = (await gatewayOf(ctx.house)) !== null && numbers.some(({ kind }) => kind === 'mobile')
      return { numbers, known: request.identity === 'confirmed', texts }
    },
  }),
  action({
    name: 'mydata.call',
    purposes: ['rights'],
    verb: 'write',
    http: { method: 'POST', path, status: 201 },
    says: says('Tee puhelimessa luettava koodi', 'Gör en kod att läsa upp i telefon', 'Make a code to read in a call'),
    input: z.object({ id: z.uuid(), phone: z.uuid().optional().describe('a number on record; else the main one') }),
    output: z.object({ code: z.string(), shown: z.string(), until: z.string() }),
    async run(ctx, { id, phone }) {
      const { person_id } = await requestOf(ctx.db, id)
      ctx.seen('call_codes', person_id ? [person_id] : [])
      const { code, number, until } = await makeCallCode(ctx.db, ctx.house.connection.key, id, { phone })
      return { code, shown: shownOf(number), until }
    },
  }),
  action({
    name: 'mydata.text',
    purposes: ['rights'],
    verb: 'write',
    http: { method: 'POST', path: '/requests/{id}/text_code', status: 201 },
    says: says('Lähetä koodi tekstiviestinä', 'Skicka en kod per sms', 'Send a code as a text message'),
    input: z.object({
      id: z.uuid(),
      phone: z.uuid().optional().describe('a mobile number on record; else the main one'),
    }),
    output: z.object({ shown: z.string(), until: z.string() }),
    // What is sent is on record first, and no transaction waits for the gateway.
    long: true,
    async run(ctx, { id, phone }) {
      const gateway = (await gatewayOf(ctx.house)) ?? refuse('TEXT_NOT_SET')
      const { key } = ctx.house.connection
      const { person_id, language } = await requestOf(ctx.db, id)
      ctx.seen('call_codes', person_id ? [person_id] : [])
      const { code, number, until } = await inOwnTransaction(ctx.house, 'rights', ctx.actor.id, (tx) =>
        makeCallCode(tx, key, id, { phone, text: true }),
      )
      await sendText(gateway, { to: number, text: wordings[language].text.message(code, ctx.register.controller.name) })
      return { shown: shownOf(number), until }
    },
  }),
]
