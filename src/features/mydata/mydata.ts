import { z } from 'zod'
import { type Action, action } from '#kernel/action.ts'
import type { Words } from '#kernel/vocabulary.ts'
import { requestOf } from '../requests/requests.row.ts'
import { callNumbersOf, makeCallCode } from './calls.ts'

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
      'Numerot, joista pyytäjä tunnetaan',
      'Nummer som den sökande är känd på',
      'Numbers the asker is known by',
    ),
    input: z.object({ id: z.uuid() }),
    output: z.object({
      numbers: z.array(z.object({ id: z.string(), shown: z.string(), kind: z.string() })),
      known: z.boolean().describe('who asks is known already'),
    }),
    async run(ctx, { id }) {
      const request = await requestOf(ctx.db, id)
      ctx.seen('phones', request.person_id ? [request.person_id] : [])
      return { numbers: await callNumbersOf(ctx.db, request), known: request.identity === 'confirmed' }
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
      return makeCallCode(ctx.db, ctx.house.connection.key, id, phone)
    },
  }),
]
