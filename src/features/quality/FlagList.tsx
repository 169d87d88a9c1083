import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useRef } from 'react'
import { Link } from 'wouter'
import { get, patch, post, remove } from '#web/api.ts'
import { Empty } from '#web/Empty.tsx'
import { formatDate } from '#web/format.ts'
import { type Key, t } from '#web/language.ts'
import { Skeleton } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { useSession } from '#web/session.ts'
import { toast, toastProblem } from '#web/toast.tsx'

type Flag = {
  noun: 'people' | 'companies'
  id: string
  name: string
  part_id: string | null
  value: string | null
  version: number | null
  since: string
}
type Deed = 'verify' | 'ask' | 'drop' | 'remove' | 'own' | 'generic' | 'end'

/** What ends a flag, the likeliest first: it answers to Enter. */
const DEEDS: Record<string, readonly Deed[]> = {
  bounced: ['drop', 'remove'],
  left: ['ask', 'remove'],
  role_address: ['generic', 'drop'],
  bad_phone: ['drop', 'ask'],
  no_company: ['ask', 'remove'],
  ownerless: ['own'],
  representation: ['verify', 'ask', 'end'],
  stale: ['verify', 'ask', 'remove'],
}

type Props = { kind: string; purpose: string; again: () => Promise<void> }

export function FlagList({ kind, purpose, again }: Props) {
  const session = useSession()
  const list = useRef<HTMLUListElement>(null)
  const flags = useQuery({
    queryKey: ['quality', 'list', kind, purpose],
    queryFn: () => get<{ items: Flag[] }>('/quality', { purpose, kind }),
  })
  const query = { purpose }
  /** Does it and answers the way back, where there is one. */
  const work: Record<Deed, (flag: Flag) => Promise<(() => Promise<unknown>) | undefined>> = {
    async verify({ noun, id, part_id }) {
      const about =
        kind === 'representation'
          ? { noun: 'employments', id: part_id, field: 'role' }
          : { noun, id, field: noun === 'people' ? 'family_name' : 'name' }
      const made = await post<{ id: string }>('/verifications', about, { query })
      return () => remove(`/verifications/${made.id}`, { query })
    },
    async ask({ id }) {
      await post(`/people/${id}/ask_details`, {}, { query })
      return undefined
    },
    async drop({ id, part_id }) {
      const noun = kind === 'bad_phone' ? 'phones' : 'emails'
      const { kind: of, main, ...row } = await get<Record<string, unknown>>(`/${noun}/${part_id}`, query)
      await remove(`/${noun}/${part_id}`, { query })
      const value = noun === 'emails' ? { address: row.address } : { number: row.number }
      return () => post(`/${noun}`, { person_id: id, kind: of, main, ...value }, { query })
    },
    async remove({ noun, id }) {
      await remove(`/${noun}/${id}`, { query })
      return () => post(`/${noun}/${id}/restore`, {}, { query })
    },
    async end({ part_id, version }) {
      await post(`/employments/${part_id}/end`, {}, { query, version: version! })
      return undefined
    },
    async own({ noun, id, version }) {
      const row = await patch<{ version: number }>(
        `/${noun}/${id}`,
        { owner_id: session.user.id },
        { query, version: version! },
      )
      return () => patch(`/${noun}/${id}`, { owner_id: null }, { query, version: row.version })
    },
    async generic({ part_id, version }) {
      const row = await patch<{ version: number }>(
        `/emails/${part_id}`,
        { kind: 'generic' },
        { query, version: version! },
      )
      return () => patch(`/emails/${part_id}`, { kind: 'named_work' }, { query, version: row.version })
    },
  }
  const act = async (deed: Deed, flag: Flag, place: number) => {
    try {
      const back = await work[deed](flag)
      await again()
      toast(
        t(`quality.done.${deed}` as Key, { name: flag.name }),
        back &&
          (async () => {
            await back()
            await again()
          }),
      )
      list.current?.querySelectorAll<HTMLElement>('li > button:first-of-type')[place]?.focus()
    } catch (error) {
      toastProblem(error)
    }
  }
  const move = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
    const firsts = [...(list.current?.querySelectorAll<HTMLElement>('li > button:first-of-type') ?? [])]
    const here = firsts.findIndex((one) => one.closest('li')?.contains(document.activeElement))
    const next = firsts[here + (event.key === 'ArrowDown' ? 1 : -1)]
    if (!next) return
    event.preventDefault()
    next.focus()
  }
  if (flags.isPending) return <Skeleton lines={6} />
  if (flags.error) return <ProblemNote error={flags.error} retry={() => void flags.refetch()} />
  const { items } = flags.data
  if (items.length === 0) return <Empty title={t('quality.none')}>{t('quality.none.body')}</Empty>
  return (
    <ul className="lines quality-flags" ref={list} onKeyDown={move}>
      {items.map((flag, i) => (
        <li key={`${flag.id} ${flag.part_id}`}>
          <span className="main">
            <Link href={`/${flag.noun}/${flag.id}?purpose=${purpose}`}>{flag.name || '–'}</Link>{' '}
            <span className="quiet small">
              {[flag.value, t('quality.since', { date: formatDate(flag.since) })].filter(Boolean).join(' · ')}
            </span>
          </span>
          {(DEEDS[kind] ?? []).map((deed) => (
            <Button
              key={deed}
              size="compact-sm"
              variant={deed === DEEDS[kind]?.[0] ? 'light' : 'subtle'}
              onClick={() => void act(deed, flag, i)}
            >
              {t(`quality.do.${deed}` as Key)} <span className="visually-hidden">{flag.name}</span>
            </Button>
          ))}
        </li>
      ))}
    </ul>
  )
}
