import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from 'wouter'
import { get, post } from '#web/api.ts'
import { colleagueOf, useColleagues } from '#web/colleagues.ts'
import { formatAgo } from '#web/format.ts'
import { t } from '#web/language.ts'
import { Panel } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { inWords, optionLabel, useRegister } from '#web/register.ts'

type Line = {
  id: string
  kind: string
  noun: string
  record_id: string
  from_id: string | null
  purpose: string
  created_at: string
  read_at: string | null
  name: string | null
}

/** What colleagues and the program have told since one last looked: the unread of the inbox. */
export function News({ purpose }: { purpose: string }) {
  const register = useRegister()
  const client = useQueryClient()
  const { colleagues } = useColleagues()
  const { data, error } = useQuery({
    queryKey: ['notifications', 'list', purpose],
    queryFn: () => get<{ items: Line[] }>('/notifications', { purpose }),
  })
  const items = (data?.items ?? []).filter((line) => !line.read_at)
  const read = (id: string) =>
    post('/notifications/read', { ids: [id] }, { query: { purpose } })
      .then(() => client.invalidateQueries({ queryKey: ['notifications'] }))
      .catch(() => {})
  return (
    <Panel title={t('day.news')} actions={items.length > 0 && <span className="chip chip-plain">{items.length}</span>}>
      <ProblemNote error={error} />
      {data && items.length === 0 && <p className="quiet">{t('day.news.none')}</p>}
      {items.length > 0 && (
        <ul className="lines day-lines day-news">
          {items.map((line) => (
            <li key={line.id}>
              <span className="grow">
                <strong>{colleagueOf(colleagues, line.from_id)}</strong>{' '}
                {optionLabel(register.nouns.notifications?.fields.kind, line.kind)}:{' '}
                <Link href={placeOf(line)} onClick={() => void read(line.id)}>
                  {line.name ?? inWords(register.nouns[line.noun]?.label, line.noun)}
                </Link>
              </span>
              <span className="quiet small">{formatAgo(line.created_at)}</span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}

function placeOf({ noun, record_id, purpose }: Line): string {
  if (noun === 'tasks') return `/tasks?task=${record_id}`
  if (noun === 'meetings') return `/calendar?meeting=${record_id}&purpose=${purpose}`
  return `/${noun}/${record_id}?purpose=${purpose}`
}
