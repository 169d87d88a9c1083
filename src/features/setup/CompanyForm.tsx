import { Button, MultiSelect, NumberInput, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type Problem, post } from '#web/api.ts'
import { t } from '#web/language.ts'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { toast } from '#web/toast.tsx'

const ASKED = ['business_id', 'name', 'street', 'postcode', 'town', 'mailbox', 'contact', 'year_end'] as const

const LANGUAGES = [
  { value: 'fi', label: 'suomi' },
  { value: 'sv', label: 'svenska' },
  { value: 'en', label: 'English' },
]

/** Who we are: stands in the notice, in quotes and in mail. */
export function CompanyForm() {
  const client = useQueryClient()
  const [values, set] = useState<Record<string, string>>({ year_end: '12-31' })
  const [headcount, setHeadcount] = useState<number | ''>('')
  const [languages, setLanguages] = useState(['fi', 'sv', 'en'])
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
            onChange={(event) => set({ ...values, [id]: event.currentTarget.value })}
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
