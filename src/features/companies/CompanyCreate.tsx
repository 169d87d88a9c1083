import { Button, Drawer } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Suspense, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import { type Problem, post } from '#web/api.ts'
import { FieldInput } from '#web/FieldInput.tsx'
import { t } from '#web/language.ts'
import { aids, type CreatorProps } from '#web/mounts.ts'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { PurposeMenu } from '#web/PurposeMenu.tsx'
import type { Row } from '#web/record.ts'
import { creatableFor, fieldsSeen, isReadable, isWritable, useRegister } from '#web/register.ts'
import { useSession } from '#web/session.ts'
import { toast, toastProblem } from '#web/toast.tsx'
import { BusinessIdNote } from './BusinessIdNote.tsx'

const Aid = aids.companies
const FIRST = ['name', 'business_id', 'roles', 'city', 'phone', 'website']

export default function CompanyCreate({ close }: CreatorProps) {
  const register = useRegister()
  const session = useSession()
  const client = useQueryClient()
  const [, go] = useLocation()
  const choices = creatableFor(register, 'companies', session.writes)
  const asked = new URLSearchParams(location.search).get('purpose') ?? ''
  const [purpose, setPurpose] = useState(choices.includes(asked) ? asked : (choices[0] ?? ''))
  const [values, setValues] = useState<Record<string, any>>({ roles: ['customer'] })
  const [all, setAll] = useState(false)
  const fields = fieldsSeen(register, 'companies', purpose).filter(
    (field) =>
      isReadable(field) &&
      isWritable(field, purpose) &&
      field.id !== 'team' &&
      (all || FIRST.includes(field.id) || field.id.startsWith('x_')),
  )
  const after = useRef<((id: string) => Promise<unknown>) | null>(null)
  const create = useMutation<Row, Problem>({
    async mutationFn() {
      const made = await post<Row>('/companies', values, { query: { purpose } })
      // The company is there: what else was to come along may be asked for again on its page.
      await after.current?.(made.id).catch(toastProblem)
      return made
    },
    onSuccess: (row) => {
      void client.invalidateQueries({ queryKey: ['list', 'companies'] })
      close()
      toast(t('created'))
      go(`/companies/${row.id}?purpose=${purpose}`)
    },
  })
  return (
    <Drawer
      opened
      onClose={close}
      title={t('companies.new')}
      size={440}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (values.name) create.mutate()
        }}
      >
        <div className="row">
          <span className="quiet">{t('create.for')}</span>
          <PurposeMenu purpose={purpose} choices={choices} choose={setPurpose} />
        </div>
        {fields.map((field, i) => (
          <div key={field.id} className="stack stack-tight">
            <FieldInput
              field={field}
              value={values[field.id]}
              autoFocus={i === 0}
              error={create.error?.field === field.id ? create.error.message : undefined}
              change={(value) => setValues({ ...values, [field.id]: value })}
            />
            {field.id === 'business_id' && (
              <span>
                <BusinessIdNote value={values.business_id} />
              </span>
            )}
            {field.id === 'business_id' && Aid && (
              <Suspense fallback={null}>
                <Aid
                  values={values}
                  purpose={purpose}
                  fill={(more, then) => {
                    setValues({ ...values, ...more })
                    after.current = then
                  }}
                />
              </Suspense>
            )}
          </div>
        ))}
        {!all && (
          <Button variant="subtle" size="compact-sm" onClick={() => setAll(true)}>
            {t('create.more')}
          </Button>
        )}
        <ProblemNote error={create.error} />
        <Button type="submit" variant="filled" disabled={!values.name} loading={create.isPending}>
          {t('create')}
        </Button>
      </form>
    </Drawer>
  )
}
