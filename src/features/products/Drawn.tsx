import { Button, Drawer } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { type Problem, post } from '#web/api.ts'
import { FieldInput } from '#web/FieldInput.tsx'
import { t } from '#web/language.ts'
import { ProblemNote } from '#web/ProblemNote.tsx'
import type { Row } from '#web/record.ts'
import { creatableFor, useRegister } from '#web/register.ts'
import { useSession } from '#web/session.ts'
import { toast } from '#web/toast.tsx'

type Props = {
  noun: 'products' | 'price_lists'
  title: string
  fields: readonly string[]
  first: Record<string, unknown>
  close: () => void
}

/** The drawer that makes a product or a price list: what there must be, and no more. */
export function Drawn({ noun, title, fields, first, close }: Props) {
  const register = useRegister()
  const session = useSession()
  const client = useQueryClient()
  const [, go] = useLocation()
  const purpose = creatableFor(register, noun, session.writes)[0] ?? ''
  const [values, setValues] = useState<Record<string, any>>(first)
  const create = useMutation<Row, Problem>({
    mutationFn: () => post<Row>(`/${noun}`, values, { query: { purpose } }),
    onSuccess: (row) => {
      void client.invalidateQueries({ queryKey: ['list', noun] })
      close()
      toast(t('created'))
      go(`/${noun.replace('_', '-')}/${row.id}?purpose=${purpose}`)
    },
  })
  return (
    <Drawer opened onClose={close} title={title} size={440} closeButtonProps={{ 'aria-label': t('close') }}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (values.name) create.mutate()
        }}
      >
        {fields.map((id, i) => {
          const field = register.nouns[noun]?.fields[id]
          return (
            field && (
              <FieldInput
                key={id}
                field={field}
                value={values[id]}
                autoFocus={i === 0}
                error={create.error?.field === id ? create.error.message : undefined}
                change={(value) => setValues({ ...values, [id]: value })}
              />
            )
          )
        })}
        <ProblemNote error={create.error} />
        <Button type="submit" variant="filled" disabled={!values.name} loading={create.isPending}>
          {t('create')}
        </Button>
      </form>
    </Drawer>
  )
}
