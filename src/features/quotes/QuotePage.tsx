import { Button } from '@mantine/core'
import { IconChevronLeft } from '@tabler/icons-react'
import { useState } from 'react'
import { Link, useParams } from 'wouter'
import { address } from '#web/api.ts'
import { CarePanel } from '#web/CarePanel.tsx'
import { Facts } from '#web/Facts.tsx'
import { formatMoney, formatTime } from '#web/format.ts'
import { type Bindings, useKeys } from '#web/keys.ts'
import { t } from '#web/language.ts'
import { useOpened } from '#web/opened.ts'
import { Page } from '#web/Page.tsx'
import { Panel, Skeleton } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import type { Row } from '#web/record.ts'
import { fieldsSeen, useRegister } from '#web/register.ts'
import { SavedLines } from '#web/SavedLines.tsx'
import { QuoteActions } from './QuoteActions.tsx'
import { StateChip } from './QuoteState.tsx'
import { Recipient } from './Recipient.tsx'

const ABOUT = ['name', 'valid_until', 'language', 'currency', 'wins_deal']

const BACK: Bindings = Object.fromEntries([['Escape', () => history.back()]])

export default function QuotePage() {
  const { id = '' } = useParams()
  const register = useRegister()
  const { row, error, purpose, mayWrite, retry } = useOpened('quotes', id, '')
  const [preview, setPreview] = useState(0)
  useKeys(BACK)
  if (error)
    return (
      <Page title={t('quotes.one')}>
        <ProblemNote error={error} retry={retry} />
      </Page>
    )
  const fields = fieldsSeen(register, 'quotes', purpose)
  const part = (ids: string[]) => ids.flatMap((one) => fields.filter((field) => field.id === one))
  const open = mayWrite && row?.state === 'draft'
  const facts = (ids: string[], write = open) =>
    row ? (
      <Facts noun="quotes" row={row} purpose={purpose} fields={part(ids)} mayWrite={write} />
    ) : (
      <Skeleton lines={4} />
    )
  const pdf = address(`/quotes/${id}/document`, { purpose })
  return (
    <Page
      wide
      title={row?.number ?? '…'}
      crumb={
        <Link href={`/quotes?purpose=${purpose}`} className="crumb small">
          <IconChevronLeft size={13} aria-hidden />
          {t('nav.quotes')}
        </Link>
      }
      subtitle={
        row && (
          <>
            <StateChip state={row.state} />{' '}
            {[row.company ?? row.contact, formatMoney(row.gross, row.currency)].filter(Boolean).join(' · ')}
          </>
        )
      }
      actions={row && <QuoteActions quote={row} purpose={purpose} mayWrite={mayWrite} pdf={pdf} />}
    >
      {row?.answered_at && <Answered quote={row} />}
      <div className="panels">
        <Panel title={t('quotes.lines')} purpose={purpose}>
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
        </Panel>
        <div className="columns">
          <div>
            <Panel title={t('quotes.terms')} purpose={purpose}>
              {facts(['terms'])}
            </Panel>
            <Panel
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
            </Panel>
          </div>
          <div>
            <Panel title={t('quotes.about')} purpose={purpose}>
              {facts(ABOUT)}
            </Panel>
            {row && <Recipient key={row.version} quote={row} purpose={purpose} mayWrite={open} />}
            {row && (
              <CarePanel noun="quotes" row={row} purpose={purpose} mayWrite={mayWrite}>
                {facts(['sent_at', 'resent_at', 'created_at'], false)}
              </CarePanel>
            )}
          </div>
        </div>
      </div>
    </Page>
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
    </div>
  )
}
