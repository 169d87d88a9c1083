import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'wouter'
import { get } from '#web/api.ts'
import { t } from '#web/language.ts'
import { Panel, Skeleton } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { RecordPicker } from '#web/RecordPicker.tsx'
import { type Page, type Row, useEdit, useRecord } from '#web/record.ts'
import { toastProblem } from '#web/toast.tsx'

type Props = { company: Row; purpose: string; mayWrite: boolean }

/** The parent company above, the sites and subsidiaries below. */
export function GroupPanel({ company, purpose, mayWrite }: Props) {
  const [choosing, setChoosing] = useState(false)
  const edit = useEdit('companies', company.id, purpose)
  const setParent = (parent: string | null) => {
    setChoosing(false)
    edit.mutate({ changes: { parent_id: parent } }, { onError: toastProblem })
  }
  return (
    <Panel
      title={t('company.group')}
      purpose={purpose}
      actions={
        mayWrite && (
          <Button size="compact-sm" variant="subtle" onClick={() => setChoosing(!choosing)}>
            {t('company.parent.set')}
          </Button>
        )
      }
    >
      {choosing && (
        <div className="row row-end">
          <div className="grow">
            <RecordPicker
              noun="companies"
              purpose={purpose}
              label={t('company.parent')}
              value={null}
              without={company.id}
              change={(picked) => picked && setParent(picked.id)}
            />
          </div>
          {company.parent_id && (
            <Button variant="subtle" onClick={() => setParent(null)}>
              {t('company.parent.none')}
            </Button>
          )}
        </div>
      )}
      {company.parent_id && <Parent id={company.parent_id} purpose={purpose} />}
      <Parts company={company} purpose={purpose} />
    </Panel>
  )
}

function Parent({ id, purpose }: { id: string; purpose: string }) {
  const { data } = useRecord('companies', id, purpose)
  return (
    <p>
      <span className="quiet">{t('company.parent')}: </span>
      {data ? <Link href={`/companies/${id}?purpose=${purpose}`}>{data.name}</Link> : '…'}
    </p>
  )
}

function Parts({ company, purpose }: { company: Row; purpose: string }) {
  const found = useQuery({
    queryKey: ['list', 'companies', 'parts', purpose, company.id],
    queryFn: () =>
      get<Page>('/companies', { purpose, filter: { field: 'parent_id', op: 'is', value: company.id }, limit: 60 }),
  })
  if (found.isPending) return <Skeleton />
  if (found.error) return <ProblemNote error={found.error} />
  if (found.data.items.length === 0) return <p className="quiet">{company.parent_id ? '' : t('company.group.none')}</p>
  return (
    <ul className="lines">
      {found.data.items.map((row) => (
        <li key={row.id}>
          <Link className="main" href={`/companies/${row.id}?purpose=${purpose}`}>
            {row.name}
          </Link>
          <span className="quiet small">{row.city}</span>
        </li>
      ))}
    </ul>
  )
}
