import { dateIn } from '#features/notice/notice.page.ts'
import { type Html, html } from '#kernel/html.ts'
import type { Language } from '#kernel/vocabulary.ts'
import { channels, purposes, topics } from '#register/index.ts'
import type { Event, Standing, Telling } from './choices.ts'
import { momentIn, type Place } from './preferences.page.ts'
import type { How, PastKind, Wording } from './wording.ts'

type Row = { readonly at: string; readonly what: string; readonly how: string; readonly wording?: string }

/** What the person has said and been told, newest first, in plain words. */
export function pastSection(past: Wording['past'], { language }: Place, { events, tellings }: Standing): Html {
  const rows = [...eventRows(past, language, events), ...tellings.map((telling) => tellingRow(past, telling))].sort(
    (a, b) => (a.at < b.at ? 1 : -1),
  )
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
  ) => html`<tr role="row"><td role="cell" data-label="${at}"><time datetime="${row.at}">${momentIn(language, row.at)}</time></td><td role="cell" data-label="${what}"><span>${row.what}</span>${
    row.wording && html`<details><summary>${past.shown}</summary><p>${row.wording}</p></details>`
  }</td><td role="cell" data-label="${how}">${row.how}</td></tr>
`,
)}</tbody>
</table>`
}</section>`
}

/** One row for what was said in one breath, unless each has words of its own. */
function eventRows(past: Wording['past'], language: Language, events: readonly Event[]): Row[] {
  const breaths = Map.groupBy(events, (event) => `${event.at} ${kindOf(event)} ${event.proof?.wording ?? ''}`)
  return [...breaths.values()].flatMap((said) => {
    const event = said[0]!
    const kind = kindOf(event)
    if (!kind) return []
    const slots = said.map(({ slot }) => slot).reverse()
    const of = kind === 'pause' ? dateIn(language, event.until!) : subjectsOf(past, language, slots).join('; ')
    const wording = event.proof?.wording
    const row = { at: event.at, what: past.kinds[kind](of), how: past.how[howOf(event)] }
    return [typeof wording === 'string' ? { ...row, wording } : row]
  })
}

/** Null: follows from position, contract or records, and was said by nobody. */
function kindOf({ kind, slot, proof }: Event): PastKind | null {
  if (slot.startsWith('number:')) return kind === 'ended' ? 'number_opened' : 'number_refused'
  if (kind === 'withdrawal' && proof?.by === 'objection') return 'not_revived'
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

/** What slots are about, in words: `consent:PURPOSE:TOPIC:CHANNEL`, `objection:PURPOSE`; a topic's channels together. */
export function subjectsOf(past: Wording['past'], language: Language, slots: readonly string[]): string[] {
  const found = new Map<string, string[]>()
  for (const slot of slots) {
    const [kind, scope = '', topic = '', channel = ''] = slot.split(':')
    let subject = past.newsletter
    if (kind === 'objection') subject = scope === 'marketing' ? past.everything : purposeLabel(scope, language)
    else if (kind === 'number') subject = past.number
    else if (topic === 'measurement') subject = past.measurement
    else if (Object.hasOwn(topics, topic)) {
      subject = topics[topic as keyof typeof topics].label[language]
      const by = Object.hasOwn(channels, channel) ? [channels[channel as keyof typeof channels][language]] : []
      found.set(subject, [...(found.get(subject) ?? []), ...by])
      continue
    }
    found.set(subject, [])
  }
  return [...found].map(([subject, by]) => (by.length > 0 ? `${subject} (${by.join(', ')})` : subject))
}

const purposeLabel = (scope: string, language: Language): string =>
  Object.hasOwn(purposes, scope) ? purposes[scope as keyof typeof purposes].label[language] : scope

/** Who of us wrote it down is not told here: that is the person's own request to make. */
function howOf({ by, channel, proof, kind, slot }: Event): How {
  if (by === 'clock' || (kind === 'ended' && !slot.startsWith('number:'))) return 'time'
  if (proof?.how === 'oral') return 'oral'
  if (proof?.how === 'double_opt_in') return 'form'
  if (by === 'person')
    return proof?.link === 'leave' || (proof?.evidence && proof.evidence !== 'fresh link') ? 'mail' : 'here'
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
