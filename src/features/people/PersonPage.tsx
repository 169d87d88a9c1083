import { Menu } from '@mantine/core'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { CarePanel } from '#web/CarePanel.tsx'
import { t } from '#web/language.ts'
import { panels, personTimeline } from '#web/mounts.ts'
import { Panel } from '#web/Panel.tsx'
import { placed } from '#web/Panels.tsx'
import { PageFacts, RecordPage } from '#web/RecordPage.tsx'
import { personName, type Row } from '#web/record.ts'
import { useRecordPage } from '#web/recordPage.ts'
import { useSession } from '#web/session.ts'
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

export default function PersonPage() {
  const session = useSession()
  const [, go] = useLocation()
  const page = useRecordPage('people', INCLUDE)
  const { row, id, purpose, mayWrite, mayMake } = page
  const [merging, setMerging] = useState(false)
  const name = row ? personName(row) : ''
  return (
    <RecordPage
      page={page}
      one={t('people.one')}
      list={{ label: t('nav.people') }}
      title={personName}
      subtitle={(person) => [person.job_title, companyNow(person)].filter(Boolean).join(' · ')}
      menu={
        mayMake &&
        session.may.includes('merge') && <Menu.Item onClick={() => setMerging(true)}>{t('merge.title')}</Menu.Item>
      }
      mayForget={mayMake}
      columns={[
        [
          [
            'person.about',
            <Panel key="about" title={t('person.about')} purpose={purpose}>
              <PageFacts
                page={page}
                fields={page.fields.filter((field) => !ORIGIN.includes(field.id))}
                person={id}
                lines={5}
              />
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
    >
      {row && merging && (
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
    </RecordPage>
  )
}

const companyNow = (row: Row): string => (row.employments ?? []).find((one: Row) => !one.end_on)?.company ?? ''
