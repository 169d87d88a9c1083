import { CHANGES, changesForm, PATHS } from '#features/notice/notice.page.ts'
import { wordings as notice } from '#features/notice/wording.ts'
import { type Html, html } from '#kernel/html.ts'
import { LANGUAGES, type Language } from '#kernel/vocabulary.ts'
import { framed } from '#portal/frame.ts'
import { wordings } from './wording.ts'

/** In which language, whose notice, and below which address: `/confirm/…`, or nothing where the way there is one's own. */
export type Place = { readonly language: Language; readonly company: string; readonly way?: string }

export type Wrong = { readonly typed: string; readonly says: string }

export function askPage(place: Place, stamp: string, wrong?: Wrong): string {
  const { ask } = wordings[place.language]
  return shell(place, ask.title, html`<p class="lead">${ask.says}</p>${changesForm(place.language, stamp, wrong)}`)
}

/** The one answer to whoever asks, known or unknown, told already or not. */
export function sentPage(place: Place): string {
  const { sent } = wordings[place.language]
  return shell(
    place,
    sent.title,
    html`<p class="lead" role="status">${sent.says}</p><p class="plain-note">${sent.seldom}</p>`,
  )
}

export function confirmPage(place: Place): string {
  const { confirm } = wordings[place.language]
  return shell(
    place,
    confirm.title,
    html`<p class="lead">${confirm.says}</p>${button(place, confirm.press)}<p class="plain-note">${confirm.not}</p>`,
  )
}

export function endPage(place: Place): string {
  const { end } = wordings[place.language]
  return shell(place, end.title, html`<p class="lead">${end.says}</p>${button(place, end.press)}`)
}

export function donePage(place: Place, what: 'confirmed' | 'ended'): string {
  const { title, says } = wordings[place.language][what]
  return shell(place, title, html`<p class="lead" role="status">${says}</p>`)
}

/** Forged, used, cut or out of time: one answer, and the way to a new one. */
export function wrongPage(place: Place, stamp: string): string {
  const { wrong } = wordings[place.language]
  return shell(place, wrong.title, html`<p class="lead">${wrong.says}</p>${changesForm(place.language, stamp)}`)
}

export function refusedPage(place: Place, says: string): string {
  const { ask } = wordings[place.language]
  return shell(place, ask.title, html`<p class="note" role="alert">${says}</p>`)
}

const button = ({ language, way = '' }: Place, press: string): Html =>
  html`<form method="post" action="${CHANGES[language]}${way}" class="line"><button class="act">${press}</button></form>`

function shell({ language, company, way = '' }: Place, title: string, body: Html): string {
  const { page } = notice[language]
  return framed({
    language,
    owner: company,
    title,
    skip: page.skip,
    form: true,
    languages: {
      label: page.languages,
      links: LANGUAGES.map((each) => ({
        language: each,
        name: notice[each].page.language,
        href: CHANGES[each] + way,
      })),
    },
    body: html`<h1>${title}</h1>
${body}
<p class="ways notice"><a href="${PATHS[language]}">${wordings[language].notice}</a></p>`,
  })
}
