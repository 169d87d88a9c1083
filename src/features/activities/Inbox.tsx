import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useLocation } from 'wouter'
import { get, post } from '#web/api.ts'
import { useColleagues } from '#web/colleagues.ts'
import { formatAgo, formatTime } from '#web/format.ts'
import { t } from '#web/language.ts'
import { Skeleton } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { PurposeChip } from '#web/PurposeChip.tsx'
import { inWords, optionLabel, useRegister } from '#web/register.ts'
import { toast, toastProblem } from '#web/toast.tsx'
import { nameOf } from './colleagues.tsx'

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

/** What one should know: who, what happened and about which record. Opening a line reads it. */
export function Inbox({ close }: { close: () => void }) {
  const register = useRegister()
  const client = useQueryClient()
  const { colleagues } = useColleagues()
  const [, go] = useLocation()
  const found = useQuery({
    queryKey: ['notifications', 'list'],
    queryFn: () => get<{ items: Line[] }>('/notifications'),
    staleTime: 0,
  })
  const items = found.data?.items ?? []
  const reload = () => client.invalidateQueries({ queryKey: ['notifications'] })
  const read = (body: { ids?: string[]; unread?: boolean }) =>
    post<{ changed: string[] }>('/notifications/read', body).then(async (answer) => {
      await reload()
      return answer
    })
  const all = async () => {
    try {
      const { changed } = await read({})
      toast(t('inbox.all.done'), () => read({ ids: changed, unread: true }))
    } catch (problem) {
      toastProblem(problem)
    }
  }
  const open = (line: Line) => {
    if (!line.read_at) void read({ ids: [line.id] }).catch(toastProblem)
    close()
    go(pathOf(line))
  }
  const kinds = register.nouns.notifications?.fields.kind
  return (
    <div className="stack">
      {items.some((line) => !line.read_at) && (
        <span className="row">
          <Button size="compact-sm" onClick={() => void all()}>
            {t('inbox.all')}
          </Button>
        </span>
      )}
      {found.isPending && <Skeleton lines={4} />}
      <ProblemNote error={found.error} />
      {found.data && items.length === 0 && <p className="quiet">{t('inbox.none')}</p>}
      <ul className="inbox">
        {items.map((line) => (
          <li key={line.id} className={line.read_at ? 'inbox-read' : ''}>
            <button type="button" onClick={() => open(line)}>
              {!line.read_at && <span className="visually-hidden">{t('inbox.new')}: </span>}
              <span>
                <strong>{nameOf(colleagues, line.from_id)}</strong> {optionLabel(kinds, line.kind)}:{' '}
                {line.name ?? inWords(register.nouns[line.noun]?.label, line.noun)}
              </span>
              <span className="small quiet">
                <time dateTime={line.created_at} title={formatTime(line.created_at)}>
                  {formatAgo(line.created_at)}
                </time>{' '}
                {register.purposes[line.purpose] && <PurposeChip purpose={line.purpose} />}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** Where a record is looked at; what has no page of its own stands on the screen of its kind. */
function pathOf({ noun, record_id, purpose }: Line): string {
  if (noun === 'tasks') return `/tasks?task=${record_id}`
  if (noun === 'meetings') return `/calendar?meeting=${record_id}`
  return `/${noun}/${record_id}?purpose=${purpose}`
}
