import { ActionIcon, Menu } from '@mantine/core'
import { IconChevronLeft, IconDots } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useLocation, useParams } from 'wouter'
import { CarePanel } from '#web/CarePanel.tsx'
import { Facts } from '#web/Facts.tsx'
import { type Bindings, useKeys } from '#web/keys.ts'
import { t } from '#web/language.ts'
import { useOpened } from '#web/opened.ts'
import { Page } from '#web/Page.tsx'
import { Panel, Skeleton } from '#web/Panel.tsx'
import { Panels, placed } from '#web/Panels.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { deleteRecord, personName, type Row, restoreRecord } from '#web/record.ts'
import { creatableFor, fieldsSeen, isReadable, useRegister } from '#web/register.ts'
import { panels, personTimeline } from '#web/screens.ts'
import { useSession } from '#web/session.ts'
import { toast, toastProblem } from '#web/toast.tsx'
import { EmploymentsPanel } from './EmploymentsPanel.tsx'
import { MergeDialog } from './MergeDialog.tsx'
import { ReachPanel } from './ReachPanel.tsx'

const Timeline = personTimeline
const INCLUDE = 'emails,phones,employments'
/** Told by the panel of where the data came from, not among what is known of the person. */
const ORIGIN = [
  'source',
  'source_name',
  'obtained_at',
  'informed_at',
  'informed_how',
  'inform_by',
  'created_at',
  'updated_at',
  'team',
]

const BACK: Bindings = Object.fromEntries([['Escape', () => history.back()]])

export default function PersonPage() {
  const { id = '' } = useParams()
  const register = useRegister()
  const session = useSession()
  const client = useQueryClient()
  const [, go] = useLocation()
  const { row, error, purpose, mayWrite, retry } = useOpened('people', id, INCLUDE)
  const [merging, setMerging] = useState(false)
  useKeys(BACK)
  const fields = fieldsSeen(register, 'people', purpose).filter(
    (field) => isReadable(field) && !ORIGIN.includes(field.id),
  )
  const mayRemove = creatableFor(register, 'people', session.writes).includes(purpose)
  const name = row ? personName(row) : ''

  const forget = async () => {
    if (!row) return
    try {
      await deleteRecord(client, 'people', row, purpose)
      go(`/people?purpose=${purpose}`)
      toast(t('deleted', { name }), () => restoreRecord(client, 'people', row.id, purpose))
    } catch (problem) {
      toastProblem(problem)
    }
  }

  if (error) {
    return (
      <Page title={t('people.one')}>
        <ProblemNote error={error} retry={retry} />
      </Page>
    )
  }
  return (
    <Page
      title={name || '…'}
      crumb={
        <Link href={`/people?purpose=${purpose}`} className="crumb small" onClick={back}>
          <IconChevronLeft size={13} aria-hidden />
          {t('nav.people')}
        </Link>
      }
      subtitle={row ? [row.job_title, companyNow(row)].filter(Boolean).join(' · ') : ''}
      actions={
        row && mayRemove ? (
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon variant="default" size={32} aria-label={t('actions')}>
                <IconDots size={17} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              {session.may.includes('merge') && (
                <Menu.Item onClick={() => setMerging(true)}>{t('merge.title')}</Menu.Item>
              )}
              <Menu.Item className="danger" onClick={() => void forget()}>
                {t('delete')}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        ) : null
      }
    >
      <Panels
        noun="people"
        columns={[
          [
            [
              'person.about',
              <Panel key="about" title={t('person.about')} purpose={purpose}>
                {row ? (
                  <Facts
                    noun="people"
                    row={row}
                    purpose={purpose}
                    fields={fields}
                    mayWrite={mayWrite}
                    person={row.id}
                  />
                ) : (
                  <Skeleton lines={5} />
                )}
              </Panel>,
            ],
            row && ['person.reach', <ReachPanel key="reach" person={row} purpose={purpose} mayWrite={mayWrite} />],
            row && [
              'person.employments',
              <EmploymentsPanel key="employments" person={row} purpose={purpose} mayWrite={mayWrite} />,
            ],
            row && ['timeline.title', <Timeline key="timeline" id={row.id} purpose={purpose} name={name} />],
          ],
          row
            ? [
                ...placed(panels.person, { id: row.id, purpose, name }),
                ['care.title', <CarePanel key="care" noun="people" row={row} purpose={purpose} mayWrite={mayWrite} />],
              ]
            : [],
        ]}
      />
      {merging && row && (
        <MergeDialog
          keep={row}
          purpose={purpose}
          close={() => setMerging(false)}
          done={(into) => {
            setMerging(false)
            go(`/people/${into}?purpose=${purpose}`)
          }}
        />
      )}
    </Page>
  )
}

const companyNow = (row: Row): string => (row.employments ?? []).find((one: Row) => !one.end_on)?.company ?? ''

/** Back to the list as it was left, when that is where one came from. */
function back(event: React.MouseEvent) {
  if (event.metaKey || event.ctrlKey || history.length < 2 || !document.referrer.startsWith(location.origin)) return
  event.preventDefault()
  history.back()
}
