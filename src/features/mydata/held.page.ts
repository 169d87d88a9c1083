import { dateIn } from '#features/notice/notice.page.ts'
import { momentIn } from '#features/preferences/preferences.page.ts'
import { type Html, html } from '#kernel/html.ts'
import { LANGUAGES } from '#kernel/vocabulary.ts'
import { purposes } from '#register/index.ts'
import type { Block, Held } from '../report/held.ts'
import { optionOf } from '../requests/labels.ts'
import type { Recipient } from '../requests/recipients.ts'
import type { Asked } from '../requests/requests.row.ts'
import { OBJECTABLE } from './acts.ts'
import type { Look } from './looked.ts'
import { at, complainSection, type Place, shell } from './mydata.page.ts'
import { type Wording, wordings } from './wording.ts'

export type Own = {
  readonly held: Held
  readonly until: Date
  readonly looks: readonly Look[]
  readonly recipients: readonly Recipient[]
  readonly requests: readonly Pick<Asked, 'number' | 'kinds' | 'state' | 'received_at' | 'due_on' | 'extended_to'>[]
  /** A new single-use token for each form. */
  readonly form: () => string
  /** The same link, to the page of choices. */
  readonly choices: string
}

/** Records of one kind shown; the rest are in the report. */
const MOST = 12
/** Told in the report alone: whose work it was, and the machinery. */
const UNSHOWN = ['system', 'use_log']

/** All that stands in lists, who got it and who looked; and everything that can be asked, each in one press. */
export function ownPage(place: Place, own: Own): string {
  const words = wordings[place.language]
  const { held, form } = own
  const day = (iso: string) => dateIn(place.language, iso)
  const { see, stop, correct, ask } = words.four
  return shell(
    place,
    words.own.title(held.name),
    html`<p class="lead">${words.own.lead(place.company, day(held.at), momentIn(place.language, own.until.toISOString()))}</p>
<div class="deeds">
<div class="deed"><a class="act" href="#held">${see[0]}</a><p>${see[1]}</p></div>
<form method="post" action="${at(place)}" class="deed"><input type="hidden" name="once" value="${form()}"><button class="act" name="act" value="stop">${stop[0]}</button><p>${stop[1]}</p></form>
<div class="deed"><a class="act" href="#rectify">${correct[0]}</a><p>${correct[1]}</p></div>
<div class="deed"><a class="act" href="#ask">${ask[0]}</a><p>${ask[1]}</p></div>
</div>
<section id="held"><h2>${words.own.held}</h2><p>${words.own.structured}</p></section>
${held.categories
  .filter(({ id }) => !UNSHOWN.includes(id))
  .map((category) => {
    const blocks = category.blocks.map((block) => blockHtml(words, block, day)).filter(Boolean)
    return (
      blocks.length > 0 &&
      html`<section><h3>${category.label}</h3><p class="plain-note">${category.wording}</p>${blocks}</section>`
    )
  })}
${recipientsSection(words, own, day)}
${looksSection(words, place, own)}
${requestsSection(words, place, own, day)}
${rectifySection(words, place, own)}
${actSection(words, place, own, 'access')}
${actSection(words, place, own, 'erase')}
${actSection(words, place, own, 'restrict')}
${objectSection(words, place, own)}
${actSection(words, place, own, 'port')}
<section class="aside"><h2>${words.choices.heading}</h2><p>${words.choices.says}</p><p class="ways"><a href="${own.choices}">${words.choices.press}</a></p></section>
${languageSection(words, place, own)}
${complainSection(place)}
${actSection(words, place, own, 'other')}`,
  )
}

function blockHtml(words: Wording, block: Block, day: (iso: string) => string): Html | false {
  const records = block.records
    .map((record) => ({ ...record, facts: record.facts.filter(({ free }) => !free) }))
    .filter(({ facts }) => facts.length > 0)
  if (records.length === 0) return false
  const why = block.why.map(({ label, bases }) => (bases.length > 0 ? `${label} (${bases.join(', ')})` : label))
  return html`<h4>${block.label}</h4>${records
    .slice(0, MOST)
    .map(
      (record) =>
        html`<dl>${record.facts.map(
          (fact) => html`<div><dt>${fact.label}</dt><dd>${fact.value}</dd></div>`,
        )}${record.since && html`<div><dt></dt><dd><time datetime="${record.since}">${day(record.since)}</time></dd></div>`}</dl>`,
    )}${records.length > MOST && html`<p class="plain-note">${words.own.more(records.length - MOST)}</p>`}
<details><summary>${words.own.details}</summary>
<p>${words.own.why}: ${why.join('; ')}</p><p>${words.own.from}: ${block.sources.join('; ')}</p><p>${words.own.until}: ${block.until.map((one) => (one.on ? `${one.words} (${day(one.on)})` : one.words)).join('; ')}</p></details>`
}

function recipientsSection(words: Wording, { recipients }: Own, day: (iso: string) => string): Html {
  const { own } = words
  return html`<section id="recipients"><h2>${own.got}</h2>${
    recipients.length === 0
      ? html`<p>${own.nobodyGot}</p>`
      : table(
          own.gotColumns,
          own.got,
          recipients.map((one) => [one.how === 'file' ? own.file : one.name, one.last ? day(one.last) : own.regular]),
        )
  }</section>`
}

function looksSection(words: Wording, { language, company }: Place, { looks }: Own): Html {
  const { own } = words
  const who = (one: string) => (one === 'company' ? company : one === 'system' ? own.automatic : one)
  const label = (id: string) =>
    (purposes as Record<string, { label: Record<string, string> }>)[id]?.label[language] ?? id
  const row = (look: Look): readonly string[] => [
    dateIn(language, `${look.day}T12:00:00Z`),
    label(look.purpose),
    `${who(look.who)}, ${own.times(look.times)}`,
  ]
  return html`<section id="looked"><h2>${own.looked}</h2><p>${own.lookedSays}</p>${
    looks.length === 0 ? html`<p>${own.nobodyLooked}</p>` : table(own.lookedColumns, own.looked, looks.map(row))
  }</section>`
}

function requestsSection(words: Wording, { language }: Place, { requests }: Own, day: (iso: string) => string): Html {
  return html`<section id="requests"><h2>${words.own.requests}</h2>${
    requests.length === 0
      ? html`<p>${words.own.noRequests}</p>`
      : html`<ul>${requests.map(
          (one) =>
            html`<li><strong>${one.number}</strong> ${one.kinds.map((kind) => words.kinds[kind]).join(', ')}, ${day(one.received_at)}: ${optionOf('state', one.state, language)}${
              (one.state === 'open' || one.state === 'waiting') &&
              html`, ${words.own.due(day(one.extended_to ?? one.due_on))}`
            }</li>`,
        )}</ul>`
  }</section>`
}

// The roles are spelled out because a table laid out as cards loses them in some browsers.
const table = (columns: readonly string[], label: string, rows: readonly (readonly string[])[]): Html =>
  html`<table role="table" class="three" aria-label="${label}"><thead role="rowgroup"><tr role="row">${columns.map((one) => html`<th scope="col" role="columnheader">${one}</th>`)}</tr></thead>
<tbody role="rowgroup">${rows.map((row) => html`<tr role="row">${row.map((cell, index) => html`<td role="cell" data-label="${columns[index]}">${cell}</td>`)}</tr>`)}</tbody></table>`

const begun = (own: Own, act: string): Html =>
  html`<input type="hidden" name="once" value="${own.form()}"><input type="hidden" name="act" value="${act}">`

const freely = (words: Wording, act: string): Html =>
  html`<label>${words.words}<textarea name="words" maxlength="4000" aria-describedby="${act}-hint"></textarea></label><p class="hint" id="${act}-hint">${words.wordsHint}</p>`

type Simple = 'access' | 'erase' | 'restrict' | 'port' | 'other'
const actSection = (words: Wording, place: Place, own: Own, act: Simple): Html =>
  html`<section class="aside" id="${act}"><h2>${words.acts[act].heading}</h2><p>${words.acts[act].says}</p>
<form method="post" action="${at(place)}" class="answer">${begun(own, act)}${freely(words, act)}
<div class="ends"><button class="act">${words.acts[act].press}</button></div></form></section>`

function rectifySection(words: Wording, place: Place, own: Own): Html {
  const facts = own.held.categories
    .filter(({ id }) => !UNSHOWN.includes(id))
    .flatMap(({ blocks }) => blocks.flatMap(({ records }) => records.slice(0, 2).flatMap((record) => record.facts)))
    .filter(({ provenance, free }) => provenance === 'provided' && !free)
  const lines = [...new Set(facts.map(({ label, value }) => `${label}: ${value}`))].slice(0, 24)
  return html`<section class="aside" id="rectify"><h2>${words.acts.rectify.heading}</h2><p>${words.acts.rectify.says}</p>
<form method="post" action="${at(place)}" class="answer">${begun(own, 'rectify')}
<fieldset><legend>${words.which}</legend><div class="ways-of">${lines.map(
    (line) => html`<label><input type="radio" name="which" value="${line.slice(0, 300)}">${line}</label>`,
  )}<label><input type="radio" name="which" value="" checked>${words.whichOther}</label></div></fieldset>
<label>${words.right}<input type="text" name="right" maxlength="400"></label>${freely(words, 'rectify')}
<div class="ends"><button class="act">${words.acts.rectify.press}</button></div></form></section>`
}

const objectSection = (words: Wording, place: Place, own: Own): Html =>
  html`<section class="aside" id="object"><h2>${words.acts.object.heading}</h2><p>${words.acts.object.says}</p>
<form method="post" action="${at(place)}" class="answer">${begun(own, 'object')}
<fieldset><legend>${words.purpose}</legend><div class="ways-of">${OBJECTABLE.map(
    (id, index) =>
      html`<label><input type="radio" name="purpose" value="${id}"${index === 0 && html` checked`}>${purposes[id].label[place.language]}</label>`,
  )}</div></fieldset>
<label>${words.reason}<textarea name="words" maxlength="4000" aria-describedby="object-hint"></textarea></label><p class="hint" id="object-hint">${words.reasonHint}</p>
<div class="ends"><button class="act">${words.acts.object.press}</button></div></form></section>`

const languageSection = (words: Wording, place: Place, own: Own): Html =>
  html`<section class="aside" id="language"><h2>${words.acts.language.heading}</h2><p>${words.acts.language.says}</p>
<form method="post" action="${at(place)}" class="answer">${begun(own, 'language')}
<div class="ways-of">${LANGUAGES.map(
    (each) =>
      html`<label><input type="radio" name="language" value="${each}"${each === own.held.language && html` checked`}><span lang="${each}">${wordings[each].language}</span></label>`,
  )}</div><div class="ends"><button class="act">${words.acts.language.press}</button></div></form></section>`
