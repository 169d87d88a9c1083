import { createHash } from 'node:crypto'
import { addressOf } from '#kernel/address.ts'
import { today } from '#kernel/clock.ts'
import type { Language } from '#kernel/vocabulary.ts'
import type { Register } from '#register/index.ts'
import { dateIn } from '../approvals/dates.ts'
import { lastDayOf } from './clock.ts'
import { type Facts, type Ground, type LetterKind, letterWords } from './letters.words.ts'
import type { Asked } from './requests.row.ts'

export type Letter = { language: Language; subject: string; text: string }

/** Letters that end in where to turn: Art. 12(4), for whoever gets less than they asked. */
const WITH_REMEDIES: readonly LetterKind[] = ['refused', 'extension', 'no_data', 'not_identified']
/** Letters that are the answer. */
export const ANSWERS: readonly LetterKind[] = ['report', 'erased', 'done', 'refused', 'no_data', 'not_identified']

/** A letter about a request in its language; pure, so that what was sent can be made again. */
export function letterOf(
  register: Register,
  kind: LetterKind,
  request: Asked,
  more: { name?: string; kept?: string; named?: string; others?: Facts['others'] } = {},
): Letter {
  const { language, number } = request
  const words = letterWords[language]
  const { name: controller, mailbox } = register.controller
  const due = lastDayOf(request)
  const partly = request.outcome === 'partly'
  const facts: Facts = {
    name: more.name ?? request.name ?? '',
    number,
    kinds: request.kinds.map((one) => words.kinds[one]).join(', '),
    received: dateIn(language, request.received_at),
    due: dateIn(language, due),
    controller,
    mailbox,
    late: ANSWERS.includes(kind) && today() > due,
    reasons: (kind === 'extension' ? request.extension_reason : request.reasons) ?? '',
    ground: words.grounds[request.ground as Ground] ?? request.ground ?? '',
    kept: more.kept?.trim() ?? '',
    named: more.named ?? '',
    others: more.others ?? null,
    partly,
    address: request.address ?? '',
  }
  const limited = partly && ANSWERS.includes(kind) && kind !== 'refused'
  const { subject, body } = words.letters[kind]
  const paragraphs = [
    words.greeting(facts.name),
    ...body(facts),
    ...(limited ? words.partly(facts) : []),
    ...(facts.late ? [words.late] : []),
    ...(limited || WITH_REMEDIES.includes(kind) || (kind === 'erased' && facts.kept)
      ? remedies(register, language)
      : []),
    words.closing(controller, mailbox, `${addressOf()}/mydata?lang=${language}`),
  ]
  return { language, subject: subject(facts), text: paragraphs.join('\n\n') }
}

export const hashOf = ({ subject, text }: Letter): string =>
  createHash('sha256').update(`${subject}\n\n${text}`).digest('hex')

/** The contact of whoever supervises us, as lines. */
export function authority({ controller }: Register, language: Language): string[] {
  const { name, visit, post, email, phone, site } = controller.authority
  const words = letterWords[language]
  return [name[language], visit[language], `${words.post}: ${post[language]}`, `${words.phone}: ${phone}`, email, site]
}

function remedies(register: Register, language: Language): string[] {
  const words = letterWords[language]
  return [words.remedies(register.controller.mailbox), authority(register, language).join('\n'), words.court]
}
