import { ActionIcon, Menu } from '@mantine/core'
import { IconChevronLeft, IconDots } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { Link, useLocation, useParams } from 'wouter'
import { CarePanel } from '#web/CarePanel.tsx'
import { Facts } from '#web/Facts.tsx'
import { formatMoney } from '#web/format.ts'
import { type Bindings, useKeys } from '#web/keys.ts'
import { t } from '#web/language.ts'
import { useOpened } from '#web/opened.ts'
import { Page } from '#web/Page.tsx'
import { Panel, Skeleton } from '#web/Panel.tsx'
import { Panels, placed } from '#web/Panels.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { deleteRecord, type Row, restoreRecord } from '#web/record.ts'
import { creatableFor, fieldsSeen, isReadable, optionLabel, useRegister } from '#web/register.ts'
import { panels } from '#web/screens.ts'
import { useSession } from '#web/session.ts'
import { toast, toastProblem } from '#web/toast.tsx'
import { InvolvedPanel } from './InvolvedPanel.tsx'
import { PartiesPanel } from './PartiesPanel.tsx'
import { StageBar } from './StageBar.tsx'
import './deals.css'

const ABOUT = ['name', 'value', 'currency', 'probability', 'close_on', 'next_step']
const TIMES = ['stage_since', 'active_at', 'closed_at', 'created_at']

const BACK: Bindings = Object.fromEntries([['Escape', () => history.back()]])

export default function DealPage() {
  const { id = '' } = useParams()
  const register = useRegister()
  const session = useSession()
  const client = useQueryClient()
  const [, go] = useLocation()
  const { row, error, purpose, mayWrite, retry } = useOpened('deals', id, '')
  useKeys(BACK)
  const fields = fieldsSeen(register, 'deals', purpose).filter(isReadable)
  const own = (row?.state === 'lost' ? [...TIMES, 'lost_why'] : TIMES).filter(
    (one) => one !== 'closed_at' || row?.closed_at,
  )
  const part = (ids: string[]) =>
    fields.filter((field) => ids.includes(field.id)).toSorted((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id))
  const added = fields.filter((field) => field.id.startsWith('x_'))
  const mayMake = creatableFor(register, 'deals', session.writes).includes(purpose)
  const forget = async (deal: Row) => {
    try {
      await deleteRecord(client, 'deals', deal, purpose)
      go(`/deals?purpose=${purpose}`)
      toast(t('deleted', { name: deal.name }), () => restoreRecord(client, 'deals', deal.id, purpose))
    } catch (problem) {
      toastProblem(problem)
    }
  }
  if (error)
    return (
      <Page title={t('deals.one')}>
        <ProblemNote error={error} retry={retry} />
      </Page>
    )
  const facts = (list: typeof fields) =>
    row ? (
      <Facts
        noun="deals"
        row={row}
        purpose={purpose}
        fields={list}
        mayWrite={mayWrite}
        show={{ value: (value) => formatMoney(value as string, row.currency) }}
      />
    ) : (
      <Skeleton lines={4} />
    )
  return (
    <Page
      title={row?.name ?? '…'}
      crumb={
        <Link href={`/deals?purpose=${purpose}`} className="crumb small">
          <IconChevronLeft size={13} aria-hidden />
          {t('nav.deals')}
        </Link>
      }
      subtitle={
        row
          ? [
              row.company,
              formatMoney(row.value, row.currency),
              optionLabel(register.nouns.deals?.fields.state, row.state),
              row.lost_why && optionLabel(register.nouns.deals?.fields.lost_why, row.lost_why),
            ]
              .filter(Boolean)
              .join(' · ')
          : ''
      }
      actions={
        row && mayMake ? (
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon variant="default" size={32} aria-label={t('actions')}>
                <IconDots size={17} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item className="danger" onClick={() => void forget(row)}>
                {t('delete')}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        ) : null
      }
    >
      {row && <StageBar deal={row} purpose={purpose} mayMove={mayMake} />}
      <Panels
        noun="deals"
        columns={[
          [
            [
              'deals.about',
              <Panel key="about" title={t('deals.about')} purpose={purpose}>
                {facts([...part(ABOUT), ...added])}
              </Panel>,
            ],
            ...(row ? placed(panels.deal, { id: row.id, purpose, name: row.name }) : []),
          ],
          row
            ? [
                ['deals.parties', <PartiesPanel key="parties" deal={row} purpose={purpose} mayWrite={mayWrite} />],
                ['deals.involved', <InvolvedPanel key="involved" deal={row} purpose={purpose} mayWrite={mayMake} />],
                [
                  'care.title',
                  <CarePanel key="care" noun="deals" row={row} purpose={purpose} mayWrite={mayWrite}>
                    {facts(part(own))}
                  </CarePanel>,
                ],
              ]
            : [],
        ]}
      />
    </Page>
  )
}
