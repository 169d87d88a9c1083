import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from 'wouter'
import { address, get, type Problem, post } from '#web/api.ts'
import { formatDate, formatNumber } from '#web/format.ts'
import { language, t } from '#web/language.ts'
import { Panel } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { useRegister } from '#web/register.ts'
import { useSession } from '#web/session.ts'
import { toast } from '#web/toast.tsx'
import { pageOf } from './finding.tsx'

type Place = { noun: string; id: string; name: string | null }
type Unread = { id: string; noun: string; record_id: string; found_at: string; name: string | null; on: Place[] }
type Told = { items: Unread[]; total: number; kept: number; destroyed: number; last: string | null }

/** Files that no search could read: a human looks, and each is kept or destroyed. Nothing goes by itself. */
export function UnreadPanel() {
  const told = useQuery<Told, Problem>({
    queryKey: ['list', 'findings', 'unread'],
    queryFn: () => get('/findings/unread', { purpose: 'rights' }),
  })
  const { items = [], total = 0, kept = 0, destroyed = 0, last = null } = told.data ?? {}
  if (told.data && total + kept + destroyed === 0) return null
  return (
    <Panel title={t('unread.title')} purpose="rights" wordless>
      <ProblemNote error={told.error} />
      {total > 0 && <p className="small quiet">{t('unread.about', { n: formatNumber(total) })}</p>}
      {told.data && total === 0 && <p className="quiet">{t('unread.none')}</p>}
      {last && (
        <p className="small quiet">
          {t('unread.decided', {
            kept: formatNumber(kept),
            destroyed: formatNumber(destroyed),
            date: formatDate(last),
          })}
        </p>
      )}
      {total > items.length && items.length > 0 && (
        <p className="small quiet">
          {t('findings.first', { n: formatNumber(items.length), total: formatNumber(total) })}
        </p>
      )}
      <ul className="findings">
        {items.map((one) => (
          <Line key={one.id} one={one} />
        ))}
      </ul>
    </Panel>
  )
}

function Line({ one }: { one: Unread }) {
  const client = useQueryClient()
  const register = useRegister()
  const session = useSession()
  const settle = useMutation<unknown, Problem, 'harmless' | 'destroyed'>({
    mutationFn: (state) => post(`/findings/${one.id}/settle?purpose=rights`, { state }),
    onSuccess: (_, state) => toast(t(`unread.done.${state}`)),
    onSettled: (_, error) => !error && client.invalidateQueries({ queryKey: ['list', 'findings'] }),
  })
  const wordOf = (noun: string) => register.nouns[noun]?.label[language()] ?? noun
  const name = one.name ?? `${wordOf(one.noun)} ${one.record_id.slice(-6)}`
  return (
    <li>
      <p>
        <a
          href={address(`/${one.noun}/${one.record_id}/content`, { purpose: 'rights' })}
          target="_blank"
          rel="noopener"
        >
          {name}
        </a>
      </p>
      <p className="small quiet">
        {t('findings.found', { date: formatDate(one.found_at) })}
        {one.on.map(({ noun, id, name: of }) => {
          const href = pageOf({ noun, record_id: id, person_id: null }, session, register)
          const words = `${wordOf(noun)}: ${of ?? id.slice(-6)}`
          return (
            <span key={id}>
              {' · '}
              {href ? <Link href={href}>{words}</Link> : words}
            </span>
          )
        })}
      </p>
      <ProblemNote error={settle.error} />
      <div className="row">
        <Button
          size="compact-sm"
          variant="default"
          aria-label={`${t('unread.keep')}: ${name}`}
          disabled={settle.isPending}
          onClick={() => settle.mutate('harmless')}
        >
          {t('unread.keep')}
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          aria-label={`${t('findings.destroy.file')}: ${name}`}
          disabled={settle.isPending}
          onClick={() => settle.mutate('destroyed')}
        >
          {t('findings.destroy.file')}
        </Button>
      </div>
    </li>
  )
}
