import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { get } from '#web/api.ts'
import { formatNumber } from '#web/format.ts'
import { t, tn } from '#web/language.ts'
import { Panel } from '#web/Panel.tsx'
import type { Import } from './importShape.tsx'

type Matches = { items: { line: number; id: string; title: string }[]; total: number }

/** Rows that were somebody already: a wrong match is seen here, and mended on the person's page. */
export function ImportMatches({ made }: { made: Import }) {
  const found = useQuery({
    queryKey: ['import matches', made.id, made.done],
    queryFn: () => get<Matches>(`/imports/${made.id}/matches`, { purpose: made.purpose }),
  })
  if (!found.data?.items.length) return null
  const { items, total } = found.data
  return (
    <Panel title={t('import.matches')}>
      <ul className="lines import-matches">
        {items.map((one) => (
          <li key={`${one.line} ${one.id}`}>
            <Link href={`/people/${one.id}?purpose=${made.purpose}`} className="main">
              {one.title}
            </Link>
            <span className="quiet small">{t('import.matches.line', { n: formatNumber(one.line) })}</span>
          </li>
        ))}
      </ul>
      {total > items.length && <p className="quiet small">{tn('import.matches.more', total - items.length)}</p>}
    </Panel>
  )
}
