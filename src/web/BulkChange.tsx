import { Button, Modal, NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { useColleagues } from './colleagues.ts'
import { FieldInput } from './FieldInput.tsx'
import { t, tn } from './language.ts'
import { useManyAtOnce } from './manyAtOnce.ts'
import { ProblemNote } from './ProblemNote.tsx'
import type { Row } from './record.ts'
import { fieldsSeen, inWords, isReadable, isWritable, type NamedField, useRegister } from './register.ts'
import { useSession } from './session.ts'
import type { Whole } from './whole.ts'

type Props = { noun: string; rows: Row[]; whole?: Whole | undefined; purpose: string; clear: () => void }

/** One value to all the chosen rows, in one go; undone in one go too, each back to what it said. */
export function BulkChange({ noun, rows, whole, purpose, clear }: Props) {
  const session = useSession()
  const [open, setOpen] = useState(false)
  if (!session.writes.includes(purpose)) return null
  return (
    <>
      <Button size="compact-sm" onClick={() => setOpen(true)}>
        {t('change.many')}
      </Button>
      {open && (
        <Choose noun={noun} rows={rows} whole={whole} purpose={purpose} close={() => setOpen(false)} done={clear} />
      )}
    </>
  )
}

type ChooseProps = Omit<Props, 'clear'> & { close: () => void; done: () => void }

function Choose({ noun, rows, whole, purpose, close, done }: ChooseProps) {
  const register = useRegister()
  const { title = [] } = register.nouns[noun] ?? {}
  // A name is nobody's in common; moments are set by what happens.
  const plain = fieldsSeen(register, noun, purpose)
    .filter(isReadable)
    .filter((field) => isWritable(field, purpose) && !title.includes(field.id) && field.type !== 'timestamp')
    .filter((field) => field.id !== 'team' && !(noun === 'tasks' && field.id === 'body'))
  const owner = useOwner(noun, purpose)
  const fields = owner ? [...plain, owner] : plain
  const [id, setId] = useState('')
  const [value, setValue] = useState<unknown>(null)
  const field = fields.find((one) => one.id === id)
  const isEmpty = value === null || value === undefined || value === ''
  const count = whole?.count ?? rows.length
  const change = useManyAtOnce(noun, purpose, () => {
    close()
    done()
  })
  return (
    <Modal opened onClose={close} title={t('change.many')} closeButtonProps={{ 'aria-label': t('close') }}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (field) change.mutate({ values: { [id]: isEmpty ? null : value }, rows, whole })
        }}
      >
        <NativeSelect
          label={t('change.field')}
          data-autofocus
          value={id}
          onChange={(event) => {
            setId(event.currentTarget.value)
            setValue(null)
          }}
          data={[
            { value: '', label: t('change.choose'), disabled: true },
            ...fields.map((one) => ({ value: one.id, label: inWords(one.label, one.id) })),
          ]}
        />
        {field && <FieldInput field={field} label={t('change.to')} value={value} change={setValue} />}
        {field && isEmpty && !field.required && field.type !== 'boolean' && (
          <p className="quiet small">{t('change.empty')}</p>
        )}
        <ProblemNote error={change.error} />
        {change.isPending && count > 100 && (
          <p role="status" className="quiet small">
            {tn('change.going', count)} <progress aria-label={t('change.many')} />
          </p>
        )}
        <Button
          type="submit"
          variant="filled"
          disabled={!field || (field.required && isEmpty)}
          loading={change.isPending}
        >
          {tn('change.do', count)}
        </Button>
      </form>
    </Modal>
  )
}

/** People and companies are reassigned with what hangs on them, in a way of their own. */
const OWN_WAY = ['people', 'companies']

/** Whose the records are, for those who may reassign. */
function useOwner(noun: string, purpose: string): NamedField | undefined {
  const field = useRegister().nouns[noun]?.fields.owner_id
  const may = useSession().may.includes('reassign') && !OWN_WAY.includes(noun) && isWritable(field, purpose)
  const { colleagues } = useColleagues(may)
  if (!may || !field || colleagues.length === 0) return undefined
  const staying = colleagues.filter((one) => !one.left)
  const options = Object.fromEntries(staying.map(({ id, name }) => [id, { fi: name, sv: name, en: name }]))
  return { ...field, id: 'owner_id', type: 'choice', required: false, options }
}
