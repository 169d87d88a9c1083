import { useQuery } from '@tanstack/react-query'
import { get } from '#web/api.ts'
import { colleagueOf, useColleagues } from '#web/colleagues.ts'
import { Empty } from '#web/Empty.tsx'
import { formatTime } from '#web/format.ts'
import { t } from '#web/language.ts'
import { Page } from '#web/Page.tsx'
import { Panel, Skeleton } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import type { Row } from '#web/record.ts'
import { inWords, optionLabel, useRegister } from '#web/register.ts'

const WEEK = 7 * 24 * 3600 * 1000

/** Who looked into another purpose's matters, and why. More than one a week says that the matrix is wrong. */
export default function StepinsScreen() {
  const register = useRegister()
  const found = useQuery({
    queryKey: ['list', 'stepins'],
    queryFn: () => get<{ items: Row[] }>('/stepins', { purpose: 'rights', sort: '-created_at', limit: 200 }),
  })
  const { colleagues } = useColleagues()
  const rows = found.data?.items ?? []
  const reason = register.nouns.stepins?.fields.reason
  const name = (id: string) => colleagueOf(colleagues, id, id)
  const lately = Map.groupBy(
    rows.filter((row) => Date.now() - Date.parse(row.created_at) < WEEK),
    (row) => row.user_id as string,
  )
  const often = [...lately].filter(([, list]) => list.length > 1)
  return (
    <Page title={t('nav.stepins')} subtitle={t('stepins.body')}>
      <ProblemNote error={found.error} retry={() => void found.refetch()} />
      {found.isPending && <Skeleton lines={5} />}
      {often.length > 0 && (
        <Panel title={t('stepins.often')}>
          <p>{t('stepins.often.body')}</p>
          <ul className="lines">
            {often.map(([user, list]) => (
              <li key={user}>
                <span className="main">{name(user)}</span>
                <span className="quiet">{t('stepins.times', { count: list.length })}</span>
              </li>
            ))}
          </ul>
        </Panel>
      )}
      {found.data && rows.length === 0 && <Empty title={t('stepins.none')}>{t('stepins.none.body')}</Empty>}
      {rows.length > 0 && (
        <Panel title={t('stepins.all')} purpose="rights">
          <ul className="lines">
            {rows.map((row) => (
              <li key={row.id}>
                <span className="main">
                  {name(row.user_id)} → {inWords(register.purposes[row.entered]?.label)}: {row.person ?? row.company}
                  <span className="quiet">
                    {' '}
                    · {optionLabel(reason, row.reason)}: {row.why}
                  </span>
                </span>
                <time className="small quiet" dateTime={row.created_at}>
                  {formatTime(row.created_at)}
                </time>
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </Page>
  )
}
