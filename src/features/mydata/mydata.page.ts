import { dateIn, PATHS } from '#features/notice/notice.page.ts'
import { today } from '#kernel/clock.ts'
import { type Html, html, linked } from '#kernel/html.ts'
import { LANGUAGES, type Language } from '#kernel/vocabulary.ts'
import { framed } from '#portal/frame.ts'
import type { Register } from '#register/index.ts'
import { authority } from '../requests/letters.ts'
import { KINDS } from '../requests/requests.row.ts'
import { wordings } from './wording.ts'

/** What every page here needs to know of where it stands. */
export type Place = {
  readonly language: Language
  readonly company: string
  /** The page's own address, without its language. */
  readonly path: string
  readonly register: Register
  /** Codes can be sent to telephones. */
  readonly texts?: boolean
}

export const at = ({ path, language }: Place): string => `${path}?lang=${language}`

/** What could not be made anything of: an address, or the code of a call. */
type Wrong = { contact?: string | null; call?: boolean }

/** The first screen, the same for everybody: four things to do, one field. */
export function firstPage(place: Place, form: string, { contact: wrong = null, call = false }: Wrong = {}): string {
  const words = wordings[place.language]
  const { see, stop, correct, ask } = words.four
  const press = (act: string, [label]: readonly [string, string]) =>
    html`<button class="act" name="act" value="${act}">${label}</button>`
  return shell(
    place,
    words.title,
    html`<p class="lead">${words.lead(place.company)}</p>
<form method="post" action="${at(place)}" novalidate>
<div class="line">${wrong !== null && html`<p class="wrong" id="wrong" role="alert">${words.invalid}</p>`}
<label>${words.field}<input type="text" name="contact" autocomplete="email" required maxlength="254" spellcheck="false" aria-describedby="hint"${
      wrong !== null && html` value="${wrong}" aria-invalid="true" autofocus`
    }></label></div>
<div class="ends">${press('see', see)}${press('stop', stop)}${press('correct', correct)}<a class="act" href="#ask">${ask[0]}</a></div>
<p class="plain-note"><time datetime="${today()}">${dateIn(place.language, `${today()}T12:00:00Z`)}</time> · ${linked(place.register.controller.mailbox)}</p>
<p class="plain-note" id="hint">${place.texts ? words.text.hint : words.fieldHint} ${words.noDocument}</p>
</form>
${callSection(place, call)}
${complainSection(place)}
${withoutSection(place, form)}`,
  )
}

/** For whoever was read a code: the number of their request and the code, and no word about which of them was wrong. */
function callSection(place: Place, wrong: boolean): Html {
  const { call } = wordings[place.language]
  const invalid = wrong && html` aria-invalid="true" aria-describedby="call-wrong"`
  return html`<section class="aside" id="call"><details${wrong && html` open`}><summary>${call.heading}</summary>
<form method="post" action="${at({ ...place, path: '/mydata/code' })}" class="answer">
<p class="hint">${call.says}</p>${wrong && html`<p class="wrong" id="call-wrong" role="alert">${call.wrong}</p>`}
<label>${call.reference}<input type="text" name="number" required maxlength="20" autocomplete="off" autocapitalize="characters" spellcheck="false"${invalid}${wrong && html` autofocus`}></label>
<label>${call.code}<input type="text" name="code" required maxlength="12" inputmode="numeric" autocomplete="one-time-code"${invalid}></label>
<div class="ends"><button class="act">${call.press}</button></div></form></details></section>`
}

/** The one answer to whoever asks for a link, known or unknown. */
export function sentPage(place: Place, form: string): string {
  const { sent } = wordings[place.language]
  return shell(
    place,
    sent.title,
    html`<p class="lead" role="status">${sent.says}</p><p class="said">${sent.seldom} ${place.texts ? wordings[place.language].text.other : sent.phone}</p>
${withoutSection({ ...place, path: '/mydata' }, form)}`,
  )
}

/** The one answer to whoever wrote a number, known or unknown: a field for the code, if one comes. */
export function codePage(place: Place, form: string, number: string, wrong = false): string {
  const { text, call } = wordings[place.language]
  const invalid = wrong && html` aria-invalid="true" aria-describedby="text-wrong" autofocus`
  return shell(
    place,
    text.title,
    html`<p class="lead" role="status">${text.says}</p><p class="said">${text.seldom}</p>
<form method="post" action="${at({ ...place, path: '/mydata/text' })}" class="answer">
<input type="hidden" name="contact" value="${number}">${wrong && html`<p class="wrong" id="text-wrong" role="alert">${text.wrong}</p>`}
<label>${call.code}<input type="text" name="code" required maxlength="12" inputmode="numeric" autocomplete="one-time-code"${invalid}></label>
<div class="ends"><button class="act">${call.press}</button></div></form>
${withoutSection({ ...place, path: '/mydata' }, form, text.missing)}`,
  )
}

/** For whoever gets no link: the request of anybody, which opens no data. */
function withoutSection(place: Place, form: string, heading = wordings[place.language].without.heading): Html {
  const words = wordings[place.language]
  return html`<section class="aside" id="without"><h2>${heading}</h2><p>${words.without.says}</p>
<form method="post" action="${at({ ...place, path: '/mydata/ask' })}" class="answer">
<input type="hidden" name="once" value="${form}">
<fieldset><legend>${words.what}</legend><div class="ways-of">${KINDS.map(
    (kind, index) =>
      html`<label><input type="radio" name="kind" value="${kind}"${index === 0 && html` checked`}>${words.kinds[kind]}</label>`,
  )}</div></fieldset>
<label>${words.name}<input type="text" name="name" maxlength="200" autocomplete="name"></label>
<label>${words.address}<input type="email" name="address" maxlength="254" autocomplete="email" required></label>
<label>${words.words}<textarea name="words" maxlength="4000" aria-describedby="words-hint"></textarea></label>
<p class="hint" id="words-hint">${words.wordsHint}</p>
<div class="ends"><button class="act">${words.acts.other.press}</button></div>
</form></section>`
}

/** Who to ask, and who supervises us: on every page, first screen included. */
export function complainSection({ language, register }: Place): Html {
  const { complain } = wordings[language]
  return html`<section id="ask"><h2>${complain.heading}</h2><p>${linked(complain.us(register.controller.mailbox))}</p>
<p>${complain.them}</p><ul>${authority(register, language).map((line) => html`<li>${linked(line)}</li>`)}</ul><p>${complain.court}</p></section>`
}

/** What was received: its number and its day, at once. */
export function donePage(place: Place, lines: readonly string[], back: string | null): string {
  const { done } = wordings[place.language]
  return shell(
    place,
    done.title,
    html`<p class="lead" role="status">${lines[0]}</p>
${lines.slice(1).map((line) => html`<p class="said">${line}</p>`)}
<p class="said">${done.free}</p>
${back && html`<p class="ways"><a href="${back}">${done.back}</a></p>`}
${complainSection(place)}`,
  )
}

export function refusedPage(place: Place, says: string, next: string, form: string): string {
  return shell(
    { ...place, path: '/mydata' },
    says.replace(/\.$/, ''),
    html`<p class="lead">${next}</p>
<p class="ways"><a href="/mydata?lang=${place.language}">${wordings[place.language].title}</a></p>
${withoutSection(place, form)}`,
  )
}

export function shell(place: Place, title: string, body: Html): string {
  const words = wordings[place.language]
  return framed({
    language: place.language,
    owner: place.company,
    title,
    skip: words.skip,
    form: true,
    languages: {
      label: words.languages,
      links: LANGUAGES.map((each) => ({
        language: each,
        name: wordings[each].language,
        href: `${place.path}?lang=${each}`,
      })),
    },
    body: html`<h1>${title}</h1>
${body}
<p class="ways notice"><a href="${PATHS[place.language]}">${words.notice}</a></p>`,
  })
}
