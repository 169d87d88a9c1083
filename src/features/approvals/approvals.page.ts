import { type Html, html } from '#kernel/html.ts'
import { LANGUAGES, type Language } from '#kernel/vocabulary.ts'
import { framed } from '#portal/frame.ts'
import { words } from './approvals.text.ts'
import type { Approval } from './asked.ts'
import { momentIn } from './dates.ts'
import type { Matter } from './matters.ts'

export type Place = { readonly language: Language; readonly company: string; readonly path: string }
export type Typed = { act: string; name: string; reason: string }
export type Wrong = Partial<Record<'act' | 'name' | 'reason', true>>

/** What is asked, why, and what either answer brings; looking changes nothing, however often a mail scanner looks. */
export function askedPage(place: Place, approval: Approval, matter: Matter, typed?: Typed, wrong: Wrong = {}): string {
  const text = words[place.language]
  const { facts } = text
  return shell(
    place,
    text.title[approval.kind],
    html`<p class="lead">${text.lead(approval.name, approval.asked_name, place.company)}</p>
<section aria-labelledby="matter"><h2 id="matter">${matter.asks}</h2>
${listed(matter.facts)}
${matter.texts.map((one) => html`<h3>${one.heading}</h3><blockquote${matter.language && html` lang="${matter.language}"`}>${one.text}</blockquote>`)}
${matter.hidden && html`<p class="plain-note">${text.hidden}</p>`}
</section>
<section aria-labelledby="answer"><h2 id="answer">${text.answer}</h2>
<p>${text.independence}</p>
<ul><li>${text.approves[approval.kind]}</li><li>${text.rejects[approval.kind]}</li></ul>
<form method="post" action="${place.path}?lang=${place.language}" class="answer" novalidate>
${field(place, 'name', typed, wrong, approval.name)}
${field(place, 'reason', typed, wrong)}
${wrong.act && html`<p class="wrong" role="alert">${text.wrong.choose}</p>`}
<p class="plain-note">${text.kept}</p>
<div class="ends" role="group" aria-label="${text.choose}"><button class="act" name="act" value="approve">${text.approve}</button>
<button class="act" name="act" value="reject">${text.reject}</button></div>
</form></section>
<section>${listed([
      [facts.asked, text.by(approval.asked_name, momentIn(place.language, approval.asked_at))],
      [facts.until, momentIn(place.language, approval.expires_at)],
      [facts.link, linkId(approval)],
    ])}</section>`,
  )
}

/** The receipt: what was said, by whom, when, about which request. */
export function answeredPage(place: Place, approval: Approval): string {
  const text = words[place.language]
  const { facts } = text
  return shell(
    place,
    text.done[approval.decision as 'approved'],
    html`<p class="lead" role="status">${text.receipt}</p>
<section>${listed([
      [text.name, approval.name],
      [text.decided, momentIn(place.language, approval.decided_at!)],
      [text.reason, approval.reason ?? ''],
      [facts.link, linkId(approval)],
    ])}</section>`,
  )
}

/** No: what is wrong with the link, and what to do next. */
export const refusedPage = (place: Place, says: string, next: string, code: string): string =>
  shell(place, says.replace(/\.$/, ''), html`<p class="lead">${next}</p><p class="plain-note">${code}</p>`)

const linkId = ({ id, serial }: Approval): string => `${id}/${serial}`

const listed = (facts: readonly (readonly [string, string])[]): Html =>
  html`<dl>${facts.map(([label, value]) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl>`

function field(place: Place, name: 'name' | 'reason', typed: Typed | undefined, wrong: Wrong, named = ''): Html {
  const text = words[place.language]
  const hint = name === 'name' ? text.nameHint(named) : text.reasonHint
  const told = html` aria-describedby="${name}-hint${wrong[name] && ` ${name}-wrong`}"${wrong[name] && html` aria-invalid="true" autofocus`}`
  return html`<div><label for="${name}">${text[name]}</label><p class="hint" id="${name}-hint">${hint}</p>
${wrong[name] && html`<p class="wrong" id="${name}-wrong" role="alert">${text.wrong[name]}</p>`}
${
  name === 'name'
    ? html`<input type="text" id="name" name="name" autocomplete="name" required maxlength="200" spellcheck="false" value="${typed?.name ?? ''}"${told}>`
    : html`<textarea id="reason" name="reason" rows="4" required maxlength="4000"${told}>${typed?.reason ?? ''}</textarea>`
}</div>`
}

function shell(place: Place, title: string, body: Html): string {
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
