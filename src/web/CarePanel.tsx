import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { get } from './api.ts'
import { useColleagues } from './colleagues.ts'
import { t } from './language.ts'
import { Panel } from './Panel.tsx'
import { type Row, useEdit } from './record.ts'
import { fieldLabel, fieldsSeen, isWritable, useRegister } from './register.ts'
import { toastProblem } from './toast.tsx'

type Teams = { items: { id: string; name: string }[] }
type Props = { noun: string; row: Row; purpose: string; mayWrite: boolean; children?: React.ReactNode }

/** Who among us looks after a record: its owner and team. */
export function CarePanel({ noun, row, purpose, mayWrite, children }: Props) {
  const register = useRegister()
  const fields = register.nouns[noun]?.fields
  const isSeen = fieldsSeen(register, noun, purpose).some((field) => field.id === 'owner_id')
  const users = useColleagues(isSeen)
  const teams = useQuery({
    queryKey: ['teams'],
    queryFn: () => get<Teams>('/teams'),
    enabled: isSeen,
    staleTime: 600_000,
  })
  const edit = useEdit(noun, row.id, purpose)
  if (!isSeen) return null
  const set = (changes: Record<string, unknown>) => edit.mutate({ changes }, { onError: toastProblem })
  const may = (id: string) => mayWrite && isWritable(fields?.[id], purpose)
  const people = users.colleagues.filter((one) => !one.left || one.id === row.owner_id)
  const named = people.map((one) => ({ value: one.id, label: one.name }))
  // Until the names have come an owned record must not look like nobody's.
  const owner = users.isPending && row.owner_id ? [{ value: String(row.owner_id), label: '…' }] : named
  return (
    <Panel title={t('care.title')} purpose={purpose}>
      <div className="form-grid care">
        <NativeSelect
          label={fieldLabel(register, noun, 'owner_id')}
          value={row.owner_id ?? ''}
          disabled={!may('owner_id') || users.isPending}
          onChange={(event) => set({ owner_id: event.currentTarget.value || null })}
          data={[{ value: '', label: t('care.nobody') }, ...owner]}
        />
        <NativeSelect
          label={fieldLabel(register, noun, 'team')}
          value={row.team ?? ''}
          disabled={!may('team')}
          onChange={(event) => set({ team: event.currentTarget.value || null })}
          data={[
            { value: '', label: '–' },
            ...(teams.data?.items ?? []).map((one) => ({ value: one.id, label: one.name })),
          ]}
        />
      </div>
      {children}
    </Panel>
  )
}
