import { dateIn } from '#features/notice/notice.page.ts'
import { type Html, html } from '#kernel/html.ts'
import type { Language } from '#kernel/vocabulary.ts'
import { channels, purposes, topics } from '#register/index.ts'
import type { Event, Standing, Telling } from './choices.ts'
import type { Place } from './preferences.page.ts'
import type { How, PastKind, Wording } from './wording.ts'

type Row = { readonly at: string; readonly what: string; readonly how: string; readonly wording?: string }

/** What the person has said and been told, newest first, in plain words. */
export function pastSection(past: Wording['past'], { language }: Place, { events, tellings }: Standing): Html {
  const rows = [
    ...events.flatMap((event) => eventRow(past, language, event)),
    ...tellings.map((telling) => tellingRow(past, telling)),
  ].sort((a, b) => (a.at < b.at ? 1 : -1))
  const [at, what, how] = past.columns
  return html`<section><h2 id="past">${past.heading}</h2>
${
  rows.length === 0
    ? html`<p>${past.nothing}</p>`
    : html`<table role="table" class="past" aria-labelledby="past">
<thead role="rowgroup"><tr role="row">${past.columns.map((one) => html`<th scope="col" role="columnheader">${one}</th>`)}</tr></thead>
<tbody role="rowgroup">
${rows.map(
  (
    row,
  ) => html`<tr role="row"><td role="cell" data-label="${at}"><time datetime="${row.at}">${dateIn(language, row.at)}</time></td><td role="cell" data-label="${what}"><span>${row.what}</span>${
    row.wording && html`<details><summary>${past.shown}</summary><p>${row.wording}</p></details>`
  }</td><td role="cell" data-label="${how}">${row.how}</td></tr>
`,
)}</tbody>
</table>`
}</section>`
}

function eventRow(past: Wording['past'], language: Language, event: Event): Row[] {
  const kind = kindOf(event)
  if (!kind) return []
  const of = kind === 'pause' ? dateIn(language, event.until!) : subjectOf(past, language, event.slot)
  const wording = event.proof?.wording
  return [
    {
      at: event.at,
      what: past.kinds[kind](of),
      how: past.how[howOf(event)],
      ...(typeof wording === 'string' ? { wording } : {}),
    },
  ]
}

/** Null: follows from position, contract or records, and was said by nobody. */
function kindOf({ kind, slot }: Event): PastKind | null {
  if (kind === 'ended') {
    if (slot === 'pause') return 'pause_ended'
    return slot.startsWith('consent:') ? 'consent_ended' : null
  }
  // Not yet decided: it stands as it was said.
  if (kind === 'objection_reason' || kind === 'objection_refusal_proposed') return null
  return SAID.has(kind) ? (kind as PastKind) : null
}

const SAID = new Set<string>([
  'consent',
  'withdrawal',
  'refusal',
  'objection',
  'objection_ended',
  'objection_upheld',
  'objection_refused',
  'pause',
  'restriction',
  'restriction_told',
  'restriction_ended',
  'suppression',
])

/** What a slot is about: `consent:PURPOSE:TOPIC:CHANNEL`, `objection:PURPOSE`. */
function subjectOf(past: Wording['past'], language: Language, slot: string): string {
  const [kind, scope = '', topic, channel] = slot.split(':')
  if (kind === 'objection') return scope === 'marketing' ? past.everything : purposeLabel(scope, language)
  if (topic === 'measurement') return past.measurement
  if (!topic || !Object.hasOwn(topics, topic)) return past.newsletter
  const by = Object.hasOwn(channels, channel ?? '') ? `, ${channels[channel as keyof typeof channels][language]}` : ''
  return topics[topic as keyof typeof topics].label[language] + by
}

const purposeLabel = (scope: string, language: Language): string =>
  Object.hasOwn(purposes, scope) ? purposes[scope as keyof typeof purposes].label[language] : scope

/** Who of us wrote it down is not told here: that is the person's own request to make. */
function howOf({ by, channel, proof, kind }: Event): How {
  if (by === 'clock' || kind === 'ended') return 'time'
  if (proof?.how === 'oral') return 'oral'
  if (proof?.how === 'double_opt_in') return 'form'
  if (by === 'person') return proof?.link === 'fresh' || proof?.evidence === 'fresh link' ? 'here' : 'mail'
  if (channel === 'phone' || channel === 'letter' || channel === 'email' || channel === 'meeting') return channel
  return by.startsWith('import') ? 'file' : 'us'
}

const tellingRow = (past: Wording['past'], { at, kind, edition, channel }: Telling): Row => ({
  at,
  what: past.kinds[kind === 'changed' ? 'noticed_change' : 'noticed'](edition === null ? '' : String(edition)),
  how: past.how[TOLD[channel] ?? 'us'],
})

const TOLD: Readonly<Record<string, How>> = {
  form: 'form',
  email: 'email',
  letter: 'letter',
  phone: 'phone',
  meeting: 'meeting',
}
