import { Button, Menu } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useState } from 'react'
import { address } from '#web/api.ts'
import { type Column, fieldColumns, mainOf } from '#web/columns.tsx'
import { type Bulk, ListScreen } from '#web/ListScreen.tsx'
import { t } from '#web/language.ts'
import { Reassign } from '#web/Reassign.tsx'
import { personName, type Row } from '#web/record.ts'
import { fieldsSeen, inWords, type Register } from '#web/register.ts'
import { useSession } from '#web/session.ts'
import { MergeDialog } from './MergeDialog.tsx'

export default function PeopleScreen() {
  const session = useSession()
  return (
    <ListScreen
      noun="people"
      heading={t('nav.people')}
      include="emails,phones,employments"
      sort="family_name"
      columns={columnsOf}
      title={personName}
      subtitle={(row) => [companyOf(row), row.job_title].filter(Boolean).join(' · ') || mainOf(row.emails, 'address')}
      empty={{ title: t('people.empty'), body: t('people.empty.body') }}
      newLabel={t('people.new')}
      {...(session.may.includes('export') && { tools: (purpose, asked) => <Export purpose={purpose} asked={asked} /> })}
      many
      bulk={(chosen) => <BulkActions {...chosen} />}
    />
  )
}

function columnsOf(register: Register, purpose: string): Column[] {
  const fields = fieldColumns(register, 'people', purpose, ['updated_at'])
  const fieldOf = (id: string) => register.nouns.people?.fields[id]
  const related = (noun: string, column: Omit<Column, 'label' | 'usual'>): Column[] =>
    fieldsSeen(register, noun, purpose).length > 3
      ? [{ ...column, label: inWords(register.nouns[noun]?.label), usual: true }]
      : []
  return [
    { id: 'name', label: t('people.name'), width: 220, sort: 'family_name', render: (row) => <ByFamily row={row} /> },
    ...related('employments', { id: 'company', width: 230, render: (row) => companyOf(row) }).map((one) => ({
      ...one,
      label: inWords(register.nouns.companies?.label),
    })),
    {
      id: 'job_title',
      label: inWords(fieldOf('job_title')?.label),
      width: 170,
      sort: 'job_title',
      usual: true,
      render: (row: Row) => row.job_title,
    },
    ...related('emails', { id: 'email', width: 250, render: (row) => mainOf(row.emails, 'address') }),
    ...related('phones', { id: 'phone', width: 150, numeric: true, render: (row) => mainOf(row.phones, 'number') }),
    ...fields.filter((column) => !['given_name', 'family_name', 'job_title'].includes(column.id)),
  ]
}

/** Lists are in the order of family names, so the eye must find them: "Virtanen Aino". */
function ByFamily({ row }: { row: Row }) {
  if (!row.family_name) return <>{personName(row)}</>
  return (
    <>
      {row.family_name} <span className="given">{row.given_name}</span>
    </>
  )
}

function companyOf(row: Row): string {
  const now = (row.employments ?? []).find((one: Row) => !one.end_on) ?? row.employments?.[0]
  return now?.company ?? ''
}

function Export({ purpose, asked }: { purpose: string; asked: { q: string; filter: object | undefined } }) {
  const link = (format: string) => address('/people/export', { format, purpose, ...asked })
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button className="export" leftSection={<IconDownload size={15} aria-hidden />}>
          {t('export')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('export.what')}</Menu.Label>
        <Menu.Item component="a" href={link('csv')} download>
          CSV
        </Menu.Item>
        <Menu.Item component="a" href={link('xlsx')} download>
          Excel (XLSX)
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

function BulkActions({ rows, ids, purpose, whole, clear }: Bulk) {
  const session = useSession()
  const [merging, setMerging] = useState(false)
  const [first, second] = rows
  return (
    <>
      {session.may.includes('export') && (
        <Button
          size="compact-sm"
          component="a"
          download
          href={address('/people/export', {
            format: 'csv',
            purpose,
            ...(whole ? { filter: whole.filter, q: whole.q } : { filter: { field: 'id', op: 'any_of', value: ids } }),
          })}
        >
          {t('export')}
        </Button>
      )}
      <Reassign noun="people" ids={ids} whole={whole} purpose={purpose} clear={clear} />
      {!whole && rows.length === 2 && first && second && session.may.includes('merge') && (
        <Button size="compact-sm" onClick={() => setMerging(true)}>
          {t('merge')}
        </Button>
      )}
      {merging && first && second && (
        <MergeDialog
          keep={first}
          other={{ id: second.id, name: personName(second) }}
          purpose={purpose}
          close={() => setMerging(false)}
          done={() => {
            setMerging(false)
            clear()
          }}
        />
      )}
    </>
  )
}
