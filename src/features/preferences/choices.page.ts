import { dateIn } from '#features/notice/notice.page.ts'
import { type Html, html } from '#kernel/html.ts'
import { LANGUAGES, type Language } from '#kernel/vocabulary.ts'
import { channels, topics } from '#register/index.ts'
import { type Change, fieldOf, monthsAfter, seenOf } from './change.ts'
import {
  answerOf,
  type Choice,
  channelIds,
  measurement,
  offered,
  pauseOf,
  refusedSince,
  type Standing,
  topicIds,
} from './choices.ts'
import { pastSection, subjectsOf } from './past.page.ts'
import { actionOf, momentIn, type Place, shell } from './preferences.page.ts'
import { type Wording, wordings } from './wording.ts'

export type Shown = {
  readonly standing: Standing
  readonly today: string
  /** When the link ends. */
  readonly until: Date
  /** Is there a notice to agree on? */
  readonly noticed: boolean
  /** After a save: what came of it. */
  readonly changes?: readonly Change[]
}

/** Every choice as it stands, and what led to it. */
export function choicesPage(place: Place, shown: Shown): string {
  const words = wordings[place.language]
  const { choices } = words
  const { standing, changes, noticed } = shown
  const refused = refusedSince(standing)
  const day = (iso: string) => dateIn(place.language, iso)
  return shell(
    place,
    choices.title,
    html`<p class="lead">${choices.lead(place.company, momentIn(place.language, shown.until.toISOString()))}</p>
${changes && savedBox(words, place.language, changes)}
${refused && html`<p class="note">${choices.objected(refused.at && day(refused.at))}</p>`}
${pauseNote(choices, standing, day)}
${!noticed && html`<p class="note">${choices.unnoticed}</p>`}
<form method="post" action="${actionOf(place)}">
<input type="hidden" name="seen" value="${seenOf(standing)}">
<section><h2 id="topics">${choices.topics}</h2>
<p>${choices.consent(place.company)}</p>
${topicTable(words, place.language, shown)}
<p>${choices.unsaid}</p></section>
<section><h2 id="measurement">${choices.measure.heading}</h2>
<p>${choices.measure.consent(place.company)} <span>${choices.measure.without}</span></p>
<div class="ends">${pair(words, measurement, choices.measure.heading, shown)}</div></section>
${pauseSection(choices, shown, day)}
${languageSection(choices, standing)}
<div class="ends"><button class="act" name="act" value="save">${choices.save}</button></div>
</form>
${numberSection(choices, place, standing)}
<section class="aside"><h2>${choices.stopHeading}</h2><p>${words.leave.stops} ${words.leave.goesOn}</p>
<form method="post" action="${actionOf(place)}"><button class="act" name="act" value="leave">${words.leave.stop}</button></form></section>
${pastSection(words.past, place, standing)}`,
  )
}

const pauseNote = (choices: Wording['choices'], standing: Standing, day: (iso: string) => string): Html | false => {
  const until = pauseOf(standing)?.until
  return !!until && html`<p class="note">${choices.paused(day(until))}</p>`
}

// The roles are spelled out because a table laid out as cards loses them in some browsers.
function topicTable(words: Wording, language: Language, shown: Shown): Html {
  return html`<table role="table" class="choices" aria-labelledby="topics">
<thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">${words.choices.topic}</th>${channelIds.map(
    (channel) => html`<th scope="col" role="columnheader">${channels[channel][language]}</th>`,
  )}</tr></thead>
<tbody role="rowgroup">
${topicIds.map(
  (
    topic,
  ) => html`<tr role="row"><th scope="row" role="rowheader"><strong>${topics[topic].label[language]}</strong><span>${topics[topic].wording[language]}</span></th>${offered
    .filter((choice) => choice.topic === topic)
    .map((choice) => {
      const channel = channels[choice.channel][language]
      return html`<td role="cell" data-label="${channel}">${pair(words, choice, `${topics[topic].label[language]}, ${channel}`, shown)}</td>`
    })}</tr>
`,
)}</tbody>
</table>`
}

/** Yes and no, as heavy and as many steps away as each other; neither is chosen for the person. */
function pair({ choices }: Wording, choice: Choice, label: string, { standing, noticed }: Shown): Html {
  const answer = answerOf(standing, choice)
  const way = (value: 'yes' | 'no') =>
    html`<label><input type="radio" name="${fieldOf(choice)}" value="${value}"${answer === value && html` checked`}${
      value === 'yes' && !noticed && answer !== 'yes' && html` disabled`
    }>${choices[value]}</label>`
  return html`<fieldset class="pair"><legend class="hidden">${label}</legend>${way('yes')}${way('no')}</fieldset>`
}

const LENGTHS = [1, 3, 6, 12]

function pauseSection({ pause }: Wording['choices'], { standing, today }: Shown, day: (iso: string) => string): Html {
  const until = pauseOf(standing)?.until
  const ways: [value: string, label: string][] = until
    ? [
        ['keep', pause.keep(day(until))],
        ['end', pause.end],
      ]
    : [['keep', pause.none]]
  for (const months of LENGTHS) {
    const end = monthsAfter(today, months)
    if (end !== until?.slice(0, 10)) ways.push([end, pause.until(months, day(end))])
  }
  return html`<section><fieldset><legend><h2>${pause.heading}</h2></legend><div class="ways-of">${ways.map(
    ([value, label]) =>
      html`<label><input type="radio" name="pause" value="${value}"${value === 'keep' && html` checked`}>${label}</label>`,
  )}</div></fieldset></section>`
}

/** One number at a time, and the last digits of it: the page was opened from an address, not from the telephone. */
const numberSection = ({ numbers, yes, no }: Wording['choices'], place: Place, standing: Standing): Html | false =>
  standing.numbers.length > 0 &&
  html`<section><h2>${numbers.heading}</h2><p>${numbers.lead}</p>${standing.numbers.map(
    ({ id, number, refused_at }) =>
      html`<form method="post" action="${actionOf(place)}"><p><strong>…${number.slice(-4)}</strong> ${numbers.calls}: ${refused_at ? no : yes}</p>
<div class="ends"><button class="act quiet" name="act" value="${refused_at ? 'open' : 'refuse'}:${id}">${
        refused_at ? numbers.open : numbers.refuse
      }<span class="hidden"> …${number.slice(-4)}</span></button></div></form>`,
  )}</section>`

const languageSection = (choices: Wording['choices'], standing: Standing): Html =>
  html`<section><fieldset><legend><h2>${choices.language}</h2></legend><div class="ways-of">${LANGUAGES.map(
    (each) =>
      html`<label lang="${each}"><input type="radio" name="language" value="${each}"${each === standing.language && html` checked`}>${wordings[each].page.language}</label>`,
  )}</div></fieldset></section>`

function savedBox(words: Wording, language: Language, changes: readonly Change[]): Html {
  const { saved, choices, past } = words
  const line = (change: Change): string | null => {
    if (change.what === 'came_back')
      return past.kinds.objection_ended(subjectsOf(past, language, [`objection:${change.scope}`]).join())
    if (change.what === 'left') return saved.left
    if (change.what === 'number') return past.kinds[change.to](past.number)
    if (change.what === 'pause_ended') return saved.pauseEnded
    if (change.what === 'paused') return saved.paused(dateIn(language, change.until))
    if (change.what === 'language') return `${saved.language}: ${wordings[change.to].page.language}`
    return null
  }
  const answers = (to: 'yes' | 'no') =>
    subjectsOf(
      past,
      language,
      changes.flatMap((change) => (change.what === 'answer' && change.to === to ? [change.choice.slot] : [])),
    ).map((subject) => `${subject}: ${choices[to].toLowerCase()}`)
  const made = [...changes.map(line).filter((one) => one !== null), ...answers('yes'), ...answers('no')]
  const missed = changes.flatMap((change) => (change.what === 'not_taken' ? [change.choice.slot] : []))
  const list = (lines: readonly string[]) => html`<ul>${lines.map((one) => html`<li>${one}</li>`)}</ul>`
  return html`<div class="done" role="status">${made.length > 0 && html`<h2>${saved.title}</h2>${list(made)}`}
${missed.length > 0 && html`<p>${saved.notTaken}</p>${list(subjectsOf(past, language, missed))}`}${
  changes.length === 0 && html`<h2>${saved.nothing}</h2>`
}</div>`
}
