import { dateIn, PATHS } from '#features/notice/notice.page.ts'
import { type Html, html } from '#kernel/html.ts'
import { LANGUAGES, type Language } from '#kernel/vocabulary.ts'
import { framed } from '#portal/frame.ts'
import { wordings } from './wording.ts'

/** What every page here needs to know of where it stands. */
export type Place = {
  readonly language: Language
  readonly company: string
  /** The page's own address, without its language. */
  readonly path: string
}

/** Behind the link of a mail: the same for everybody who holds it, and nothing about whom it was sent to. */
export function leavePage(place: Place, pausedUntil: string): string {
  const { leave } = wordings[place.language]
  return shell(
    place,
    leave.title,
    html`<p class="lead">${leave.lead(place.company)}</p>
<div class="deeds">
${deed(place, 'leave', leave.stop, leave.stops)}
${deed(place, 'pause', leave.pause, leave.pauses(pausedUntil))}
</div>
<p class="said">${leave.goesOn}</p>
${freshForm(place)}`,
  )
}

export function leftPage(place: Place): string {
  const { left, leave } = wordings[place.language]
  return donePage(place, left.title, [left.says(place.company), leave.goesOn], left.back)
}

export function pausedPage(place: Place, until: string): string {
  const { paused } = wordings[place.language]
  return donePage(place, paused.title, [paused.says(place.company, until)], paused.back)
}

/** The one answer to whoever asks for a link, known or unknown. */
export function sentPage(place: Place): string {
  const { sent } = wordings[place.language]
  return shell(place, sent.title, html`<p class="lead">${sent.says}</p><p class="said">${sent.seldom}</p>`)
}

export function askPage(place: Place, wrong = ''): string {
  const { ask } = wordings[place.language]
  return shell(
    place,
    ask.title,
    html`<p class="lead">${ask.lead}</p>
${askForm(place, wrong)}`,
  )
}

/** No: what is wrong, what to do next, and the field to do it with. */
export function refusedPage(place: Place, says: string, next: string): string {
  return shell(
    place,
    says.replace(/\.$/, ''),
    html`<p class="lead">${next}</p>
${askForm(place, '')}`,
  )
}

/** What went wrong in between, what to do next, and the way back to where it did. */
export function wrongPage(place: Place, says: string, next: string, field: string | undefined): string {
  const { choices } = wordings[place.language]
  return shell(
    place,
    says.replace(/\.$/, ''),
    html`<p class="lead">${next}${field && html` <code>${field}</code>`}</p>
<p class="ways"><a href="${actionOf(place)}">${choices.title}</a></p>`,
  )
}

function askForm(place: Place, wrong: string): Html {
  const { ask } = wordings[place.language]
  const field = html`<input type="email" name="email" autocomplete="email" required maxlength="254" spellcheck="false"${
    wrong !== '' && html` value="${wrong.trim()}" aria-invalid="true" aria-describedby="wrong" autofocus`
  }>`
  return html`<form method="post" action="${actionOf(place)}" class="line" novalidate>
${wrong !== '' && html`<p class="wrong" id="wrong" role="alert">${ask.invalid}</p>`}
<label>${ask.field}${field}</label>
<button class="act">${ask.send}</button>
</form>`
}

/** Day and time in Finland. */
export function momentIn(language: Language, iso: string): string {
  const locale = { fi: 'fi-FI', sv: 'sv-FI', en: 'en-GB' }[language]
  const time = new Intl.DateTimeFormat(locale, { timeZone: 'Europe/Helsinki', timeStyle: 'short' }).format(
    new Date(iso),
  )
  return `${dateIn(language, iso)} ${time}`
}

export const actionOf = ({ path, language }: Place): string => `${path}?lang=${language}`

export function shell(place: Place, title: string, body: Html): string {
  const { page } = wordings[place.language]
  return framed({
    language: place.language,
    owner: place.company,
    title,
    skip: page.skip,
    form: true,
    languages: {
      label: page.languages,
      links: LANGUAGES.map((each) => ({
        language: each,
        name: wordings[each].page.language,
        href: `${place.path}?lang=${each}`,
      })),
    },
    body: html`<h1>${title}</h1>
${body}
<p class="ways notice"><a href="${PATHS[place.language]}">${page.notice}</a></p>`,
  })
}

/** Two of these side by side weigh the same, whatever they do. */
const deed = (place: Place, act: string, label: string, says: string): Html =>
  html`<form method="post" action="${actionOf(place)}" class="deed">
<button class="act" name="act" value="${act}">${label}</button>
<p>${says}</p>
</form>`

const donePage = (place: Place, title: string, says: readonly string[], back: string): string =>
  shell(
    place,
    title,
    html`<p class="lead" role="status">${says[0]}</p>
${says.slice(1).map((line) => html`<p class="said">${line}</p>`)}
${freshForm(place, back)}`,
  )

function freshForm(place: Place, why?: string): Html {
  const { fresh } = wordings[place.language]
  return html`<section class="aside">
${why ? html`<p>${why}</p>` : html`<h2>${fresh.heading}</h2><p>${fresh.why}</p>`}
<form method="post" action="${actionOf(place)}"><button class="act" name="act" value="fresh">${fresh.send}</button></form>
</section>`
}
