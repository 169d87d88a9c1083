import { Button, CloseButton, Menu } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { get, post } from '#web/api.ts'
import { useLabels } from '#web/filterFields.ts'
import { LabelChip } from '#web/LabelChip.tsx'
import { t } from '#web/language.ts'
import type { PanelProps } from '#web/mounts.ts'
import { Panel, Skeleton } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { isWritable, useRegister } from '#web/register.ts'
import { useSession } from '#web/session.ts'
import { toast, toastProblem } from '#web/toast.tsx'
import './desk.css'

type Labelling = { id: string; label_id: string; label: string | null }
type Props = PanelProps & { noun: 'people' | 'companies' | 'deals' }

/** The labels of one record, each with what it means; put on and taken off where they stand. */
function LabelsPanel({ noun, id, purpose }: Props) {
  const register = useRegister()
  const session = useSession()
  const client = useQueryClient()
  const labels = useLabels(noun, purpose)
  const column = { people: 'person_id', companies: 'company_id', deals: 'deal_id' }[noun]
  const key = ['labellings', noun, id, purpose]
  const put = useQuery({
    queryKey: key,
    queryFn: () =>
      get<{ items: Labelling[] }>('/labellings', {
        purpose,
        filter: { field: column, op: 'is', value: id },
        sort: 'created_at',
        limit: 100,
        total: 'without',
      }),
    enabled: labels.length > 0,
  })
  // Where no label has been made there is nothing to say of it on every page.
  if (labels.length === 0) return null
  const has = new Set(put.data?.items.map((one) => one.label_id))
  const mayPut = session.writes.includes(purpose) && isWritable(register.nouns.labellings?.fields.label_id, purpose)
  const free = labels.filter((one) => !one.archived && !has.has(one.id))
  const send = (label_id: string, off: boolean) =>
    post('/labellings/put', { label_id, noun, ids: [id], off }, { query: { purpose } }).then(() =>
      Promise.all([
        client.invalidateQueries({ queryKey: key }),
        client.invalidateQueries({ queryKey: ['list', noun] }),
      ]),
    )
  const drop = ({ label_id, label }: Labelling) =>
    send(label_id, true)
      .then(() => toast(t('labels.removed', { name: label ?? '' }), () => send(label_id, false)))
      .catch(toastProblem)
  return (
    <Panel
      title={t('labels.title')}
      purpose={purpose}
      actions={
        mayPut &&
        free.length > 0 && (
          <Menu position="bottom-end">
            <Menu.Target>
              <Button size="compact-sm" variant="subtle">
                {t('labels.add')}
              </Button>
            </Menu.Target>
            <Menu.Dropdown mah={320} className="menu-long">
              {free.map((label) => (
                <Menu.Item key={label.id} onClick={() => void send(label.id, false).catch(toastProblem)}>
                  <LabelChip name={label.name} hue={label.hue} />
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        )
      }
    >
      {put.isPending && <Skeleton lines={1} />}
      <ProblemNote error={put.error} />
      {put.data?.items.length === 0 && <p className="quiet">{t('labels.none')}</p>}
      <ul className="labels-of">
        {put.data?.items.map((one) => (
          <li key={one.id}>
            <LabelChip name={one.label ?? ''} hue={labels.find((label) => label.id === one.label_id)?.hue ?? 250} />
            {mayPut && (
              <CloseButton
                size="xs"
                aria-label={t('labels.remove', { name: one.label ?? '' })}
                onClick={() => void drop(one)}
              />
            )}
          </li>
        ))}
      </ul>
    </Panel>
  )
}

export const PersonLabels = (props: PanelProps) => <LabelsPanel {...props} noun="people" />
export const CompanyLabels = (props: PanelProps) => <LabelsPanel {...props} noun="companies" />
export const DealLabels = (props: PanelProps) => <LabelsPanel {...props} noun="deals" />
