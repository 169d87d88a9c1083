import { problemOf } from '#kernel/errors.ts'
import { html } from '#kernel/html.ts'
import { LANGUAGES, type Language } from '#kernel/vocabulary.ts'
import { framed } from '#portal/frame.ts'
import { words } from './ask.text.ts'
import type { Details, Fact, Wrong } from './asked.ts'

export type Place = { readonly language: Language; readonly company: string; readonly path: string }

/** What is held, each in a field of its own; sent, it is so. */
export function detailsPage(place: Place, details: Details, typed?: URLSearchParams, wrong: Wrong = {}): string {
  const text = words[place.language]
  const field = ({ key, field, value }: Fact) => {
    const id = key.replace(/\W/g, '-')
    const bad = wrong[key]
    return html`<div><label for="${id}">${text.name[field as 'address']}</label>
${bad && html`<p class="wrong" id="${id}-wrong" role="alert">${problemOf(bad, place.language).title}</p>`}
<input type="${field === 'address' ? 'email' : field === 'number' ? 'tel' : 'text'}" id="${id}" name="${key}" maxlength="300" value="${typed?.get(key) ?? value}"${bad && html` aria-invalid="true" aria-describedby="${id}-wrong"`}></div>`
  }
  return shell(
    place,
    text.title,
    html`<p class="lead">${text.lead(place.company)}</p>
<form method="post" action="${place.path}?lang=${place.language}" class="answer" novalidate>
${details.facts.map(field)}
${
  details.work.length > 0 &&
  html`<fieldset><legend>${text.work}</legend>
${details.work.map(({ id, company }) => html`<p><label><input type="checkbox" name="left.${id}" value="1"> ${text.left(company)}</label></p>`)}</fieldset>`
}
<p class="plain-note">${text.kept}</p>
<div class="ends"><button class="act">${text.send}</button></div>
</form>
<p class="plain-note">${text.until(new Intl.DateTimeFormat(place.language, { dateStyle: 'long', timeZone: 'Europe/Helsinki' }).format(details.until))}</p>`,
  )
}

export const thanksPage = (place: Place, changed: boolean): string => {
  const { done, thanks } = words[place.language]
  return shell(place, done, html`<p class="lead" role="status">${changed ? thanks.changed : thanks.same}</p>`)
}

export const refusedPage = (place: Place, says: string, next: string): string =>
  shell(place, says.replace(/\.$/, ''), html`<p class="lead">${next}</p>`)

function shell(place: Place, title: string, body: ReturnType<typeof html>): string {
  const text = words[place.language]
  return framed({
    language: place.language,
    owner: place.company,
    title,
    skip: text.skip,
    form: true,
    languages: {
      label: text.languages,
      links: LANGUAGES.map((each) => ({
        language: each,
        name: words[each].language,
        href: `${place.path}?lang=${each}`,
      })),
    },
    body: html`<h1>${title}</h1>
${body}`,
  })
}
