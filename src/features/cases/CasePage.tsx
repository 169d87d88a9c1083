import { Button } from '@mantine/core'
import { IconChevronLeft } from '@tabler/icons-react'
import { Link, useParams } from 'wouter'
import { CarePanel } from '#web/CarePanel.tsx'
import { Facts } from '#web/Facts.tsx'
import { type Bindings, useKeys } from '#web/keys.ts'
import { t } from '#web/language.ts'
import { useOpened } from '#web/opened.ts'
import { Page } from '#web/Page.tsx'
import { Panel, Skeleton } from '#web/Panel.tsx'
import { Panels, placed } from '#web/Panels.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { useEdit } from '#web/record.ts'
import { fieldsSeen, isReadable, optionLabel, useRegister } from '#web/register.ts'
import { panels } from '#web/screens.ts'
import { toast, toastProblem } from '#web/toast.tsx'

const TEXT = ['subject', 'body', 'outcome']
/** Told elsewhere on the page, or of the machinery. */
const NOT_SHOWN = ['person_id', 'company_id', 'number', 'owner_id', 'team', 'removed_at', 'updated_at', 'service_id']
const BACK: Bindings = Object.fromEntries([['Escape', () => history.back()]])

export default function CasePage() {
  const { id = '' } = useParams()
  const register = useRegister()
  const { row, error, purpose, mayWrite, retry } = useOpened('cases', id, '')
  const edit = useEdit('cases', id, purpose)
  useKeys(BACK)
  if (error) {
    return (
      <Page title={t('nav.cases')}>
        <ProblemNote error={error} retry={retry} />
      </Page>
    )
  }
  const fields = fieldsSeen(register, 'cases', purpose).filter((field) => isReadable(field))
  const facts = (wanted: (id: string) => boolean) =>
    row ? (
      <Facts
        noun="cases"
        row={row}
        purpose={purpose}
        fields={fields.filter((field) => wanted(field.id))}
        mayWrite={mayWrite}
        {...(row.person_id && { person: row.person_id })}
      />
    ) : (
      <Skeleton lines={4} />
    )
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
    <Page
      title={row ? `${row.number} ${row.subject}` : '…'}
      crumb={
        <Link href={`/cases?purpose=${purpose}`} className="crumb small">
          <IconChevronLeft size={13} aria-hidden />
          {t('nav.cases')}
        </Link>
      }
      subtitle={
        row
          ? [
              optionLabel(register.nouns.cases?.fields.state, state),
              optionLabel(register.nouns.cases?.fields.severity, row.severity),
            ].join(' · ')
          : ''
      }
      actions={
        row && mayWrite ? (
          <Button
            variant={state === 'closed' ? 'default' : 'filled'}
            loading={edit.isPending}
            onClick={() => set(state === 'closed' ? 'open' : 'closed', state)}
          >
            {t(state === 'closed' ? 'cases.reopen' : 'cases.close')}
          </Button>
        ) : null
      }
    >
      <Panels
        noun="cases"
        columns={[
          [
            [
              'cases.what',
              <Panel key="what" title={t('cases.what')} purpose={purpose}>
                {facts((one) => TEXT.includes(one))}
              </Panel>,
            ],
            ...(row ? placed(panels.case, { id: row.id, purpose, name: row.subject }) : []),
          ],
          [
            [
              'cases.who',
              <Panel key="who" title={t('cases.who')} purpose={purpose}>
                <ul className="lines">
                  {row?.person_id && (
                    <li>
                      {row.person ? (
                        <Link href={`/people/${row.person_id}?purpose=${purpose}`}>{row.person}</Link>
                      ) : (
                        <span className="quiet">{t('contact.hidden')}</span>
                      )}
                    </li>
                  )}
                  {row?.company_id && (
                    <li>
                      <Link href={`/companies/${row.company_id}?purpose=${purpose}`}>{row.company}</Link>
                    </li>
                  )}
                </ul>
              </Panel>,
            ],
            [
              'cases.facts',
              <Panel key="facts" title={t('cases.facts')} purpose={purpose}>
                {facts((one) => !TEXT.includes(one) && !NOT_SHOWN.includes(one))}
              </Panel>,
            ],
            row && [
              'care.title',
              <CarePanel key="care" noun="cases" row={row} purpose={purpose} mayWrite={mayWrite} />,
            ],
          ],
        ]}
      />
    </Page>
  )
}
