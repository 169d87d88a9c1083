import { useQuery } from '@tanstack/react-query'
import { get } from './api.ts'
import { t } from './language.ts'
import { useRegister } from './register.ts'

type Statement = { id: string; kind: string; record_id: string | null; field: string; words: string | null }

/** What the person says of a fact, or that they have had it corrected: beside it, for all who read it. Art. 16. */
export function Said({
  person,
  record,
  field,
  purpose,
}: {
  person: string
  record: string
  field: string
  purpose: string
}) {
  const held = Boolean(useRegister().nouns.statements?.fields.words?.purposes[purpose])
  const found = useQuery({
    queryKey: ['statements', person, purpose],
    enabled: held,
    queryFn: () =>
      get<{ items: Statement[] }>('/statements', {
        purpose,
        total: 'without',
        filter: { field: 'person_id', op: 'is', value: person },
      }),
  })
  const said = found.data?.items.filter((one) => one.record_id === record && one.field === field) ?? []
  return said.map((one) => (
    <span
      key={one.id}
      className={`chip ${one.kind === 'disputed' ? 'chip-warn' : 'chip-plain'}`}
      title={one.words ?? ''}
    >
      {t(one.kind === 'disputed' ? 'facts.disputed' : 'facts.corrected')}
      {one.kind === 'disputed' && one.words && <>: {one.words}</>}
    </span>
  ))
}
