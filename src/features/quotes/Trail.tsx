import { Link } from 'wouter'
import { formatDate, formatTime } from '#web/format.ts'
import { type Key, t } from '#web/language.ts'
import { Panel } from '#web/Panel.tsx'
import type { Row } from '#web/record.ts'
import { fieldLabel, optionLabel, useRegister } from '#web/register.ts'

type Kept = { source?: string; obtained_at?: string; basis?: string; fields?: string[] }

/** How an offer came to be: of which deal, to whom, where their data came from, on which basis, and what was sent. */
export function Trail({ quote, purpose }: { quote: Row; purpose: string }) {
  const register = useRegister()
  const { source, obtained_at, basis, fields = [] } = (quote.trail ?? {}) as Kept
  const used = fields.flatMap((one) => {
    const [noun = '', field = ''] = one.split('.')
    return register.nouns[noun]?.fields[field] ? [fieldLabel(register, noun, field).toLowerCase()] : []
  })
  const lines: [Key, React.ReactNode][] = [
    ['trail.deal', quote.deal && <Link href={`/deals/${quote.deal_id}?purpose=${purpose}`}>{quote.deal}</Link>],
    [
      'trail.contact',
      quote.contact_id &&
        (quote.contact ? (
          <Link href={`/people/${quote.contact_id}?purpose=${purpose}`}>{quote.contact}</Link>
        ) : (
          t('contact.hidden.short')
        )),
    ],
    [
      'trail.source',
      source &&
        [optionLabel(register.nouns.people?.fields.source, source), obtained_at && formatDate(obtained_at)]
          .filter(Boolean)
          .join(' · '),
    ],
    ['trail.basis', basis && t(`trail.basis.${basis}` as Key)],
    ['trail.fields', used.join(', ')],
    ['trail.sent', quote.sent_at && formatTime(quote.sent_at)],
    ['trail.document', quote.document_hash && <code className="small">{quote.document_hash}</code>],
  ]
  return (
    <Panel title={t('quotes.trail')} purpose={purpose}>
      {quote.state === 'draft' ? (
        <p className="quiet">{t('trail.draft')}</p>
      ) : (
        <dl className="facts">
          {lines
            .filter(([, value]) => value)
            .map(([label, value]) => (
              <div key={label}>
                <dt>{t(label)}</dt>
                <dd style={{ overflowWrap: 'anywhere' }}>{value}</dd>
              </div>
            ))}
        </dl>
      )}
    </Panel>
  )
}
