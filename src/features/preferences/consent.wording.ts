import { createHash } from 'node:crypto'
import { LANGUAGES, type Language } from '#kernel/vocabulary.ts'
import { channels, controller, topics } from '#register/index.ts'
import { type Choice, measurement, offered } from './choices.ts'
import { wordings } from './wording.ts'

/** Goes up with every change of what people agree to, in any language: evidence names it. */
export const WORDING_VERSION = '1'

/** The parts of what somebody agrees to by a yes, each of which stands on the page word for word. */
export function agreedParts(language: Language, choice: Choice, company: string): string[] {
  const { choices } = wordings[language]
  if (choice.topic === 'measurement') return [choices.measure.consent(company), choices.yes]
  const topic = topics[choice.topic]
  return [
    choices.consent(company),
    topic.label[language],
    topic.wording[language],
    channels[choice.channel][language],
    choices.yes,
  ]
}

export function agreedTo(language: Language, choice: Choice, company: string): { wording: string; hash: string } {
  const [says, ...rest] = agreedParts(language, choice, company)
  const wording = rest.length > 1 ? `${says}\n${rest[0]}: ${rest[1]}\n${rest[2]}: ${rest[3]}` : `${says}\n${rest[0]}`
  return { wording, hash: createHash('sha256').update(wording).digest('hex') }
}

/** Changes with any word of any consent, and then WORDING_VERSION must. */
export function wordingPrint(): string {
  const all = LANGUAGES.flatMap((language) =>
    [...offered, measurement].map((choice) => agreedTo(language, choice, controller.name).wording),
  )
  return createHash('sha256').update(all.join('\n\n')).digest('hex').slice(0, 12)
}
