import { Button, MultiSelect, NumberInput, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { get, type Problem, post } from '#web/api.ts'
import { t } from '#web/language.ts'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { toast } from '#web/toast.tsx'

const ASKED = ['business_id', 'name', 'street', 'postcode', 'town', 'mailbox', 'contact', 'year_end'] as const
type Facts = { name: string; street: string; postcode: string; town: string }

const LANGUAGES = [
  { value: 'fi', label: 'suomi' },
  { value: 'sv', label: 'svenska' },
  { value: 'en', label: 'English' },
]

/** Who we are: stands in the notice, in quotes and in mail. The Business ID fills in what the trade register knows. */
export function CompanyForm() {
  const client = useQueryClient()
  const [values, set] = useState<Record<string, string>>({ year_end: '12-31' })
  const [headcount, setHeadcount] = useState<number | ''>('')
  const [languages, setLanguages] = useState(['fi', 'sv', 'en'])
  const trade = useTradeRegister(values.business_id ?? '', (facts) => set((now) => ({ ...now, ...facts })))
  const save = useMutation<unknown, Problem>({
    mutationFn: () => post('/setup/company', { ...values, headcount, languages }, { query: { purpose: 'rights' } }),
    onSuccess: () => {
      toast(t('saved'))
      void client.invalidateQueries()
    },
  })
  const error = (id: string) => (save.error?.field === id ? save.error.message : undefined)
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      <div className="form-grid">
        {ASKED.map((id) => (
          <TextInput
            key={id}
            label={t(`start.company.${id}`)}
            value={values[id] ?? ''}
            error={error(id)}
            onChange={(event) => {
              const text = event.currentTarget.value
              set((now) => ({ ...now, [id]: text }))
            }}
            {...(id === 'business_id' && {
              description: trade,
              inputWrapperOrder: ['label', 'input', 'description', 'error'],
            })}
          />
        ))}
        <NumberInput
          label={t('start.company.headcount')}
          min={1}
          allowDecimal={false}
          value={headcount}
          error={error('headcount')}
          onChange={(next) => setHeadcount(next === '' ? '' : Number(next))}
        />
        <MultiSelect label={t('start.company.languages')} data={LANGUAGES} value={languages} onChange={setLanguages} />
      </div>
      <ProblemNote error={save.error} />
      <Button type="submit" variant="filled" loading={save.isPending}>
        {t('save')}
      </Button>
    </form>
  )
}

/** Asks once the Business ID is whole, fills the form, and says what came of it. */
function useTradeRegister(typed: string, fill: (facts: Facts) => void) {
  const [id] = useDebouncedValue(typed.trim(), 350)
  const isWhole = /^(FI)?\d{6,7}-?\d$/i.test(id)
  const found = useQuery<{ state: 'found' | 'none' | 'silent'; facts: Facts | null }, Problem>({
    queryKey: ['setup', 'lookup', id],
    queryFn: ({ signal }) => get('/setup/lookup', { business_id: id, purpose: 'rights' }, signal),
    enabled: isWhole,
    staleTime: 3_600_000,
    retry: false,
  })
  const facts = found.data?.facts
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each answer, not for each drawing
  useEffect(() => {
    if (facts) fill(facts)
  }, [facts])
  const says = () => {
    if (!isWhole) return t('start.company.trade')
    if (found.error) return found.error.message
    if (!found.data) return t('trade.asking')
    return t(`start.company.trade.${found.data.state}`)
  }
  return <span role="status">{says()}</span>
}
