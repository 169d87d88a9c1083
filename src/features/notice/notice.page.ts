import { type Html, html, linked } from '#kernel/html.ts'
import { LANGUAGES, type Language } from '#kernel/vocabulary.ts'
import { framed } from '#portal/frame.ts'
import type { Edition } from './notice.editions.ts'
import type { Printed, Section, Table } from './notice.ts'
import { wordings } from './wording.ts'

export const PATHS: Readonly<Record<Language, string>> = {
  fi: '/tietosuojaseloste',
  sv: '/dataskyddsbeskrivning',
  en: '/privacy-notice',
}

/** Where whoever reads the notice asks to be told of its changes. */
export const CHANGES: Readonly<Record<Language, string>> = {
  fi: '/tietosuojaseloste/muutokset',
  sv: '/dataskyddsbeskrivning/andringar',
  en: '/privacy-notice/changes',
}

/** Stands where the stamp of a form goes: each reader is given their own. */
export const STAMP = 'stamp-goes-here'

export type Shown = {
  readonly language: Language
  readonly notice: Printed
  /** Absent: a draft, which carries no date. */
  readonly edition?: Edition
  /** All that have been in force, newest first. */
  readonly editions: readonly Edition[]
  /** There is a relay, so that whoever asks can be written to. */
  readonly mails?: boolean
}

/** The notice as a page. The date on it is the date of the version shown, never of the showing. */
export function noticePage({ language, notice, edition, editions, mails }: Shown): string {
  const { page } = wordings[language]
  const path = PATHS[language]
  const older = edition && edition.version !== editions[0]?.version
  const plain = `${path}.txt${older ? `?version=${edition.version}` : ''}`
  return framed({
    language,
    owner: notice.owner,
    title: notice.title,
    skip: page.skip,
    languages: {
      label: page.languages,
      links: LANGUAGES.map((each) => ({ language: each, name: wordings[each].page.language, href: PATHS[each] })),
    },
    head: html`<link rel="alternate" type="text/plain" href="${plain}">`,
    body: html`<h1>${notice.title}</h1>
<p class="about">${notice.about}</p>
${
  edition
    ? html`<p class="dated"><time datetime="${edition.validFrom}">${page.updated(dateIn(language, edition.validFrom), edition.version)}</time></p>`
    : html`<p class="note">${page.draft}</p>`
}
${older && html`<p class="note">${page.older(dateIn(language, edition.validFrom))} <a href="${path}">${page.current}</a></p>`}
<p class="lead">${notice.lead}</p>
<p class="ways">${WAYS.map((id) => {
      const section = notice.sections.find((each) => each.id === id)
      return section && html`<a href="#${id}">${section.heading}</a>`
    })}</p>
<div class="sheet">
<nav class="contents" aria-labelledby="contents"><h2 id="contents">${page.contents}</h2>
<ol>${notice.sections.map((section) => html`<li><a href="#${section.id}">${section.heading}</a></li>`)}</ol></nav>
<div class="text">
${notice.sections.map((section) => sectionHtml(section, section.id === 'rights' && html`<p class="ways"><a href="/mydata?lang=${language}">${page.own}</a></p>`))}
${mails && edition && !older && html`<section id="subscribe"><h2>${page.subscribe.heading}</h2><p>${page.subscribe.says}</p>${changesForm(language, STAMP)}</section>`}
<footer class="versions">
${
  editions.length > 0 &&
  html`<h2>${page.versions}</h2><ul>${editions.map(
    (each) =>
      html`<li><a href="${path}?version=${each.version}"${each === edition && html` aria-current="page"`}>${page.version(each.version, dateIn(language, each.validFrom))}</a></li>`,
  )}</ul>`
}
<p class="plain"><a href="${plain}">${page.plain}</a></p>
</footer>
</div>
</div>`,
  })
}

/** One field, and one that nobody sees; nothing is asked that a letter does not need. */
export function changesForm(language: Language, stamp: string, wrong?: { typed: string; says: string }): Html {
  const { field, trap, send } = wordings[language].page.subscribe
  const invalid = wrong && html` value="${wrong.typed}" aria-invalid="true" aria-describedby="wrong" autofocus`
  return html`<form method="post" action="${CHANGES[language]}" class="line" novalidate>
${wrong && html`<p class="wrong" id="wrong" role="alert">${wrong.says}</p>`}
<label>${field}<input type="email" name="email" autocomplete="email" required maxlength="254" spellcheck="false"${invalid}></label>
<div class="trap" aria-hidden="true"><label>${trap}<input type="text" name="homepage" tabindex="-1" autocomplete="off"></label></div>
<input type="hidden" name="stamp" value="${stamp}">
<button class="act">${send}</button>
</form>`
}

/** What most readers come for, one step from the first screen. */
const WAYS = ['refuse', 'rights', 'complaint']

/** As people here write dates, by the Finnish calendar day. */
export function dateIn(language: Language, iso: string): string {
  const options = {
    timeZone: 'Europe/Helsinki',
    day: 'numeric',
    month: language === 'en' ? 'long' : 'numeric',
    year: 'numeric',
  } as const
  return new Intl.DateTimeFormat({ fi: 'fi-FI', sv: 'sv-FI', en: 'en-GB' }[language], options).format(new Date(iso))
}

function sectionHtml(
  { id, heading, apart, paragraphs = [], terms = [], list = [], table, after = [] }: Section,
  way: Html | false = false,
): Html {
  return html`<section id="${id}"${apart && html` class="apart"`}>
<h2>${heading}</h2>
${paragraphs.map(paragraph)}
${terms.length > 0 && html`<dl>${terms.map(([term, says]) => html`<div><dt>${term}</dt><dd>${linked(says)}</dd></div>`)}</dl>`}
${list.length > 0 && html`<ul>${list.map((item) => html`<li>${linked(item)}</li>`)}</ul>`}
${table && tableHtml(table)}
${after.map(paragraph)}
${way}</section>
`
}

const paragraph = (text: string): Html => html`<p>${linked(text)}</p>`

// The roles are spelled out because a table laid out as cards loses them in some browsers.
function tableHtml({ columns, rows }: Table): Html {
  return html`<table role="table" class="${columns.length === 4 ? 'four' : 'three'}">
<thead role="rowgroup"><tr role="row">${columns.map((column) => html`<th scope="col" role="columnheader">${column}</th>`)}</tr></thead>
<tbody role="rowgroup">
${rows.map(
  (
    row,
  ) => html`<tr role="row"><th scope="row" role="rowheader"><strong>${row.name}</strong>${spans(row.says)}</th>${row.cells.map(
    (cell, at) => html`<td role="cell" data-label="${columns[at + 1]}">${spans(cell)}</td>`,
  )}</tr>
`,
)}</tbody>
</table>`
}

const spans = (text = ''): Html => html`${text.split('\n').map((line) => line && html`<span>${linked(line)}</span>`)}`
