import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useLocation, useSearch } from 'wouter'
import { get } from '#web/api.ts'
import { Empty } from '#web/Empty.tsx'
import { formatDate } from '#web/format.ts'
import { t } from '#web/language.ts'
import { Page } from '#web/Page.tsx'
import { Panel, Skeleton } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { optionLabel, purposeLabel, type Register, useRegister } from '#web/register.ts'
import { useSession } from '#web/session.ts'
import { Figures } from './Figures.tsx'
import { Proposals } from './Proposals.tsx'
import { clockTone, clockWords, type Desk, type Line } from './request.tsx'
import './requests.css'

/** What people have asked by the law and what was recorded for them, the first due first. */
export default function RequestsScreen() {
  const session = useSession()
  const [, go] = useLocation()
  const serves = session.writes.includes('rights')
  return (
    <Page
      title={t('nav.requests')}
      subtitle={t(serves ? 'requests.body' : 'requests.body.second')}
      actions={
        serves ? (
          <>
            <Button component="a" href="/api/v1/requests/register?purpose=rights" variant="default">
              {t('requests.file')}
            </Button>
            <Button variant="filled" onClick={() => go('/requests/new')}>
              {t('requests.record')}
            </Button>
          </>
        ) : null
      }
    >
      <div className="panels">
        {session.may.includes('approve') && <Proposals />}
        {serves && <List />}
      </div>
    </Page>
  )
}

function List() {
  const register = useRegister()
  const [, go] = useLocation()
  const closed = new URLSearchParams(useSearch()).get('closed') === 'true'
  const found = useQuery({
    queryKey: ['list', 'requests', 'desk', closed],
    queryFn: () => get<Desk>('/requests/desk', { purpose: 'rights', closed }),
  })
  const items = found.data?.items ?? []
  return (
    <>
      <Panel title={t('requests.list')} purpose="rights" wordless>
        <fieldset className="segments">
          <legend className="visually-hidden">{t('wishes.show')}</legend>
          {[false, true].map((one) => (
            <label key={String(one)}>
              <input
                type="radio"
                name="closed"
                checked={closed === one}
                onChange={() => go(one ? '/requests?closed=true' : '/requests')}
              />
              <span>{t(one ? 'requests.closed' : 'requests.open')}</span>
            </label>
          ))}
        </fieldset>
        {found.isPending && <Skeleton lines={5} />}
        <ProblemNote error={found.error} />
        {found.data && items.length === 0 && (
          <Empty title={t(closed ? 'requests.none.closed' : 'requests.none')}>{t('requests.none.more')}</Empty>
        )}
        <ul className="lines request-list">
          {items.map((line) => (
            <Item key={`${line.kind} ${line.id} ${line.about}`} line={line} register={register} />
          ))}
        </ul>
      </Panel>
      {found.data && <Figures desk={found.data} />}
    </>
  )
}

function Item({ line, register }: { line: Line; register: Register }) {
  const isRequest = line.kind === 'request'
  const fields = register.nouns.requests?.fields
  const about = line.about.map((one) => (isRequest ? optionLabel(fields?.kinds, one) : purposeLabel(register, one)))
  const told = [
    isRequest ? line.number : t(`requests.wish.${line.kind}` as 'requests.wish.objection'),
    isRequest && optionLabel(fields?.state, line.state),
    t(isRequest ? 'requests.came' : 'wish.since', { date: formatDate(line.since) }),
    line.due && t('requests.by', { date: formatDate(line.due) }),
    line.owner ?? (isRequest && t('requests.noOwner')),
  ].filter(Boolean)
  return (
    <li>
      <span className={`chip request-clock ${line.paused ? 'chip-plain' : clockTone(line.days_left)}`}>
        {clockWords(line.days_left, line.paused)}
      </span>
      <span className="main">
        <Link href={isRequest ? `/requests/${line.id}` : `/privacy/wishes?kind=${line.kind}`}>{line.name}</Link>
        {about.length > 0 && <span> · {about.join(', ')}</span>}
        <span className="small quiet request-told">{told.join(' · ')}</span>
      </span>
    </li>
  )
}
