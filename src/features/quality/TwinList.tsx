import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { get, post } from '#web/api.ts'
import { Empty } from '#web/Empty.tsx'
import { type Key, t, tMaybe } from '#web/language.ts'
import { Skeleton } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import type { Page, Row } from '#web/record.ts'
import { toast, toastProblem } from '#web/toast.tsx'
import { groupsOf } from './groups.tsx'
import { MergePreview } from './MergePreview.tsx'

/** Pairs that may be one, the surest first, each with what speaks for it. */
export function TwinList({ purpose }: { purpose: string }) {
  const client = useQueryClient()
  const [open, setOpen] = useState<{ noun: 'people' | 'companies'; ids: string[] } | null>(null)
  const twins = useQuery({
    queryKey: ['quality', 'twins', purpose],
    queryFn: () =>
      get<Page>('/twins', { purpose, filter: { field: 'different_at', op: 'empty' }, sort: '-score', limit: 60 }),
  })
  const again = () => client.invalidateQueries({ queryKey: ['quality', 'twins'] })
  const settle = async (id: string, different: boolean) => {
    await post(`/twins/${id}/settle`, { different }, { query: { purpose } })
    await again()
  }
  if (twins.isPending) return <Skeleton lines={6} />
  if (twins.error) return <ProblemNote error={twins.error} retry={() => void twins.refetch()} />
  if (twins.data.items.length === 0) return <Empty title={t('quality.none')}>{t('quality.twins.none')}</Empty>
  const why = (row: Row) =>
    String(row.why)
      .split(',')
      .map((one) => tMaybe(`quality.why.${one}` as Key, one))
      .join(', ')
  return (
    <>
      <ul className="lines">
        {groupsOf(twins.data.items).map(({ noun, ids, names }) => (
          <li key={ids.join()}>
            <span className="main">
              {names.join(' – ')} <span className="quiet small">{t('quality.group', { n: ids.length })}</span>
            </span>
            <Button size="compact-sm" variant="light" onClick={() => setOpen({ noun, ids })}>
              {t('quality.group.compare', { n: ids.length })}{' '}
              <span className="visually-hidden">{names.join(' – ')}</span>
            </Button>
          </li>
        ))}
        {twins.data.items.map((row) => {
          const people = Boolean(row.person_id)
          const names = people ? [row.person, row.other] : [row.company, row.other_company]
          return (
            <li key={row.id}>
              <span className="main">
                {names.map((one) => one || '–').join(' – ')}{' '}
                <span className="quiet small">
                  {row.score} % · {why(row)}
                </span>
              </span>
              <Button
                size="compact-sm"
                variant="light"
                onClick={() =>
                  setOpen({
                    noun: people ? 'people' : 'companies',
                    ids: people ? [row.person_id, row.other_id] : [row.company_id, row.other_company_id],
                  })
                }
              >
                {t('pairs.compare')} <span className="visually-hidden">{names.join(' – ')}</span>
              </Button>
              <Button
                size="compact-sm"
                variant="subtle"
                onClick={() =>
                  settle(row.id, true)
                    .then(() => toast(t('quality.different.done'), () => settle(row.id, false)))
                    .catch(toastProblem)
                }
              >
                {t('quality.different')} <span className="visually-hidden">{names.join(' – ')}</span>
              </Button>
            </li>
          )
        })}
      </ul>
      {open && <MergePreview {...open} purpose={purpose} close={() => setOpen(null)} done={again} />}
    </>
  )
}
