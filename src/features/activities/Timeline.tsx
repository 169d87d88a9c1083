import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useSearchParams } from 'wouter'
import { get } from '#web/api.ts'
import { useColleagues } from '#web/colleagues.ts'
import { t } from '#web/language.ts'
import type { PanelProps } from '#web/mounts.ts'
import { Panel, Skeleton } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { type Register, useRegister } from '#web/register.ts'
import { useSession } from '#web/session.ts'
import { type Item, type Kind, WRITTEN } from './activity.tsx'
import { Composer } from './Composer.tsx'
import { FollowButton } from './FollowButton.tsx'
import { TimelineItem } from './TimelineItem.tsx'
import './activities.css'

type Props = PanelProps & { noun: string }
type Found = { pinned: Item[]; items: Item[]; next: string | null }

export const PersonTimeline = (props: PanelProps) => <Timeline {...props} noun="people" />
export const CompanyTimeline = (props: PanelProps) => <Timeline {...props} noun="companies" />
export const DealTimeline = (props: PanelProps) => <Timeline {...props} noun="deals" />
export const ContractTimeline = (props: PanelProps) => <Timeline {...props} noun="contracts" />

/** What has happened about a record under the page's purpose, newest first, with the place to write on top. */
function Timeline({ noun, id, purpose, name }: Props) {
  const session = useSession()
  const mayWrite = session.writes.includes(purpose)
  const register = useRegister()
  if (kindsOf(register, noun, purpose).length === 0) return null
  return (
    <Panel
      title={t('timeline.title')}
      purpose={purpose}
      actions={mayWrite && <FollowButton noun={noun} id={id} purpose={purpose} />}
      whenSeen={() => (
        <>
          {mayWrite && <Composer noun={noun} id={id} purpose={purpose} name={name} />}
          <Events noun={noun} id={id} purpose={purpose} mayWrite={mayWrite} />
        </>
      )}
    />
  )
}

function Events({ noun, id, purpose, mayWrite }: Omit<Props, 'name'> & { mayWrite: boolean }) {
  const register = useRegister()
  const [params, setParams] = useSearchParams()
  const [typed, setTyped] = useState(params.get('find') ?? '')
  const [q] = useDebouncedValue(typed.trim(), 250)
  const shown = (params.get('show') ?? '').split(',').filter(Boolean)
  const by = params.get('by') ?? ''
  const put = (name: string, value: string) =>
    setParams(
      (now) => {
        if (value) now.set(name, value)
        else now.delete(name)
        return now
      },
      { replace: true },
    )
  // biome-ignore lint/correctness/useExhaustiveDependencies: the address follows what was typed
  useEffect(() => {
    if (q !== (params.get('find') ?? '')) put('find', q)
  }, [q])
  const found = useInfiniteQuery({
    queryKey: ['timeline', noun, id, purpose, shown.join(), by, q],
    queryFn: ({ pageParam, signal }) =>
      get<Found>('/timeline', { noun, id, purpose, kinds: shown.join(), by, q, cursor: pageParam }, signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  })
  const pages = found.data?.pages ?? []
  const pinned = pages[0]?.pinned ?? []
  const items = pages.flatMap((page) => page.items)
  const kinds = kindsOf(register, noun, purpose)
  const isNarrowed = shown.length > 0 || by !== '' || q !== ''
  const line = (item: Item) => (
    <TimelineItem key={item.id} item={item} noun={noun} purpose={purpose} mayWrite={mayWrite} />
  )
  return (
    <>
      <Narrow
        kinds={kinds}
        shown={shown}
        show={(next) => put('show', next.join())}
        by={by}
        setBy={(next) => put('by', next)}
        typed={typed}
        type={setTyped}
      />
      <ProblemNote error={found.error} retry={() => void found.refetch()} />
      {found.isPending && !found.error && <Skeleton lines={5} />}
      {pinned.length > 0 && (
        <ul className="events events-pinned" aria-label={t('timeline.pinned')}>
          {pinned.map(line)}
        </ul>
      )}
      {items.length > 0 && <ul className="events">{items.map(line)}</ul>}
      {found.data && items.length === 0 && pinned.length === 0 && (
        <p className="quiet">{t(isNarrowed ? 'timeline.none.narrow' : 'timeline.none')}</p>
      )}
      {found.hasNextPage && (
        <More bring={() => void found.fetchNextPage()} isBusy={found.isFetchingNextPage} key={pages.length} />
      )}
    </>
  )
}

type NarrowProps = {
  kinds: Kind[]
  shown: string[]
  show: (kinds: string[]) => void
  by: string
  setBy: (by: string) => void
  typed: string
  type: (text: string) => void
}

function Narrow({ kinds, shown, show, by, setBy, typed, type }: NarrowProps) {
  const { colleagues } = useColleagues()
  const toggle = (kind: string) => show(shown.includes(kind) ? shown.filter((one) => one !== kind) : [...shown, kind])
  return (
    <div className="sift">
      {kinds.map((kind) => (
        <button
          key={kind}
          type="button"
          className="chip chip-plain"
          aria-pressed={shown.includes(kind)}
          onClick={() => toggle(kind)}
        >
          {t(`kinds.${kind}`)}
        </button>
      ))}
      <span className="gap" />
      <NativeSelect
        size="xs"
        aria-label={t('timeline.by')}
        value={by}
        onChange={(event) => setBy(event.currentTarget.value)}
        data={[
          { value: '', label: t('timeline.anyone') },
          ...colleagues.map((one) => ({ value: one.id, label: one.name })),
        ]}
      />
      <TextInput
        size="xs"
        type="search"
        aria-label={t('timeline.find')}
        placeholder={t('timeline.find')}
        value={typed}
        onChange={(event) => type(event.currentTarget.value)}
      />
    </div>
  )
}

/** Further back comes by itself when one gets there, and by a press for who moves by keys. */
function More({ bring, isBusy }: { bring: () => void; isBusy: boolean }) {
  const here = useRef<HTMLDivElement>(null)
  const run = useRef(bring)
  run.current = bring
  useEffect(() => {
    const watcher = new IntersectionObserver((seen) => seen.some((one) => one.isIntersecting) && run.current())
    if (here.current) watcher.observe(here.current)
    return () => watcher.disconnect()
  }, [])
  return (
    <div ref={here} className="row">
      <Button variant="subtle" loading={isBusy} onClick={bring}>
        {t('timeline.more')}
      </Button>
    </div>
  )
}

/** What this purpose may see any of on a record of this noun. */
function kindsOf(register: Register, noun: string, purpose: string): Kind[] {
  const holds = (of: string) =>
    Object.values(register.nouns[of]?.fields ?? {}).some(({ purposes }) =>
      ['read', 'write'].includes(String(purposes[purpose])),
    )
  const kinds: [Kind, boolean][] = [
    ['note', holds(WRITTEN.note)],
    ['task', holds(WRITTEN.task)],
    ['call', holds(WRITTEN.call)],
    ['meeting', holds('meetings')],
    ['letter', holds('letters')],
    ['quote', noun !== 'contracts' && holds('quotes')],
    ['requote', noun !== 'contracts' && holds('quotes')],
    ['sending', noun === 'people' && holds('sendings')],
    ['change', holds('changes')],
    ['stage', (noun === 'deals' || noun === 'companies') && holds('deals')],
    ['ground', noun === 'people' && holds('people')],
  ]
  return kinds.filter(([, is]) => is).map(([kind]) => kind)
}
