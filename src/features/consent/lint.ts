import type { Code } from '#kernel/errors.ts'
import type { Language } from '#kernel/vocabulary.ts'
import { type Channel, channels, type Topic, topics } from '#register/sendings.ts'
import { type Body, type Consent, each, type Form, one, type Script } from './form.ts'
import {
  CHANNEL_WORDS,
  EASY_WAYS,
  HARD_WAYS,
  OTHER_PURPOSES,
  SHAMING,
  speaksOf,
  TAKE_BACK,
  TERMS,
  TOPIC_WORDS,
} from './lint.words.ts'

/** Why a form may not be published: the code of the law, the part it speaks of, and which of our reasons. */
export type Problem = { readonly code: Code; readonly field: string; readonly why: Why }
export type Why =
  | 'missing'
  | 'ticked'
  | 'several'
  | 'twice'
  | 'mixed'
  | 'terms'
  | 'required'
  | 'gated'
  | 'labels'
  | 'shaming'
  | 'hard'
  | 'silent'
  | 'none'
  | 'controller'
  | 'notice'
  | 'origin'
  | 'language'

/** Who the form speaks for, and in which languages a notice is in force to link to. */
export type House = { readonly controller: string; readonly notices: readonly Language[] }

/** What stands in the way of publishing; empty when nothing does. Arts. 4(11), 7 and 13. */
export function lint(body: Body, house: House): Problem[] {
  const problems: Problem[] = []
  const say = (code: Code, field: string, why: Why) => void problems.push({ code, field, why })
  if (!body.languages.length) say('CONSENT_INVALID_FORM', 'languages', 'language')
  if (body.kind === 'script') lintScript(body, say)
  else lintForm(body, house, say)
  return problems
}

type Say = (code: Code, field: string, why: Why) => void

function lintScript(script: Script, say: Say): void {
  for (const language of script.languages) {
    if (!script.title[language].trim()) say('CONSENT_INVALID_FORM', `title.${language}`, 'missing')
    if (!script.text[language].trim()) say('CONSENT_INVALID_FORM', `text.${language}`, 'missing')
    if (speaksOf(script.text[language], TERMS)) say('CONSENT_BUNDLED_WITH_TERMS', `text.${language}`, 'terms')
  }
}

function lintForm(form: Form, house: House, say: Say): void {
  if (!house.controller.trim()) say('CONSENT_INVALID_FORM', 'controller.name', 'controller')
  if (!form.consents.length && form.service !== 'contact') say('CONSENT_INVALID_FORM', 'consents', 'none')
  for (const language of form.languages) {
    for (const part of ['title', 'intro', 'thanks'] as const)
      if (!form[part][language].trim()) say('CONSENT_INVALID_FORM', `${part}.${language}`, 'missing')
    if (!['newsletter', 'contact'].includes(form.service) && !form.content[language].trim())
      say('CONSENT_INVALID_FORM', `content.${language}`, 'missing')
    if (!form.privacy[language].trim()) say('NOTICE_NOT_SHOWN', `privacy.${language}`, 'missing')
    if (!house.notices.includes(language)) say('NOTICE_NOT_SHOWN', `notice.${language}`, 'notice')
    lintWithdrawal(form, language, say)
  }
  if (form.content_for !== 'everyone') say('CONSENT_REQUIRED_FOR_SERVICE', 'content_for', 'gated')
  form.origins.forEach((origin, at) => {
    if (!isOrigin(origin)) say('CONSENT_INVALID_FORM', `origins.${at}`, 'origin')
  })
  const known = new Set<string>()
  form.consents.forEach((consent, at) => {
    lintConsent(consent, `consents.${at}`, form.languages, say)
    const wish = `${one(consent.topic)} ${one(consent.channel)}`
    if (known.has(wish)) say('CONSENT_INVALID_FORM', `consents.${at}`, 'twice')
    known.add(wish)
  })
}

/** Art. 7(3): told before, and as easy as giving. */
function lintWithdrawal(form: Form, language: Language, say: Say): void {
  const text = form.withdrawal[language]
  const field = `withdrawal.${language}`
  if (!text.trim()) say('CONSENT_INVALID_FORM', field, 'missing')
  else if (!speaksOf(text, TAKE_BACK)) say('CONSENT_INVALID_FORM', field, 'silent')
  if (speaksOf(text, HARD_WAYS) && !speaksOf(text, EASY_WAYS)) say('CHOICE_NOT_EQUAL', field, 'hard')
}

function lintConsent(consent: Consent, field: string, languages: readonly Language[], say: Say): void {
  if (consent.ticked) say('CONSENT_INVALID_FORM', `${field}.ticked`, 'ticked')
  if (consent.required) say('CONSENT_REQUIRED_FOR_SERVICE', `${field}.required`, 'required')
  if (each(consent.topic).length !== 1) say('CONSENT_INVALID_FORM', `${field}.topic`, 'several')
  if (each(consent.channel).length !== 1) say('CONSENT_INVALID_FORM', `${field}.channel`, 'several')
  const topic = one(consent.topic)
  const channel = one(consent.channel)
  for (const language of languages) {
    const wording = consent.wording[language]
    const where = `${field}.wording.${language}`
    if (!wording.trim()) {
      say('CONSENT_INVALID_FORM', where, 'missing')
      continue
    }
    if (speaksOf(wording, TERMS)) say('CONSENT_BUNDLED_WITH_TERMS', where, 'terms')
    if (mixes(wording, topic, channel)) say('CONSENT_INVALID_FORM', where, 'mixed')
    if (consent.answer === 'yes_no') lintLabels(consent, field, language, say)
  }
}

/** Speaks of another topic, another channel or another purpose than the one it is asked for. */
function mixes(wording: string, topic: Topic, channel: Channel): boolean {
  const otherTopic = keysOf(topics).some((other) => other !== topic && speaksOf(wording, TOPIC_WORDS[other]))
  const otherChannel = keysOf(channels).some((other) => other !== channel && speaksOf(wording, CHANNEL_WORDS[other]))
  return otherTopic || otherChannel || speaksOf(wording, OTHER_PURPOSES)
}

/** Yes and no of one weight: both there, about as long, and neither of them reproachful. */
function lintLabels(consent: Consent, field: string, language: Language, say: Say): void {
  const [yes, no] = [consent.yes[language].trim(), consent.no[language].trim()]
  if (!yes || !no) say('CHOICE_NOT_EQUAL', `${field}.${yes ? 'no' : 'yes'}.${language}`, 'labels')
  else if (Math.max(yes.length, no.length) > 3 * Math.min(yes.length, no.length) + 6)
    say('CHOICE_NOT_EQUAL', `${field}.no.${language}`, 'labels')
  if (speaksOf(no, SHAMING)) say('CHOICE_NOT_EQUAL', `${field}.no.${language}`, 'shaming')
}

/** Scheme and host of a site, as browsers name it; in the clear only on one's own machine. */
export function isOrigin(text: string): boolean {
  const url = URL.parse(text)
  // Written into a policy of the page: nothing but a name and a port.
  if (!url || url.origin !== text || !/^[a-z0-9.-]+$/.test(url.hostname)) return false
  return url.protocol === 'https:' || (url.protocol === 'http:' && ['localhost', '127.0.0.1'].includes(url.hostname))
}

const keysOf = <K extends string>(record: Record<K, unknown>) => Object.keys(record) as K[]
