import { channels, topics } from '#register/sendings.ts'
import { formatTime } from '#web/format.ts'
import { LANGUAGE_NAMES, type Language, t, tMaybe } from '#web/language.ts'
import { inWords } from '#web/register.ts'
import type { GroundEvent } from './GroundHistory.tsx'

/** What proves a consent, as it was kept: words, version, notice, times, who. Keys that a way of asking lacks are absent. */
export type Proof = {
  how?: string
  grade?: string
  wording?: string
  wording_hash?: string
  version?: string | number
  language?: string
  form?: string
  notice?: string | number
  asked_at?: string
  asked_by?: string
  at?: string
  script?: string
  said_at?: string
  heard_by?: string
  evidence?: string
}

/** Art. 7(1) in one view: the exact wording and its hash, version, language, form, notice, channel, times, by whom. */
export function ConsentProof({ event, proof }: { event: GroundEvent; proof: Proof }) {
  const [, , topic, channel] = event.slot.split(':')
  const about = [
    topic && topic in topics
      ? inWords(topics[topic as keyof typeof topics].label)
      : topic && tMaybe(`topic.${topic}`, topic),
    channel && channel in channels ? inWords(channels[channel as keyof typeof channels]) : channel,
  ]
  const weak = proof.how === 'oral' || (proof.grade && proof.grade !== 'full')
  const facts: [string, string | number | undefined | null][] = [
    [t('proof.about'), about.filter(Boolean).join(' · ')],
    [t('proof.how'), proof.how && tMaybe(`proof.how.${proof.how}`, proof.how)],
    [t('proof.grade'), proof.grade && tMaybe(`proof.grade.${proof.grade}`, proof.grade)],
    [t('proof.script'), proof.script],
    [t('proof.said'), proof.how === 'oral' && proof.said_at ? formatTime(proof.said_at) : null],
    [t('proof.heard'), proof.how === 'oral' ? proof.heard_by : null],
    [t('proof.version'), proof.version],
    [t('proof.language'), proof.language && (LANGUAGE_NAMES[proof.language as Language] ?? proof.language)],
    [t('proof.form'), proof.form],
    [t('proof.notice'), proof.notice],
    [t('proof.asked'), proof.asked_at && formatTime(proof.asked_at)],
    [t('proof.confirmed'), proof.how === 'double_opt_in' ? formatTime(proof.at ?? event.since) : null],
    [t('proof.recorded'), formatTime(event.since)],
    [t('proof.by'), event.by_name ?? tMaybe(`actor.${event.by}`, event.by)],
    [t('proof.hash'), proof.wording_hash],
  ]
  return (
    <div className="ground-proof small">
      {weak && <span className="chip chip-warn">{t('proof.weak')}</span>}
      {proof.wording && <blockquote>{proof.wording}</blockquote>}
      <dl>
        {facts
          .filter(([, value]) => value)
          .map(([term, value]) => (
            <div key={term}>
              <dt>{term}</dt>
              <dd className={term === t('proof.hash') ? 'code' : ''}>{value}</dd>
            </div>
          ))}
      </dl>
    </div>
  )
}
