import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useLocation } from 'wouter'
import { get } from '#web/api.ts'
import { Empty } from '#web/Empty.tsx'
import { formatDate, formatNumber } from '#web/format.ts'
import { t } from '#web/language.ts'
import { Page } from '#web/Page.tsx'
import { Panel, Skeleton } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { inWords, type Words } from '#web/register.ts'
import { Wide } from '#web/Wide.tsx'
import './forms.css'

export type Row = {
  form: string
  kind: 'form' | 'script'
  version: number
  open: number | null
  title: Words
  service: string | null
  wishes: number
  published_at: string | null
  retired_at: string | null
  asked: number
  confirmed: number
  declined: number
  lapsed: number
}
export const formsQuery = { queryKey: ['forms'], queryFn: () => get<{ rows: Row[] }>('/forms') }

/** Where consents are asked for, and how they fared: numbers, never people. */
export default function FormsScreen() {
  const { data, error, refetch } = useQuery(formsQuery)
  const [, go] = useLocation()
  const make = () => go('/privacy/forms/new')
  const forms = data?.rows.filter((row) => row.kind === 'form') ?? []
  const scripts = data?.rows.filter((row) => row.kind === 'script') ?? []
  return (
    <Page
      title={t('nav.forms')}
      subtitle={t('forms.body')}
      actions={
        <Button variant="filled" onClick={make}>
          {t('forms.new')}
        </Button>
      }
      wide
    >
      <ProblemNote error={error} retry={() => void refetch()} />
      {!data && !error && <Skeleton lines={6} />}
      {data && (
        <div className="panels">
          <Panel title={t('forms.forms')}>
            {forms.length === 0 ? (
              <Empty title={t('forms.none')} actions={<Button onClick={make}>{t('forms.new')}</Button>}>
                {t('forms.none.body')}
              </Empty>
            ) : (
              <FormTable rows={forms} />
            )}
          </Panel>
          <Panel
            title={t('forms.scripts')}
            actions={
              <Button size="compact-sm" onClick={() => go('/privacy/forms/new?kind=script')}>
                {t('forms.newScript')}
              </Button>
            }
          >
            <p className="quiet">{t('forms.scripts.body')}</p>
            <ul className="lines">
              {scripts.map((row) => (
                <li key={row.form}>
                  <Link className="main" href={`/privacy/forms/${row.form}`}>
                    {inWords(row.title) || row.form}
                  </Link>
                  <State row={row} />
                </li>
              ))}
            </ul>
          </Panel>
        </div>
      )}
    </Page>
  )
}

const NUMBERS = ['asked', 'confirmed', 'declined', 'lapsed'] as const

function FormTable({ rows }: { rows: Row[] }) {
  return (
    <Wide label={t('nav.forms')}>
      <table className="plain">
        <thead>
          <tr>
            <th>{t('forms.form')}</th>
            <th>{t('forms.state')}</th>
            {NUMBERS.map((number) => (
              <th key={number} className="number">
                {t(`forms.${number}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.form}>
              <td>
                <Link href={`/privacy/forms/${row.form}`}>{inWords(row.title) || row.form}</Link>
                <div className="quiet small">/forms/{row.form}</div>
              </td>
              <td>
                <State row={row} />
              </td>
              {NUMBERS.map((number) => (
                <td key={number} className="number">
                  {formatNumber(row[number])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  )
}

export function State({ row }: { row: Pick<Row, 'open' | 'version' | 'published_at' | 'retired_at'> }) {
  return (
    <span className="chips">
      {row.open && <span className="chip chip-good">{t('forms.open', { version: row.open })}</span>}
      {!row.published_at && <span className="chip chip-plain">{t('forms.draft', { version: row.version })}</span>}
      {!row.open && row.retired_at && (
        <span className="chip">{t('forms.retired', { date: formatDate(row.retired_at) })}</span>
      )}
    </span>
  )
}
