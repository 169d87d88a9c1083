import { formatDate } from '#web/format.ts'
import { t } from '#web/language.ts'
import type { Row } from '#web/record.ts'

/** From its first day to its last: how far it has gone, and from when notice would come too late. Told in words too. */
export function TermBar({ contract }: { contract: Row }) {
  const { start_on, end_on, notice_months, state } = contract
  if (!start_on) return null
  const now = Date.now()
  const from = Date.parse(start_on)
  const until = end_on ? Date.parse(end_on) : Math.max(now, from) + 365 * DAY
  const at = (moment: number) => Math.max(0, Math.min(100, (100 * (moment - from)) / Math.max(until - from, 1)))
  const decide = end_on && notice_months ? shifted(end_on, -notice_months) : null
  // From when on notice comes too late, as far as that is still to come.
  const late = decide && Math.max(decide, now)
  const left = end_on ? Math.round((until - Date.parse(new Date().toLocaleDateString('sv'))) / DAY) : null
  const words =
    left === null
      ? t('contracts.bar.open')
      : left < 0
        ? t('contracts.bar.over', { day: formatDate(end_on) })
        : t('contracts.bar.left', { days: left, day: formatDate(end_on) })
  return (
    <figure className="term" data-state={state}>
      <svg className="term-bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden>
        <rect className="term-all" x="0" y="0" width="100" height="6" />
        <rect className="term-gone" x="0" y="0" width={at(now)} height="6" />
        {late && late < until && <rect className="term-notice" x={at(late)} y="0" width={100 - at(late)} height="6" />}
      </svg>
      <figcaption className="row small">
        <span className="number">{formatDate(start_on)}</span>
        <span className="gap" />
        <strong>{words}</strong>
        {decide && now < decide && (
          <span className="quiet">
            {t('contracts.bar.decide', { day: formatDate(new Date(decide).toISOString()) })}
          </span>
        )}
        <span className="gap" />
        <span className="number">{end_on ? formatDate(end_on) : t('contracts.bar.until')}</span>
      </figcaption>
    </figure>
  )
}

const DAY = 86_400_000

const shifted = (day: string, months: number): number => {
  const moment = new Date(`${day}T00:00:00Z`)
  return Date.UTC(moment.getUTCFullYear(), moment.getUTCMonth() + months, moment.getUTCDate())
}
