import { createHash } from 'node:crypto'
import { PATHS } from '#features/notice/notice.page.ts'
import type { Problem } from '#kernel/errors.ts'
import { Html, html, linked } from '#kernel/html.ts'
import type { Language } from '#kernel/vocabulary.ts'
import { FRAME_HEADERS, framed } from '#portal/frame.ts'
import { languages as spoken } from '#register/people.ts'
import { formCss } from './form.css.ts'
import { formWords } from './form.text.ts'
import { type Consent, type Form, one } from './form.ts'

export type FormWords = Record<
  | 'skip'
  | 'languages'
  | 'language'
  | 'email'
  | 'emailHint'
  | 'contactHint'
  | 'message'
  | 'phone'
  | 'optional'
  | 'given_name'
  | 'family_name'
  | 'company'
  | 'speaks'
  | 'consents'
  | 'apart'
  | 'served'
  | 'notice'
  | 'trap'
  | 'send'
  | 'mailbox'
  | 'noMail'
  | 'wrong'
  | 'closed'
  | 'closedSays'
  | 'noticeWay'
  | 'preview',
  string
> & { controller(name: string): string; mailboxSays(days: number): string }

/** What has been typed, by the names of the fields. */
export type Typed = Readonly<Record<string, string>>

export type Shown = {
  readonly id: string
  readonly form: Form
  readonly language: Language
  readonly owner: string
  readonly stamp: string
  readonly typed?: Typed
  readonly problem?: Problem
  /** False: no letter can be sent, so no consent can be confirmed. */
  readonly mails: boolean
  /** In the builder: looks the same and sends nothing. */
  readonly preview?: true
}

/** The form as anybody meets it: every box empty, every choice of one weight, complete without scripts. */
export function formPage(shown: Shown): string {
  const { id, form, language, owner, stamp, typed = {}, problem, mails, preview } = shown
  const words = formWords[language]
  const action = `/forms/${id}?lang=${language}`
  return page(shown, {
    title: form.title[language],
    head: preview ? undefined : SCRIPT,
    body: html`<h1>${form.title[language]}</h1>
<p class="lead">${form.intro[language]}</p>
${preview && html`<p class="note">${words.preview}</p>`}
${!mails && html`<p class="note" role="alert">${words.noMail}</p>`}
${problem && html`<div class="note" role="alert"><strong>${words.wrong}</strong><br>${problem.code === 'MAIL_NOT_SET' ? words.noMail : `${problem.title} ${problem.next}`}</div>`}
<form class="ask" method="post" action="${action}" accept-charset="utf-8">
<label class="field">${words.email}<span class="hint" id="email-hint">${form.service === 'contact' ? words.contactHint : words.emailHint}</span>
<input type="email" name="email" value="${typed.email}" autocomplete="email" maxlength="254" aria-describedby="email-hint"${problem?.field === 'email' && html` aria-invalid="true"`}></label>
${form.service === 'contact' && contact(words, typed, problem)}
${optional(form, words, typed)}
${
  form.consents.length > 0 &&
  html`<fieldset><legend>${words.consents}</legend>
<span class="hint">${words.apart}${form.service !== 'newsletter' && ` ${words.served}`}</span>
${form.consents.map((consent, at) => wish(consent, at, language, typed))}</fieldset>`
}
<div class="layer">${
      form.consents.length > 0 &&
      html`<p>${linked(form.withdrawal[language])}</p>
`
    }<p>${words.controller(owner)} ${linked(form.privacy[language])} <a href="${PATHS[language]}" target="_blank" rel="noopener">${words.notice}</a></p></div>
<div class="trap" aria-hidden="true"><label>${words.trap}<input type="text" name="homepage" tabindex="-1" autocomplete="off"></label></div>
<input type="hidden" name="stamp" value="${stamp}">
<div id="work" data-challenge="/forms/${id}/challenge"></div>
<button type="${preview ? 'button' : 'submit'}">${words.send}</button>
</form>`,
  })
}

/** After sending: what they came for, and where to confirm. The same for known and unknown addresses. */
export function thanksPage(
  shown: Omit<Shown, 'stamp' | 'mails'>,
  answer: { next: 'confirm' | 'none'; thanks: string; content: string; days: number },
): string {
  const words = formWords[shown.language]
  return page(shown, {
    title: answer.next === 'confirm' ? words.mailbox : answer.thanks,
    body: html`<h1>${answer.next === 'confirm' ? words.mailbox : answer.thanks}</h1>
${answer.next === 'confirm' && html`<p class="lead">${words.mailboxSays(answer.days)}</p><p>${answer.thanks}</p>`}
${answer.content && html`<div class="content">${linked(answer.content)}</div>`}`,
  })
}

export function closedPage(language: Language, owner: string): string {
  const words = formWords[language]
  return framed({
    language,
    owner,
    title: words.closed,
    skip: words.skip,
    languages: { label: words.languages, links: [] },
    body: html`<h1>${words.closed}</h1><p class="lead">${words.closedSays}</p>
<p><a href="${PATHS[language]}">${words.noticeWay}</a></p>`,
  })
}

function page(
  { id, form, language, owner, preview }: Pick<Shown, 'id' | 'form' | 'language' | 'owner' | 'preview'>,
  part: { title: string; head?: Html | undefined; body: Html },
) {
  const words = formWords[language]
  const links = form.languages.map((each) => ({
    language: each,
    name: formWords[each].language,
    href: preview ? '#content' : `/forms/${id}?lang=${each}`,
  }))
  return framed({
    language,
    owner,
    title: part.title,
    skip: words.skip,
    languages: { label: words.languages, links: links.length > 1 ? links : [] },
    head: html`${STYLE}${part.head}`,
    body: part.body,
  })
}

function contact(words: FormWords, typed: Typed, problem: Problem | undefined): Html {
  return html`<label class="field">${words.phone} <span class="hint">${words.optional}</span>
<input type="tel" name="phone" value="${typed.phone}" autocomplete="tel" maxlength="40"${problem?.field === 'phone' && html` aria-invalid="true"`}></label>
<label class="field">${words.message}
<textarea name="message" rows="6" maxlength="20000" required${problem?.field === 'message' && html` aria-invalid="true"`}>${typed.message}</textarea></label>`
}

function optional({ fields }: Form, words: FormWords, typed: Typed): Html {
  const text = (name: 'given_name' | 'family_name' | 'company', auto: string) =>
    fields[name] === 'optional' &&
    html`<label class="field">${words[name]} <span class="hint">${words.optional}</span>
<input type="text" name="${name}" value="${typed[name]}" autocomplete="${auto}" maxlength="200"></label>`
  return html`<div class="pair">${text('given_name', 'given-name')}${text('family_name', 'family-name')}${text('company', 'organization')}
${
  fields.language === 'optional' &&
  html`<label class="field">${words.speaks} <span class="hint">${words.optional}</span>
<select name="speaks"><option value=""></option>${Object.entries(spoken).map(
    ([code, label]) =>
      html`<option value="${code}"${typed.speaks === code && html` selected`}>${label[code as Language]}</option>`,
  )}</select></label>`
}</div>`
}

/** Never chosen beforehand; what somebody has chosen themselves is kept when the form comes back to be corrected. */
function wish(consent: Consent, at: number, language: Language, typed: Typed): Html {
  const name = wishName(consent)
  const wording = consent.wording[language]
  const chosen = (value: string) => typed[name] === value && html` checked`
  if (consent.answer === 'box')
    return html`<label class="wish"><input type="checkbox" name="${name}" value="yes"${chosen('yes')}><span>${wording}</span></label>`
  return html`<fieldset class="wish"><legend>${wording}</legend><div class="answers">${(['yes', 'no'] as const).map(
    (value) =>
      html`<label><input type="radio" name="${name}" id="w${at}${value}" value="${value}"${chosen(value)}>${consent[value][language]}</label>`,
  )}</div></fieldset>`
}

export const wishName = (consent: Consent): string => `wish.${one(consent.topic)}.${one(consent.channel)}`

const STYLE = new Html(`<style>${formCss}</style>`)
const SCRIPT = new Html('<script type="module" src="/forms/work.js"></script>')
const styleHash = createHash('sha256').update(formCss).digest('base64')

/**
 * Who may put the page in a frame, and whether our own script may run on it. The referrer goes to ourselves alone:
 * without any, browsers would hide where an answer was sent from.
 */
export function formHeaders(frames: readonly string[], scripts: boolean): Record<string, string> {
  const { 'x-frame-options': _, ...kept } = FRAME_HEADERS
  const policy = FRAME_HEADERS['content-security-policy']!.replace("style-src '", `style-src 'sha256-${styleHash}' '`)
    .replace("form-action 'none'", "form-action 'self'")
    .replace("frame-ancestors 'none'", `frame-ancestors ${frames.length ? frames.join(' ') : "'none'"}`)
  const own = scripts ? "; script-src 'self'; worker-src 'self'; connect-src 'self'" : ''
  return { ...kept, 'content-security-policy': policy + own, 'referrer-policy': 'same-origin' }
}
