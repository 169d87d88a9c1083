import { Button } from '@mantine/core'
import { IconFileImport } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useLocation } from 'wouter'
import { get } from '#web/api.ts'
import { Empty } from '#web/Empty.tsx'
import { formatNumber, formatTime } from '#web/format.ts'
import { t } from '#web/language.ts'
import { Page } from '#web/Page.tsx'
import { Panel, Skeleton } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { PurposeChip } from '#web/PurposeChip.tsx'
import { importableFor, inWords, useRegister } from '#web/register.ts'
import { useSession } from '#web/session.ts'
import { Wide } from '#web/Wide.tsx'
import { type Import, isMoving } from './importShape.tsx'
import './import.css'

/** Files brought in earlier, how each went, and the one still under way. */
export default function ImportList() {
  const [, go] = useLocation()
  const session = useSession()
  const register = useRegister()
  const purposes = importableFor(register, session.writes)
  const found = useQuery({
    queryKey: ['imports'],
    // An import belongs to the purpose it was brought in under; the level may have several.
    queryFn: async () => {
      const answers = await Promise.all(purposes.map((purpose) => get<{ items: Import[] }>('/imports', { purpose })))
      const items = answers.flatMap((answer) => answer.items)
      return { items: items.toSorted((a, b) => b.created_at.localeCompare(a.created_at)) }
    },
    refetchInterval: (query) => (query.state.data?.items.some((one) => isMoving(one.state)) ? 2000 : false),
    staleTime: 0,
  })
  const start = (
    <Button variant="filled" leftSection={<IconFileImport size={15} aria-hidden />} onClick={() => go('/imports/new')}>
      {t('import.new')}
    </Button>
  )
  const items = found.data?.items ?? []
  return (
    <Page title={t('nav.imports')} subtitle={t('import.body')} actions={items.length > 0 && start}>
      <ProblemNote error={found.error} retry={() => void found.refetch()} />
      {found.isPending && <Skeleton lines={5} />}
      {found.data && items.length === 0 && (
        <Empty title={t('import.none')} actions={start}>
          {t('import.none.body')}
        </Empty>
      )}
      {items.length > 0 && (
        <Panel title={t('import.earlier')}>
          <Wide label={t('nav.imports')}>
            <table className="plain">
              <thead>
                <tr>
                  <th>{t('import.file')}</th>
                  <th>{t('import.noun')}</th>
                  <th>{t('ledger.purpose')}</th>
                  <th>{t('import.when')}</th>
                  <th className="number">{t('import.rows')}</th>
                  <th className="number">{t('import.created')}</th>
                  <th className="number">{t('import.matched')}</th>
                  <th className="number">{t('import.rejected')}</th>
                  <th>{t('import.state')}</th>
                </tr>
              </thead>
              <tbody>
                {items.map((one) => (
                  <tr key={one.id}>
                    <td>
                      <Link href={`/imports/${one.id}?purpose=${one.purpose}`}>{one.file ?? one.file_name}</Link>
                    </td>
                    <td>{inWords(register.nouns[one.noun]?.plural, one.noun)}</td>
                    <td>
                      <PurposeChip purpose={one.purpose} />
                    </td>
                    <td>{formatTime(one.created_at)}</td>
                    <td className="number">{one.rows === null ? '' : formatNumber(one.rows)}</td>
                    <td className="number">{count(one.counts?.created)}</td>
                    <td className="number">{count(one.counts?.matched)}</td>
                    <td className="number">{count(one.counts?.rejected)}</td>
                    <td>
                      <StateChip state={one.state} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Wide>
        </Panel>
      )}
    </Page>
  )
}

const TONES: Record<string, string> = {
  done: 'chip-good',
  failed: 'chip-bad',
  stopped: 'chip-warn',
  running: 'chip-warn',
}

export function StateChip({ state }: { state: Import['state'] }) {
  return <span className={`chip ${TONES[state] ?? 'chip-plain'}`}>{t(`importState.${state}`)}</span>
}

const count = (n: number | undefined) => (n === undefined ? '' : formatNumber(n))
