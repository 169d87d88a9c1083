import { dateIn } from '#features/notice/notice.page.ts'
import { wordings as notice } from '#features/notice/wording.ts'
import { momentIn } from '#features/preferences/preferences.page.ts'
import { type Html, html } from '#kernel/html.ts'
import type { Language } from '#kernel/vocabulary.ts'
import { nouns } from '#register/index.ts'
import type { Block, Fact, Held, HeldRecord } from '../report/held.ts'
import type { Look } from '../report/looked.ts'
import { optionOf } from '../requests/labels.ts'
import type { Recipient } from '../requests/recipients.ts'
import type { Asked } from '../requests/requests.row.ts'
import {
  actSection,
  downloadSection,
  languageSection,
  objectSection,
  rectifySection,
  untoldSection,
} from './asks.page.ts'
import { at, complainSection, type Place, shell } from './mydata.page.ts'
import { type Wording, wordings } from './wording.ts'

export type Own = {
  readonly held: Held
  readonly until: Date
  readonly looks: readonly Look[]
  readonly recipients: readonly Recipient[]
  readonly requests: readonly Pick<Asked, 'number' | 'kinds' | 'state' | 'received_at' | 'due_on' | 'extended_to'>[]
  /** Reports that were answered with, while they can be fetched. */
  readonly reports: readonly Ready[]
  /** A new single-use token for each form. */
  readonly form: () => string
  /** The same link, to the page of choices; null where it was not sent to an address. */
  readonly choices: string | null
  /** Where they are told of changes of the notice. */
  readonly subscriptions: readonly { readonly id: string; readonly address: string }[]
}
/** A report by its id and the number of its request; `bytes` of the small parts, day 'YYYY-MM-DD'. */
export type Ready = {
  readonly id: string
  readonly number: string
  readonly kind: 'access' | 'portable'
  readonly bytes: number
  readonly ends_on: string
}

type Day = (iso: string) => string

/** Records of one kind shown, and days somebody looked; the rest are in the report. */
const MOST = 12
const MOST_LOOKS = 60
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
    const blocks = category.blocks.flatMap((block) => blockHtml(words, place, block, day, held.person) ?? [])
    return (
      blocks.length > 0 &&
      html`<details${index === 0 && html` open`}><summary><h3>${category.label}</h3></summary><p>${category.wording}</p>${blocks.map(
        // What is the same for the next kind of record is said once, after the last of them.
        ({ body, notes }, at) => html`${body}${notes.text !== blocks[at + 1]?.notes.text && notes}`,
      )}</details>
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
${own.choices && html`<details><summary><h3>${words.choices.heading}</h3></summary><p>${words.choices.says}</p><p class="ways"><a href="${own.choices}">${words.choices.press}</a></p></details>`}
${untoldSection(words, place, own)}
${languageSection(words, place, own)}</section>
${complainSection(place)}
${actSection(words, place, own, 'other')}`,
  )
}

type Told = { readonly body: Html; readonly notes: Html }

function blockHtml(words: Wording, { language }: Place, block: Block, day: Day, person: string): Told | null {
  const records = block.records
    // That it is about them is said by the page.
    .map((record) => ({
      ...record,
      facts: record.facts.filter((fact) => isShown(block.noun, fact) && fact.raw !== person),
    }))
    .filter(({ facts }) => facts.length > 0)
  if (records.length === 0) return null
  const basis = notice[language].purposes.bases
  // What it is not used for now has no basis and is not told.
  const used = block.why.flatMap(({ label, bases }) =>
    bases.map((one) => ({ label, basis: basis[one].replace(/\.$/, '') })),
  )
  const why = [...Map.groupBy(used, (one) => one.basis)].map(
    ([ground, list]) => `${list.map(({ label }) => label.toLocaleLowerCase(language)).join(', ')} (${ground})`,
  )
  // Said once where all end alike, beside each where they do not.
  const alike = new Set(records.map(({ until }) => until.words)).size === 1
  const body = html`<h4>${block.label}</h4>${records
    .slice(0, MOST)
    .map(
      (record) =>
        html`<dl>${record.facts.map((fact) => html`<div><dt>${fact.label}</dt><dd>${fact.value}${saidHtml(words, fact, day)}</dd></div>`)}${
          record.since &&
          html`<div><dt>${words.own.since}</dt><dd><time datetime="${record.since}">${day(record.since)}</time></dd></div>`
        }${!alike && untilHtml(words, record)}</dl>`,
    )}${records.length > MOST && html`<p>${words.own.more(records.length - MOST)}</p>`}`
  const notes = html`<p>${words.own.why}: ${why.join('; ')}.</p><p>${words.own.from}: ${block.sources.join('; ')}.</p>${alike && html`<p>${words.own.until}: ${lowered(records[0]!.until.words)}</p>`}`
  return { body, notes }
}

const untilHtml = ({ own }: Wording, { until }: HeldRecord): Html =>
  html`<div><dt>${own.until}</dt><dd>${until.words}</dd></div>`

/** What they say of it themselves stands with the fact, wherever it is read. Art. 16. */
const saidHtml = ({ own }: Wording, { said }: Fact, day: Day): Html =>
  html`${said.map(
    ({ kind, words, at: when }) => html`<blockquote>${own.said[kind as 'disputed'](day(when))} ${words}</blockquote>`,
  )}`

const lowered = (words: string): string => `${words[0]!.toLowerCase()}${words.slice(1)}`

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

/** The latest of them; all are in the report. What was done at each look is told there. */
function looksSection(words: Wording, { language }: Place, { looks }: Own): Html {
  const { own } = words
  const groups = Map.groupBy(looks, ({ day, purpose, who }) => `${day} ${purpose} ${who}`)
  const rows = [...groups.values()].slice(0, MOST_LOOKS).map((list) => {
    const { day, purpose, who } = list[0]!
    const times = list.reduce((sum, one) => sum + one.times, 0)
    return [dateIn(language, `${day}T12:00:00Z`), purpose, `${who}, ${own.times(times)}`]
  })
  return html`<section id="looked"><h2>${own.looked}</h2><p>${own.lookedSays} ${own.lookedMore}</p>${
    rows.length === 0 ? html`<p>${own.nobodyLooked}</p>` : table(own.lookedColumns, own.looked, rows)
  }${groups.size > MOST_LOOKS && html`<p>${own.more(groups.size - MOST_LOOKS)}</p>`}</section>`
}

function readySection({ own }: Wording, { path, language }: Place, { reports }: Own, day: Day): Html {
  return html`${reports.map(
    ({ id, number, kind, bytes, ends_on }) =>
      html`<div class="done"><p><strong>${own.ready[kind]}</strong></p><p>${number}, ${own.downloadUntil(day(`${ends_on}T12:00:00Z`))}</p>
<p class="ways"><a href="${path}/report/${id}?lang=${language}" download>${own.download(sizeIn(language, bytes))}</a></p></div>`,
  )}`
}

const sizeIn = (language: Language, bytes: number): string => {
  const large = bytes >= 1024 * 1024
  const size = large ? bytes / 1024 / 1024 : Math.max(1, Math.round(bytes / 1024))
  const number = new Intl.NumberFormat(language === 'en' ? 'en-GB' : `${language}-FI`, { maximumFractionDigits: 1 })
  return `${number.format(size)} ${large ? 'MB' : 'kB'}`
}

function requestsSection(words: Wording, place: Place, own: Own, day: Day): Html {
  const { requests } = own
  const { language } = place
  return html`<section id="requests"><h2>${words.own.requests}</h2>${readySection(words, place, own, day)}${
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
