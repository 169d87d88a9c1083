import { Button } from '@mantine/core'
import { useState } from 'react'
import { address } from '#web/api.ts'
import { CarePanel } from '#web/CarePanel.tsx'
import { formatMoney, formatTime } from '#web/format.ts'
import { useFrame } from '#web/frame.ts'
import { t } from '#web/language.ts'
import { Panel, Skeleton } from '#web/Panel.tsx'
import { PageFacts, RecordPage } from '#web/RecordPage.tsx'
import type { Row } from '#web/record.ts'
import { useRecordPage } from '#web/recordPage.ts'
import { creatableFor, useRegister } from '#web/register.ts'
import { SavedLines } from '#web/SavedLines.tsx'
import { useSession } from '#web/session.ts'
import { QuoteActions } from './QuoteActions.tsx'
import { StateChip } from './QuoteState.tsx'
import { Recipient } from './Recipient.tsx'
import { Trail } from './Trail.tsx'

const ABOUT = ['name', 'valid_until', 'language', 'currency', 'wins_deal']
const TIMES = ['sent_at', 'resent_at', 'created_at']

export default function QuotePage() {
  const page = useRecordPage('quotes')
  const { row, purpose, mayWrite, part } = page
  const [preview, setPreview] = useState(0)
  const open = mayWrite && row?.state === 'draft'
  const pdf = address(`/quotes/${page.id}/document`, { purpose })
  return (
    <RecordPage
      page={page}
      wide
      one={t('quotes.one')}
      list={{ label: t('nav.quotes') }}
      title={({ number }) => number}
      subtitle={(quote) => (
        <>
          <StateChip state={quote.state} />{' '}
          {[quote.company ?? quote.contact, formatMoney(quote.gross, quote.currency)].filter(Boolean).join(' · ')}
        </>
      )}
      actions={row && <QuoteActions quote={row} page={page} pdf={pdf} />}
      above={row?.answered_at && <Answered quote={row} />}
      across={[
        [
          'quotes.lines',
          <Panel key="lines" title={t('quotes.lines')} purpose={purpose}>
            {row ? (
              <SavedLines
                key={row.id}
                noun="quotes"
                row={row}
                purpose={purpose}
                readOnly={!open}
                priceList={row.price_list_id}
              />
            ) : (
              <Skeleton lines={5} />
            )}
          </Panel>,
        ],
      ]}
      columns={[
        [
          [
            'quotes.terms',
            <Panel key="terms" title={t('quotes.terms')} purpose={purpose}>
              <PageFacts page={page} fields={part(['terms'])} mayWrite={open} />
            </Panel>,
          ],
          [
            'quotes.preview',
            <Panel
              key="preview"
              title={t('quotes.preview')}
              purpose={purpose}
              actions={
                <Button size="compact-sm" variant="subtle" onClick={() => setPreview(preview + 1)}>
                  {t(preview ? 'quotes.preview.again' : 'quotes.preview.show')}
                </Button>
              }
            >
              {preview > 0 ? (
                <iframe key={preview} className="doc-preview" src={pdf} title={t('quotes.preview')} />
              ) : (
                <p className="quiet">{t('quotes.preview.body')}</p>
              )}
            </Panel>,
          ],
        ],
        [
          [
            'quotes.about',
            <Panel key="about" title={t('quotes.about')} purpose={purpose}>
              <PageFacts page={page} fields={part(ABOUT)} mayWrite={open} />
            </Panel>,
          ],
          row && ['quotes.recipient', <Recipient key={row.version} quote={row} purpose={purpose} mayWrite={open} />],
          row && ['quotes.trail', <Trail key="trail" quote={row} purpose={purpose} />],
          row && [
            'care.title',
            <CarePanel key="care" noun="quotes" row={row} purpose={purpose} mayWrite={mayWrite}>
              <PageFacts page={page} fields={part(TIMES)} mayWrite={false} />
            </CarePanel>,
          ],
        ],
      ]}
    />
  )
}

function Answered({ quote }: { quote: Row }) {
  return (
    <div className={`note ${quote.state === 'accepted' ? 'note-good' : 'note-bad'}`}>
      <p>
        <strong>
          {t(quote.state === 'accepted' ? 'quotes.accepted.by' : 'quotes.declined.by', {
            name: quote.answered_by ?? '–',
          })}
        </strong>{' '}
        {formatTime(quote.answered_at)}
      </p>
      {quote.answer_note && <p>{quote.answer_note}</p>}
      {quote.state === 'accepted' && <Next />}
    </div>
  )
}

/** What is agreed is made of it: by whoever may, and others are told who that is. */
function Next() {
  const register = useRegister()
  const { writes } = useSession()
  const frame = useFrame()
  const nouns = (['contracts', 'orders'] as const).filter((noun) =>
    creatableFor(register, noun, writes).includes('contract'),
  )
  if (nouns.length === 0) return <p>{t('quotes.next.others')}</p>
  return (
    <p className="row">
      {nouns.map((noun) => (
        <Button key={noun} size="compact-sm" variant="default" onClick={() => frame.create(noun)}>
          {t(`${noun}.new`)}
        </Button>
      ))}
    </p>
  )
}
