import type { ReactNode } from 'react'
import { formatNumber } from '#web/format.ts'
import { language, t } from '#web/language.ts'
import { Panel } from '#web/Panel.tsx'
import { inWords, useRegister } from '#web/register.ts'

/** What an addition would change, as the server planned it. */
export type Plan = {
  changes: { name: string; before: string | null; after: string | null }[]
  column: string | null
  people: number | null
  levels: { level: string; use: 'read' | 'write' }[]
  notice: { language: string; gone: string[]; added: string[] }[]
}

/** The difference before it happens: sentences of the notice, people affected, objects of the database. */
export function Difference({ plan, children }: { plan: Plan; children: ReactNode }) {
  const register = useRegister()
  const notice = plan.notice.find((one) => one.language === language())
  const isEmpty = plan.changes.length === 0 && !plan.column && !notice?.added.length && !notice?.gone.length
  return (
    <Panel title={t('register.difference')}>
      <div className="stack">
        {isEmpty && <p className="quiet">{t('register.nothing')}</p>}
        {notice && notice.gone.length + notice.added.length > 0 && (
          <section>
            <h3>{t('register.sentences')}</h3>
            <div className="notice-sentence">
              {notice.gone.map((line) => (
                <del key={line}>{line.trim()}</del>
              ))}
              {notice.added.map((line) => (
                <ins key={line}>{line.trim()}</ins>
              ))}
            </div>
          </section>
        )}
        {plan.levels.length > 0 && (
          <section>
            <h3>{t('register.seers')}</h3>
            <ul className="bare">
              {plan.levels.map(({ level, use }) => (
                <li key={level}>
                  {inWords(register.levels[level]?.label, level)} <span className="quiet">{t(`use.${use}`)}</span>
                </li>
              ))}
            </ul>
          </section>
        )}
        {plan.people !== null && (
          <p>{t(plan.levels.length > 0 ? 'own.values' : 'register.people', { n: formatNumber(plan.people) })}</p>
        )}
        {plan.column && (
          <p>
            {t('register.column')} <code className="code">{plan.column}</code>
          </p>
        )}
        {plan.changes.length > 0 && (
          <section>
            <h3>{t('register.objects')}</h3>
            {plan.changes.map((one) => (
              <details key={one.name}>
                <summary>
                  <code className="code">{one.name}</code>
                </summary>
                <pre className="code sql">{one.after ?? one.before}</pre>
              </details>
            ))}
          </section>
        )}
        {children}
      </div>
    </Panel>
  )
}
