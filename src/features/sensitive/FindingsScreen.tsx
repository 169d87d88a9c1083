import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { get, type Problem } from '#web/api.ts'
import { Empty } from '#web/Empty.tsx'
import { formatNumber, formatTime } from '#web/format.ts'
import { t, tn } from '#web/language.ts'
import { Page } from '#web/Page.tsx'
import { Panel, Skeleton } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { FindingLine } from './FindingLine.tsx'
import type { Finding } from './finding.tsx'
import { UnreadPanel } from './Unread.tsx'
import './sensitive.css'

type Found = { items: Finding[]; total: number; mentions: number; swept_at: string | null }

/** What was found in texts and files that may not be kept: a human decides each, or it goes on its day. */
export default function FindingsScreen() {
  const found = useQuery<Found, Problem>({
    queryKey: ['list', 'findings'],
    queryFn: () => get('/findings/open', { purpose: 'rights' }),
  })
  const { items = [], total = 0, mentions = 0, swept_at = null } = found.data ?? {}
  return (
    <Page title={t('nav.findings')} subtitle={t('findings.about')}>
      <ProblemNote error={found.error} />
      <div className="panels">
        <Panel title={t('findings.open')} purpose="rights" wordless>
          {found.isPending && <Skeleton lines={5} />}
          {found.data && (
            <p className="small quiet">
              {swept_at ? t('findings.swept', { time: formatTime(swept_at) }) : t('findings.unswept')}
              {mentions > 0 && (
                <>
                  {' '}
                  <Link href="/privacy/erasures">{tn('findings.mentions', mentions)}</Link>
                </>
              )}
            </p>
          )}
          {found.data && items.length === 0 && <Empty title={t('findings.none')}>{t('findings.none.more')}</Empty>}
          {total > items.length && (
            <p className="small quiet">
              {t('findings.first', { n: formatNumber(items.length), total: formatNumber(total) })}
            </p>
          )}
          <ul className="findings">
            {items.map((one) => (
              <FindingLine key={one.id} one={one} />
            ))}
          </ul>
        </Panel>
        <UnreadPanel />
      </div>
    </Page>
  )
}
