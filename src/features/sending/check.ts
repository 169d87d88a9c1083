import { z } from 'zod'
import { type Action, action } from '#kernel/action.ts'
import { addressOf } from '#kernel/address.ts'
import { Refusal } from '#kernel/errors.ts'
import { LANGUAGES } from '#kernel/vocabulary.ts'
import { READERS } from '../grounds/grounds.ts'
import { PATHS } from '../notice/notice.page.ts'
import type { Allowed } from './decision.ts'
import { frame } from './frame.ts'
import { lint } from './lint.ts'

const NOBODY = '00000000-0000-7000-8000-000000000000'

/** Whether a text might leave as it is written: the same check that every message passes on its way out. */
export const checkAction: Action = action({
  name: 'sending.check',
  purposes: READERS,
  verb: 'read',
  // A text, and nobody in it.
  unlogged: true,
  says: {
    fi: 'Kysy, saako viestin lähettää näin kirjoitettuna',
    sv: 'Fråga om meddelandet får skickas som det är skrivet',
    en: 'Ask whether a message may leave as it is written',
  },
  input: z.object({
    content: z.enum(['service', 'marketing']),
    language: z.enum(LANGUAGES),
    subject: z.string().max(300).default(''),
    text: z.string().max(50_000),
    /** Inside the frame that every message of ours is given; false: as it stands. */
    framed: z.boolean().default(true),
  }),
  output: z.object({
    allowed: z.boolean(),
    code: z.string().nullable(),
    field: z.string().nullable(),
    detail: z.string().nullable(),
  }),
  async run({ register }, { content, language, subject, text, framed }) {
    const decision: Allowed = {
      content,
      language,
      purpose: content === 'marketing' ? 'marketing' : 'contract',
      person: NOBODY,
      sending: NOBODY,
      address: 'nobody@example.invalid',
      ground: content === 'marketing' ? 'consent' : 'contract',
      requires: content === 'marketing' ? ['refusal'] : [],
      measure: false,
      source: { kind: 'person' },
      sender: register.controller,
      links: { notice: `${addressOf()}${PATHS[language]}`, leave: `${addressOf()}/u/nobody` },
    }
    try {
      lint(decision, framed ? frame(decision, { subject, body: text }) : { subject, text })
      return { allowed: true, code: null, field: null, detail: null }
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      const { field = null, detail = null } = error.more as { field?: string; detail?: string }
      return { allowed: false, code: error.code, field, detail }
    }
  },
})
