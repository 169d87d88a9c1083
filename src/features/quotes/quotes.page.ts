import { type Html, html } from '#kernel/html.ts'
import { formatDecimal, formatMoney } from '#kernel/money.ts'
import { LANGUAGES, type Language } from '#kernel/vocabulary.ts'
import { framed } from '#portal/frame.ts'
import type { Paper } from './document.ts'
import type { Quote } from './paper.ts'
import { dateIn, quoteWords } from './quotes.text.ts'

export type Place = { readonly language: Language; readonly company: string; readonly path: string }
export type Typed = { act: string; name: string; note: string }
export type Wrong = Partial<Record<'act' | 'name' | 'note' | 'code', true>>

/** The quote as it was sent, and the two answers, each as heavy as the other. What was written by hand stands in its own language. */
export function quotePage(place: Place, quote: Quote, paper: Paper, typed?: Typed, wrong: Wrong = {}): string {
  const text = quoteWords[place.language]
  const { language, currency } = paper
  const own = quote.language
  const money = (amount: string, places = 2) => formatMoney(amount, currency, language, places)
  return shell(
    place,
    `${text.kind} ${paper.number}`,
    html`<p class="lead">${text.lead(place.company)}</p>
<section aria-labelledby="what"><h2 id="what"${quote.name && html` lang="${own}"`}>${quote.name || text.kind}</h2>
${listed(paper.facts)}
<table><thead><tr><th scope="col">${text.heads.name}</th><th scope="col">${text.heads.quantity}</th><th scope="col">${text.heads.price}</th><th scope="col">${text.heads.discount}</th><th scope="col">${text.heads.net}</th></tr></thead>
<tbody>${paper.lines.map(
      (line) =>
        html`<tr><th scope="row" lang="${own}">${line.name}</th>${cells(
          [text.heads.quantity, `${formatDecimal(line.quantity, language)} ${line.unit}`],
          [text.heads.price, money(line.price, 4)],
          [text.heads.discount, Number(line.discount) === 0 ? '' : `${formatDecimal(line.discount, language)} %`],
          [text.heads.net, money(line.net)],
        )}</tr>`,
    )}</tbody></table>
${listed([
  [text.sums.net, money(paper.sums!.net)],
  ...paper.sums!.rates.map(
    ({ rate, vat }) => [`${text.sums.vat} ${formatDecimal(rate, language)} %`, money(vat)] as const,
  ),
  [text.sums.gross, money(paper.sums!.gross)],
])}
${paper.texts.map((one) => html`<h3>${one.heading}</h3><blockquote lang="${own}">${one.body}</blockquote>`)}
<p><a href="${place.path}/document">${text.download}</a></p></section>
<section aria-labelledby="answer"><h2 id="answer">${text.answer}</h2>
<p>${text.meaning}</p>
<form method="post" action="${place.path}?lang=${place.language}" class="answer" novalidate>
${input('name', text.name, text.nameHint, typed?.name, wrong.name && text.wrong.name)}
${input('note', text.note, text.noteHint, typed?.note, wrong.note && text.wrong.note)}
${wrong.code && html`<p class="wrong" role="alert">${text.wrong.code}</p>`}${wrong.act && html`<p class="wrong" role="alert">${text.wrong.act}</p>`}
<div class="ends" role="group" aria-label="${text.answer}"><button class="act" name="act" value="accept">${text.accept}</button>
<button class="act" name="act" value="decline">${text.decline}</button></div>
</form></section>`,
  )
}

/** The receipt: what was said, by whom, when, of which document. The same link shows it again. */
export function answeredPage(place: Place, quote: Quote): string {
  const text = quoteWords[place.language]
  const state = quote.state as 'accepted' | 'declined'
  return shell(
    place,
    text.done[state],
    html`<p class="lead" role="status">${text.receipt[state]}</p>
<section>${listed([
      [text.number, quote.number],
      [text.by, quote.answered_by ?? ''],
      [text.at, dateIn(place.language, quote.answered_at)],
      ...(quote.answer_note ? [[text.note, quote.answer_note as string] as const] : []),
      [text.hash, quote.document_hash],
    ])}</section>
<p><a href="${place.path}/document">${text.download}</a></p>`,
  )
}

/** No: what is wrong with the link, and what to do next. */
export const refusedPage = (place: Place, says: string, next: string, code: string): string =>
  shell(place, says.replace(/\.$/, ''), html`<p class="lead">${next}</p><p class="plain-note">${code}</p>`)

const listed = (facts: readonly (readonly [string, string])[]): Html =>
  html`<dl>${facts.map(([label, value]) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl>`

/** Each with its heading, for the narrow page where the row stands as a block. */
const cells = (...told: [string, string][]): Html =>
  html`${told.map(([label, value]) => html`<td${value && html` data-label="${label}"`}>${value}</td>`)}`

const input = (name: string, label: string, hint: string, value = '', wrong?: string | false): Html =>
  html`<div><label for="${name}">${label}</label><p class="hint" id="${name}-hint">${hint}</p>
${wrong && html`<p class="wrong" id="${name}-wrong" role="alert">${wrong}</p>`}
<input type="text" id="${name}" name="${name}" maxlength="${name === 'name' ? 200 : 1000}"${name === 'name' && html` autocomplete="name" required`} spellcheck="false" value="${value}" aria-describedby="${name}-hint${wrong && ` ${name}-wrong`}"${wrong && html` aria-invalid="true" autofocus`}></div>`

function shell(place: Place, title: string, body: Html): string {
  const text = quoteWords[place.language]
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
        name: quoteWords[each].language,
        href: `${place.path}?lang=${each}`,
      })),
    },
    body: html`<h1>${title}</h1>
${body}`,
  })
}
