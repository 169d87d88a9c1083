import { dateIn } from '#features/notice/notice.page.ts'
import { wordings as notice } from '#features/notice/wording.ts'
import { momentIn } from '#features/preferences/preferences.page.ts'
import { type Html, html } from '#kernel/html.ts'
import { nouns, purposes } from '#register/index.ts'
import type { Block, Fact, Held } from '../report/held.ts'
import { optionOf } from '../requests/labels.ts'
import type { Recipient } from '../requests/recipients.ts'
import type { Asked } from '../requests/requests.row.ts'
import { actSection, downloadSection, languageSection, objectSection, rectifySection } from './asks.page.ts'
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

type Day = (iso: string) => string

/** Records of one kind shown; the rest are in the report. */
const MOST = 12
/** Told in the report alone: whose work it was, and the machinery. */
export const UNSHOWN = ['system', 'use_log']
/** Nouns whose short texts are about the person alone; elsewhere others may be named in them, and so the report shows them. */
const OF_THEMSELVES = ['people', 'employments', 'addresses']

export const isShown = (noun: string, { field, free }: Fact): boolean =>
  !free ||
  (OF_THEMSELVES.includes(noun) && nouns[noun as 'people'].fields[field as 'given_name']?.type === ('text' as string))

/** All that stands in lists, who got it and who looked; and everything that can be asked, each in one press. */
export function ownPage(place: Place, own: Own): string {
  const words = wordings[place.language]
  const { held, form } = own
  const day: Day = (iso) => dateIn(place.language, iso)
  const { see, stop, correct, ask } = words.four
  return shell(
    place,
    words.own.title(held.name),
    html`<p class="lead">${words.own.lead(place.company, day(held.at), momentIn(place.language, own.until.toISOString()))}</p>
<div class="ends">
<a class="act" href="#held">${see[0]}</a>
<form method="post" action="${at(place)}"><input type="hidden" name="once" value="${form()}"><button class="act" name="act" value="stop">${stop[0]}</button></form>
<a class="act" href="#rectify">${correct[0]}</a>
<a class="act" href="#ask">${ask[0]}</a>
</div>
<section id="held"><h2>${words.own.held}</h2><p>${words.own.structured}</p>
${held.categories
  .filter(({ id }) => !UNSHOWN.includes(id))
  .map((category, index) => {
    const blocks = category.blocks.map((block) => blockHtml(words, place, block, day)).filter(Boolean)
    return (
      blocks.length > 0 &&
      html`<details${index === 0 && html` open`}><summary><h3>${category.label}</h3></summary><p>${category.wording}</p>${blocks}</details>
`
    )
  })}</section>
${recipientsSection(words, own, day)}
${looksSection(words, place, own)}
${requestsSection(words, place, own, day)}
${rectifySection(words, place, own)}
<section id="more"><h2>${words.own.rights}</h2>
${actSection(words, place, own, 'access')}
${actSection(words, place, own, 'erase')}
${actSection(words, place, own, 'restrict')}
${objectSection(words, place, own)}
${downloadSection(words, place)}
${actSection(words, place, own, 'port')}
<details><summary><h3>${words.choices.heading}</h3></summary><p>${words.choices.says}</p><p class="ways"><a href="${own.choices}">${words.choices.press}</a></p></details>
${languageSection(words, place, own)}</section>
${complainSection(place)}
${actSection(words, place, own, 'other')}`,
  )
}

function blockHtml(words: Wording, { language }: Place, block: Block, day: Day): Html | false {
  const records = block.records
    .map((record) => ({ ...record, facts: record.facts.filter((fact) => isShown(block.noun, fact)) }))
    .filter(({ facts }) => facts.length > 0)
  if (records.length === 0) return false
  const basis = notice[language].purposes.bases
  // What it is not used for now has no basis and is not told.
  const used = block.why.flatMap(({ label, bases }) =>
    bases.map((one) => ({ label, basis: basis[one].replace(/\.$/, '') })),
  )
  const why = [...Map.groupBy(used, (one) => one.basis)].map(
    ([ground, list]) => `${list.map(({ label }) => label.toLocaleLowerCase(language)).join(', ')} (${ground})`,
  )
  const until = block.until.map((one) => (one.on ? `${one.words} (${day(one.on)})` : one.words))
  return html`<h4>${block.label}</h4>${records
    .slice(0, MOST)
    .map(
      (record) =>
        html`<dl>${record.facts.map((fact) => html`<div><dt>${fact.label}</dt><dd>${fact.value}</dd></div>`)}${
          record.since &&
          html`<div><dt>${words.own.since}</dt><dd><time datetime="${record.since}">${day(record.since)}</time></dd></div>`
        }</dl>`,
    )}${records.length > MOST && html`<p>${words.own.more(records.length - MOST)}</p>`}
<p>${words.own.why}: ${why.join('; ')}.</p><p>${words.own.from}: ${block.sources.join('; ')}.</p><p>${words.own.until}: ${until.join('; ')}</p>`
}

function recipientsSection(words: Wording, { recipients }: Own, day: Day): Html {
  const { own } = words
  const rows = recipients.map((one) => [
    one.how === 'file' ? own.file : one.name,
    one.last ? day(one.last) : own.regular,
  ])
  return html`<section id="recipients"><h2>${own.got}</h2>${
    rows.length === 0 ? html`<p>${own.nobodyGot}</p>` : table(own.gotColumns, own.got, rows)
  }</section>`
}

function looksSection(words: Wording, { language, company }: Place, { looks }: Own): Html {
  const { own } = words
  const who = (one: string) => (one === 'company' ? company : one === 'system' ? own.automatic : one)
  const label = (id: string) =>
    (purposes as Record<string, { label: Record<string, string> }>)[id]?.label[language] ?? id
  const rows = looks.map((look) => [
    dateIn(language, `${look.day}T12:00:00Z`),
    label(look.purpose),
    `${who(look.who)}, ${own.times(look.times)}`,
  ])
  return html`<section id="looked"><h2>${own.looked}</h2><p>${own.lookedSays}</p>${
    rows.length === 0 ? html`<p>${own.nobodyLooked}</p>` : table(own.lookedColumns, own.looked, rows)
  }</section>`
}

function requestsSection(words: Wording, { language }: Place, { requests }: Own, day: Day): Html {
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
