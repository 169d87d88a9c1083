import { formatDate, formatNumber } from '#web/format.ts'
import { t } from '#web/language.ts'
import { Panel } from '#web/Panel.tsx'
import type { Desk } from './request.tsx'

/** Open by the week they are due, and how many were answered in time: bars whose numbers are words too. */
export function Figures({ desk: { weeks, intime } }: { desk: Desk }) {
  const most = Math.max(1, ...weeks.map(({ open }) => open))
  if (weeks.length === 0 && intime.answered === 0) return null
  return (
    <Panel title={t('requests.figures')} purpose="rights" wordless>
      {intime.answered > 0 && (
        <p>
          {t('requests.intime', {
            n: formatNumber(intime.in_time),
            of: formatNumber(intime.answered),
            percent: formatNumber(Math.round((100 * intime.in_time) / intime.answered)),
          })}
        </p>
      )}
      {weeks.length > 0 && (
        <table className="request-weeks">
          <caption className="small quiet">{t('requests.weeks')}</caption>
          <thead className="visually-hidden">
            <tr>
              <th scope="col">{t('requests.week')}</th>
              <th scope="col">{t('requests.many')}</th>
            </tr>
          </thead>
          <tbody>
            {weeks.map(({ week, open }) => (
              <tr key={week}>
                <th scope="row">{week === 'late' ? t('requests.late') : formatDate(week)}</th>
                <td>
                  <meter
                    className={week === 'late' ? 'request-bar request-bar-late' : 'request-bar'}
                    min={0}
                    max={most}
                    value={open}
                    aria-hidden
                  />
                  {formatNumber(open)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  )
}
