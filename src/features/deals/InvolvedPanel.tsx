import { ActionIcon, Button } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { get, type Problem, post, remove } from '#web/api.ts'
import { FieldInput } from '#web/FieldInput.tsx'
import { t } from '#web/language.ts'
import { Panel, Skeleton } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { type Picked, RecordPicker } from '#web/RecordPicker.tsx'
import type { Page, Row } from '#web/record.ts'
import { fieldLabel, optionLabel, useRegister } from '#web/register.ts'
import { toast, toastProblem } from '#web/toast.tsx'
import { Named } from './PartiesPanel.tsx'

type Props = { deal: Row; purpose: string; mayWrite: boolean }

/** Who else has to do with the deal, in which role. */
export function InvolvedPanel({ deal, purpose, mayWrite }: Props) {
  const [adding, add] = useState(false)
  return (
    <Panel
      title={t('deals.involved')}
      purpose={purpose}
      actions={
        mayWrite && (
          <Button size="compact-sm" variant="subtle" aria-expanded={adding} onClick={() => add(!adding)}>
            {t('deals.involve')}
          </Button>
        )
      }
      whenSeen={() => (
        <>
          {adding && <Involve deal={deal} purpose={purpose} close={() => add(false)} />}
          <Involved deal={deal} purpose={purpose} mayWrite={mayWrite} />
        </>
      )}
    />
  )
}

const keyOf = (deal: Row, purpose: string) => ['list', 'involvements', purpose, deal.id]

function Involved({ deal, purpose, mayWrite }: Props) {
  const register = useRegister()
  const client = useQueryClient()
  const found = useQuery({
    queryKey: keyOf(deal, purpose),
    queryFn: () =>
      get<Page>('/involvements', {
        purpose,
        filter: { field: 'deal_id', op: 'is', value: deal.id },
        sort: 'created_at',
        limit: 100,
      }),
  })
  if (found.isPending) return <Skeleton lines={2} />
  if (found.error) return <ProblemNote error={found.error} />
  const again = () => client.invalidateQueries({ queryKey: keyOf(deal, purpose) })
  const drop = async (row: Row) => {
    try {
      await remove(`/involvements/${row.id}`, { query: { purpose } })
      await again()
      const { person_id, role, authority } = row
      toast(t('deals.involved.gone'), async () => {
        await post('/involvements', { deal_id: deal.id, person_id, role, authority }, { query: { purpose } })
        await again()
      })
    } catch (problem) {
      toastProblem(problem)
    }
  }
  if (found.data.items.length === 0) return <p className="quiet">{t('deals.involved.none')}</p>
  const role = register.nouns.involvements?.fields.role
  return (
    <ul className="lines">
      {found.data.items.map((row) => (
        <li key={row.id}>
          <span className="main">
            <Named noun="people" id={row.person_id} name={row.person} purpose={purpose} />
            <span className="quiet"> · {[optionLabel(role, row.role), row.authority].filter(Boolean).join(' · ')}</span>
          </span>
          {mayWrite && (
            <ActionIcon
              size="sm"
              variant="subtle"
              aria-label={t('deals.involved.drop', { name: row.person ?? '' })}
              onClick={() => void drop(row)}
            >
              <IconX size={14} />
            </ActionIcon>
          )}
        </li>
      ))}
    </ul>
  )
}

function Involve({ deal, purpose, close }: { deal: Row; purpose: string; close: () => void }) {
  const register = useRegister()
  const client = useQueryClient()
  const role = register.nouns.involvements?.fields.role
  const [person, setPerson] = useState<Picked | null>(null)
  const [as, setAs] = useState('contact')
  const save = useMutation<Row, Problem>({
    mutationFn: () =>
      post('/involvements', { deal_id: deal.id, person_id: person?.id, role: as }, { query: { purpose } }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: keyOf(deal, purpose) })
      close()
    },
  })
  return (
    <form
      className="stack stack-tight"
      onSubmit={(event) => {
        event.preventDefault()
        if (person) save.mutate()
      }}
    >
      <RecordPicker
        noun="people"
        purpose={purpose}
        label={fieldLabel(register, 'involvements', 'person_id')}
        value={person}
        change={setPerson}
        error={save.error?.message}
      />
      {role && <FieldInput field={role} value={as} change={setAs} />}
      <Button type="submit" size="compact-sm" variant="filled" disabled={!person} loading={save.isPending}>
        {t('add')}
      </Button>
    </form>
  )
}
