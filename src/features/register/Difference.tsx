import type { ReactNode } from 'react'
import { formatNumber } from '#web/format.ts'
import { language, t } from '#web/language.ts'
import { Panel } from '#web/Panel.tsx'
import type { Register } from '#web/register.ts'

type Sentence = { language?: string; before?: string | null; after?: string | null } | string

/** What an addition would change, as the server planned it. */
export type Plan = {
  columns?: string[]
  grants?: string[]
  views?: string[]
  sql?: string | string[]
  people?: number | null
  notice?: Sentence[]
  sentences?: Sentence[]
  warnings?: string[]
}

/** The difference before it happens: columns and grants, people affected, sentences of the notice. */
export function Difference({ plan, children }: { plan: Plan; register: Register; children: ReactNode }) {
  const sentences = plan.notice ?? plan.sentences ?? []
  const own = sentences.filter((one) => typeof one === 'string' || !one.language || one.language === language())
  const statements = [plan.sql ?? []].flat()
  const list = (title: string, items: string[] | undefined) =>
    items && items.length > 0 ? (
      <section>
        <h3>{title}</h3>
        <ul className="bare">
          {items.map((one) => (
            <li key={one}>
              <code className="code">{one}</code>
            </li>
          ))}
        </ul>
      </section>
    ) : null
  return (
    <Panel title={t('register.difference')}>
      <div className="stack">
        {plan.warnings?.map((one) => (
          <p key={one} className="note note-warn">
            {one}
          </p>
        ))}
        {own.length > 0 && (
          <section>
            <h3>{t('register.sentences')}</h3>
            {own.map((one) =>
              typeof one === 'string' ? (
                <p key={one} className="notice-sentence">
                  {one}
                </p>
              ) : (
                <div key={`${one.before}${one.after}`} className="notice-sentence">
                  {one.before && <del>{one.before}</del>}
                  {one.after && <ins>{one.after}</ins>}
                </div>
              ),
            )}
          </section>
        )}
        {plan.people !== null && plan.people !== undefined && (
          <p>{t('register.people', { n: formatNumber(plan.people) })}</p>
        )}
        {list(t('register.columns'), plan.columns)}
        {list(t('register.grants'), plan.grants)}
        {list(t('register.views'), plan.views)}
        {statements.length > 0 && (
          <details>
            <summary>SQL</summary>
            <pre className="code sql">{statements.join('\n')}</pre>
          </details>
        )}
        {children}
      </div>
    </Panel>
  )
}
