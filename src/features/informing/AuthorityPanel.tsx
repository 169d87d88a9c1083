import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { get, type Problem, post } from '#web/api.ts'
import { formatDate } from '#web/format.ts'
import { t } from '#web/language.ts'
import { Panel, Skeleton } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { useSession } from '#web/session.ts'
import { toast } from '#web/toast.tsx'

type State = {
  name: string
  lines: string[]
  site: string
  confirmed: { name: string; at: string; until: string } | null
  due: boolean
}

/** Where people may complain, as every notice, report and refusal tells it: once a year somebody makes sure it is right. */
export function AuthorityPanel() {
  const client = useQueryClient()
  const session = useSession()
  const found = useQuery({
    queryKey: ['authority'],
    queryFn: () => get<State>('/authority', { purpose: 'rights' }),
  })
  const confirm = useMutation<{ until: string }, Problem>({
    mutationFn: () => post('/authority/confirm', {}, { query: { purpose: 'rights' } }),
    onSuccess: async ({ until }) => {
      toast(t('authority.done', { date: formatDate(until) }))
      await client.invalidateQueries({ queryKey: ['authority'] })
    },
  })
  if (found.isPending) return <Skeleton lines={4} />
  if (found.error) return <ProblemNote error={found.error} retry={() => void found.refetch()} />
  const { name, lines, site, confirmed, due } = found.data
  return (
    <Panel title={t('authority.title')} purpose="rights" wordless>
      <div className="stack">
        <p className="quiet">{t('authority.about')}</p>
        <address>
          <strong>{name}</strong>
          {lines.map((line) => (
            <div key={line}>{line}</div>
          ))}
          <a href={site} target="_blank" rel="noopener noreferrer">
            {site}
          </a>
        </address>
        <p className={due ? 'note note-warn' : 'small quiet'}>
          {confirmed
            ? t(due ? 'authority.soon' : 'authority.checked', {
                name: confirmed.name,
                date: formatDate(confirmed.at),
                until: formatDate(confirmed.until),
              })
            : t('authority.never')}
        </p>
        <ProblemNote error={confirm.error} />
        {session.may.includes('register') && (
          <span>
            <Button variant={due ? 'filled' : 'default'} loading={confirm.isPending} onClick={() => confirm.mutate()}>
              {t('authority.confirm')}
            </Button>
          </span>
        )}
      </div>
    </Panel>
  )
}
