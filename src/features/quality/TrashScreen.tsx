import { Button } from '@mantine/core'
import { useQueries, useQueryClient } from '@tanstack/react-query'
import { get, post } from '#web/api.ts'
import { Empty } from '#web/Empty.tsx'
import { formatTime } from '#web/format.ts'
import { t } from '#web/language.ts'
import { Page } from '#web/Page.tsx'
import { Panel, Skeleton } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { refresh } from '#web/record.ts'
import { inWords, useRegister } from '#web/register.ts'
import { useSession } from '#web/session.ts'
import { toast, toastProblem } from '#web/toast.tsx'

type Item = { noun: string; id: string; name: string | null; removed_at: string }

/** What I deleted, under each purpose, for thirty days. */
export default function TrashScreen() {
  const register = useRegister()
  const session = useSession()
  const client = useQueryClient()
  const purposes = session.writes.filter(
    (one) => register.nouns.files?.fields.name?.purposes[one] === 'write' && !register.purposes[one]?.asleep,
  )
  const found = useQueries({
    queries: purposes.map((purpose) => ({
      queryKey: ['trash', purpose],
      queryFn: () => get<{ items: Item[] }>('/trash', { purpose }),
    })),
  })
  const bring = async ({ noun, id, name }: Item, purpose: string) => {
    try {
      await post(`/${noun}/${id}/restore`, {}, { query: { purpose } })
      await Promise.all([client.invalidateQueries({ queryKey: ['trash'] }), refresh(client, noun)])
      toast(t('trash.back', { name: name ?? '' }))
    } catch (error) {
      toastProblem(error)
    }
  }
  const seen = new Set<string>()
  const lists = purposes.map((purpose, i) => ({
    purpose,
    items: (found[i]?.data?.items ?? []).filter(({ id }) => !seen.has(id) && seen.add(id)),
  }))
  const none = found.every(({ isSuccess }) => isSuccess) && lists.every(({ items }) => items.length === 0)
  return (
    <Page title={t('trash')} subtitle={t('trash.body')}>
      <ProblemNote error={found.find(({ error }) => error)?.error} />
      {found.some(({ isPending }) => isPending) && <Skeleton lines={5} />}
      {none && <Empty title={t('trash.empty')}>{t('trash.empty.body')}</Empty>}
      {lists
        .filter(({ items }) => items.length > 0)
        .map(({ purpose, items }) => (
          <Panel key={purpose} title={t('trash.mine')} purpose={purpose}>
            <ul className="lines">
              {items.map((item) => (
                <li key={item.id}>
                  <span className="main">
                    {item.name || '–'}{' '}
                    <span className="quiet small">
                      {inWords(register.nouns[item.noun]?.label, item.noun)} · {formatTime(item.removed_at)}
                    </span>
                  </span>
                  <Button size="compact-sm" variant="light" onClick={() => void bring(item, purpose)}>
                    {t('trash.restore')} <span className="visually-hidden">{item.name}</span>
                  </Button>
                </li>
              ))}
            </ul>
          </Panel>
        ))}
    </Page>
  )
}
