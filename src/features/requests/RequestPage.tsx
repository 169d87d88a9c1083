import { Button } from '@mantine/core'
import { IconChevronLeft } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Suspense } from 'react'
import { Link, useParams } from 'wouter'
import { get } from '#web/api.ts'
import { formatDate, formatTime } from '#web/format.ts'
import { type Bindings, useKeys } from '#web/keys.ts'
import { t, tMaybe } from '#web/language.ts'
import { panels } from '#web/mounts.ts'
import { Page } from '#web/Page.tsx'
import { Panel, Skeleton } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { optionLabel, useRegister } from '#web/register.ts'
import { ClockPanel } from './ClockPanel.tsx'
import { DecisionPanel } from './DecisionPanel.tsx'
import { LettersPanel } from './LettersPanel.tsx'
import { NamingPanel } from './NamingPanel.tsx'
import { RecipientsPanel } from './RecipientsPanel.tsx'
import { type Asked, clockTone, clockWords, requestKey } from './request.tsx'
import { StepsPanel } from './StepsPanel.tsx'
import { useStep } from './useStep.tsx'
import { WhoPanel } from './WhoPanel.tsx'
import './requests.css'

const BACK: Bindings = Object.fromEntries([['Escape', () => history.back()]])

/** One request: what was asked, by whom, until when; what is decided, written and done, in that order. */
export default function RequestPage() {
  const { id = '' } = useParams()
  const register = useRegister()
  const found = useQuery({
    queryKey: requestKey(id),
    queryFn: () => get<Asked>(`/requests/${id}`, { purpose: 'rights' }),
  })
  useKeys(BACK)
  const asked = found.data
  if (found.error)
    return (
      <Page title={t('nav.requests')}>
        <ProblemNote error={found.error} retry={() => void found.refetch()} />
      </Page>
    )
  if (!asked)
    return (
      <Page title="…">
        <Skeleton lines={6} />
      </Page>
    )
  const fields = register.nouns.requests?.fields
  const kinds = asked.kinds.map((one) => optionLabel(fields?.kinds, one)).join(', ')
  const name = asked.person ?? asked.name ?? asked.address ?? t('requests.nobody')
  return (
    <Page
      title={`${asked.number} ${name}`}
      crumb={
        <Link href="/requests" className="crumb small">
          <IconChevronLeft size={13} aria-hidden />
          {t('nav.requests')}
        </Link>
      }
      subtitle={
        <span className="row">
          <span>{[kinds, optionLabel(fields?.state, asked.state)].join(' · ')}</span>
          {asked.state !== 'closed' && (
            <span className={`chip ${asked.state === 'waiting' ? 'chip-plain' : clockTone(asked.days_left)}`}>
              {clockWords(asked.days_left, asked.state === 'waiting')}
            </span>
          )}
        </span>
      }
      actions={asked.state === 'closed' ? null : <Actions asked={asked} />}
    >
      <div className="columns">
        <div>
          <Panel title={t('requests.what')} purpose="rights" wordless>
            {asked.said ? <p className="said">{asked.said}</p> : <p className="quiet">{t('requests.said.none')}</p>}
            <p className="small quiet">
              {[
                t('requests.came', { date: formatTime(asked.received_at) }),
                optionLabel(fields?.channel, asked.channel),
                optionLabel(fields?.language, asked.language),
                asked.frozen_at && t('requests.frozen', { date: formatTime(asked.frozen_at) }),
              ]
                .filter(Boolean)
                .join(' · ')}
            </p>
            {asked.earlier.length > 0 && <Earlier asked={asked} />}
          </Panel>
          <Suspense fallback={null}>
            {panels.request.map((Extra, i) => (
              <Extra
                // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes while running
                key={i}
                id={asked.id}
                purpose="rights"
                name={name}
                person={asked.person_id}
                kinds={asked.kinds}
                open={asked.state !== 'closed'}
              />
            ))}
          </Suspense>
          <DecisionPanel asked={asked} />
          <LettersPanel asked={asked} />
        </div>
        <div>
          <ClockPanel asked={asked} />
          <WhoPanel asked={asked} />
          <RecipientsPanel asked={asked} />
          <NamingPanel asked={asked} />
          <StepsPanel asked={asked} />
        </div>
      </div>
    </Page>
  )
}

function Actions({ asked }: { asked: Asked }) {
  const take = useStep(asked.id, 'take', 'requests.taken')
  const close = useStep(asked.id, 'close', 'requests.closed.done')
  return (
    <>
      <ProblemNote error={close.error ?? take.error} />
      {!asked.owner && (
        <Button variant="default" loading={take.isPending} onClick={() => take.mutate({})}>
          {t('requests.take')}
        </Button>
      )}
      <Button
        variant={asked.delivered_at ? 'filled' : 'default'}
        loading={close.isPending}
        onClick={() => close.mutate({})}
      >
        {t('requests.close')}
      </Button>
    </>
  )
}

function Earlier({ asked }: { asked: Asked }) {
  const register = useRegister()
  const fields = register.nouns.requests?.fields
  return (
    <>
      <h3>{t('requests.earlier', { n: asked.earlier.length })}</h3>
      <ul className="lines">
        {asked.earlier.map((one) => (
          <li key={one.id}>
            <span className="main">
              <Link href={`/requests/${one.id}`}>{one.number}</Link>{' '}
              {one.kinds.map((kind) => optionLabel(fields?.kinds, kind)).join(', ')}
            </span>
            <span className="small quiet">
              {formatDate(one.received_at)} ·{' '}
              {tMaybe(`requests.state.${one.state}`, optionLabel(fields?.state, one.state))}
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}
