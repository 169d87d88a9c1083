import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocation, useSearch } from 'wouter'
import { get } from '#web/api.ts'
import { Empty } from '#web/Empty.tsx'
import { formatDate } from '#web/format.ts'
import { t, tn } from '#web/language.ts'
import { Page } from '#web/Page.tsx'
import { Panel, Skeleton } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { purposeLabel, type Register, useRegister } from '#web/register.ts'
import { useSession } from '#web/session.ts'
import { Approvals } from './Approvals.tsx'
import { NewWish } from './NewWish.tsx'
import { WishDrawer } from './WishDrawer.tsx'
import { clockTone, daysLeft, stateWords, type Wish, type Wishes } from './wish.tsx'
import './wishes.css'

const KINDS = ['open', 'objection', 'restriction', 'letter', 'pause', 'company'] as const

/** What people have said no to and what waits for a decision, the latest first to act on; and what the second approver decides. */
export default function WishesScreen() {
  const session = useSession()
  const serves = session.writes.includes('rights')
  const [creating, setCreating] = useState(false)
  return (
    <Page
      title={t('nav.wishes')}
      subtitle={t(serves ? 'wishes.body' : 'wishes.body.second')}
      actions={
        serves ? (
          <Button variant="filled" onClick={() => setCreating(true)}>
            {t('object.record')}
          </Button>
        ) : null
      }
    >
      <div className="panels">
        {session.may.includes('approve') && <Approvals alone={serves} />}
        {serves && <WorkList />}
      </div>
      {creating && <NewWish close={() => setCreating(false)} />}
    </Page>
  )
}

function WorkList() {
  const register = useRegister()
  const [, go] = useLocation()
  const asked = new URLSearchParams(useSearch())
  const kind = KINDS.find((one) => one === asked.get('kind')) ?? 'open'
  const [opened, setOpened] = useState<Wish | null>(null)
  const found = useQuery({ queryKey: ['wishes', kind], queryFn: () => get<Wishes>('/wishes', { kind }) })
  const items = found.data?.items ?? []
  // Opened in the moment before the list comes anew, it goes on with what that says.
  const shown = opened && (items.find((wish) => keyOf(wish) === keyOf(opened)) ?? opened)
  return (
    <Panel title={t('wishes.list')}>
      <fieldset className="segments">
        <legend className="visually-hidden">{t('wishes.show')}</legend>
        {KINDS.map((one) => (
          <label key={one}>
            <input
              type="radio"
              name="kind"
              checked={kind === one}
              onChange={() => go(one === 'open' ? '/privacy/wishes' : `/privacy/wishes?kind=${one}`)}
            />
            <span>{t(`wishes.kind.${one}`)}</span>
          </label>
        ))}
      </fieldset>
      {found.isPending && <Skeleton lines={5} />}
      <ProblemNote error={found.error} />
      {found.data && items.length === 0 && (
        <Empty title={t(`wishes.none.${kind}`)}>{kind === 'open' ? t('wishes.none.more') : null}</Empty>
      )}
      <ul className="lines wish-list">
        {items.map((wish) => (
          <Line key={keyOf(wish)} wish={wish} register={register} open={() => setOpened(wish)} />
        ))}
      </ul>
      {shown && <WishDrawer wish={shown} close={() => setOpened(null)} />}
    </Panel>
  )
}

const keyOf = ({ kind, id, scope }: Wish) => `${kind} ${id} ${scope}`

function Line({ wish, register, open }: { wish: Wish; register: Register; open: () => void }) {
  const about = wish.scope ? purposeLabel(register, wish.scope) : ''
  const told = [
    t(wish.kind === 'objection' ? 'wish.objected' : 'wish.since', { date: formatDate(wish.since) }),
    wish.kind === 'restriction' && t(`restriction.${wish.ground}` as 'restriction.claims'),
    wish.kind === 'objection' && t('wish.due', { date: formatDate(wish.until) }),
    wish.kind === 'restriction' && t('wish.review', { date: formatDate(wish.until) }),
    wish.kind === 'pause' && t('wish.until', { date: formatDate(wish.until) }),
    wish.proposed_by && t('wish.proposed', { name: wish.proposed_by }),
  ].filter(Boolean)
  return (
    <li>
      <span className="main">
        <span>
          <button type="button" className="wish-open" onClick={open}>
            {wish.name}
          </button>
          {about && <> · {about}</>}
        </span>
        <span className="small quiet">{told.join(' · ')}</span>
      </span>
      <span className="chip chip-plain">{stateWords(wish)}</span>
      {wish.days_left !== null && wish.kind !== 'pause' && (
        <span className={`chip ${clockTone(wish.days_left)}`}>{daysLeft(wish.days_left)}</span>
      )}
      {wish.kind === 'pause' && wish.days_left !== null && (
        <span className="chip chip-plain">{tn('clock.left', Math.max(0, wish.days_left))}</span>
      )}
    </li>
  )
}
