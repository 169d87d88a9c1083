import { Button } from '@mantine/core'
import { Link } from 'wouter'
import { CarePanel } from '#web/CarePanel.tsx'
import { t } from '#web/language.ts'
import { panels } from '#web/mounts.ts'
import { Panel } from '#web/Panel.tsx'
import { placed } from '#web/Panels.tsx'
import { PageFacts, RecordPage } from '#web/RecordPage.tsx'
import { type Row, useEdit } from '#web/record.ts'
import { useRecordPage } from '#web/recordPage.ts'
import { toast, toastProblem } from '#web/toast.tsx'

const TEXT = ['subject', 'body', 'outcome']
/** Told elsewhere on the page, or of the machinery. */
const NOT_SHOWN = ['person_id', 'company_id', 'number', 'owner_id', 'team', 'removed_at', 'updated_at', 'service_id']

export default function CasePage() {
  const page = useRecordPage('cases')
  const { row, purpose, mayWrite, fields, option } = page
  const edit = useEdit('cases', page.id, purpose)
  const person = row?.person_id ? { person: row.person_id as string } : {}
  const set = (state: string, undo: string) =>
    edit.mutate(
      { changes: { state } },
      {
        onError: toastProblem,
        onSuccess: () =>
          toast(t(`cases.now.${state as 'open' | 'closed'}`), () => edit.mutateAsync({ changes: { state: undo } })),
      },
    )
  const state = row?.state ?? 'open'
  return (
    <RecordPage
      page={page}
      one={t('nav.cases')}
      list={{ label: t('nav.cases') }}
      title={({ number, subject }) => `${number} ${subject}`}
      subtitle={() => [option('state'), option('severity')].join(' · ')}
      actions={
        mayWrite && (
          <Button
            variant={state === 'closed' ? 'default' : 'filled'}
            loading={edit.isPending}
            onClick={() => set(state === 'closed' ? 'open' : 'closed', state)}
          >
            {t(state === 'closed' ? 'cases.reopen' : 'cases.close')}
          </Button>
        )
      }
      columns={[
        [
          [
            'cases.what',
            <Panel key="what" title={t('cases.what')} purpose={purpose}>
              <PageFacts page={page} fields={fields.filter(({ id }) => TEXT.includes(id))} {...person} />
            </Panel>,
          ],
          ...(row ? placed(panels.case, { id: row.id, purpose, name: row.subject }) : []),
        ],
        [
          [
            'cases.who',
            <Panel key="who" title={t('cases.who')} purpose={purpose}>
              {row && <Who of={row} purpose={purpose} />}
            </Panel>,
          ],
          [
            'cases.facts',
            <Panel key="facts" title={t('cases.facts')} purpose={purpose}>
              <PageFacts
                page={page}
                fields={fields.filter(({ id }) => !TEXT.includes(id) && !NOT_SHOWN.includes(id))}
                {...person}
              />
            </Panel>,
          ],
          row && ['care.title', <CarePanel key="care" noun="cases" row={row} purpose={purpose} mayWrite={mayWrite} />],
        ],
      ]}
    />
  )
}

function Who({ of, purpose }: { of: Row; purpose: string }) {
  return (
    <ul className="lines">
      {of.person_id && (
        <li>
          {of.person ? (
            <Link href={`/people/${of.person_id}?purpose=${purpose}`}>{of.person}</Link>
          ) : (
            <span className="quiet">{t('contact.hidden')}</span>
          )}
        </li>
      )}
      {of.company_id && (
        <li>
          <Link href={`/companies/${of.company_id}?purpose=${purpose}`}>{of.company}</Link>
        </li>
      )}
    </ul>
  )
}
