import { useQueryClient } from '@tanstack/react-query'
import { useLocation, useParams } from 'wouter'
import { t } from './language.ts'
import { useOpened } from './opened.ts'
import { deleteRecord, restoreRecord } from './record.ts'
import { creatableFor, fieldsSeen, isReadable, optionLabel, useRegister } from './register.ts'
import { useSession } from './session.ts'
import { toast, toastProblem } from './toast.tsx'

/** The record that the address names, as its page needs it: read under a purpose, with the fields that purpose shows. */
export function useRecordPage(noun: string, include = '') {
  const { id = '' } = useParams()
  const register = useRegister()
  const session = useSession()
  const client = useQueryClient()
  const [, go] = useLocation()
  const opened = useOpened(noun, id, include)
  const { row, purpose } = opened
  const fields = fieldsSeen(register, noun, purpose).filter(isReadable)
  return {
    ...opened,
    noun,
    id,
    fields,
    /** These of them, in this order. */
    part: (ids: readonly string[]) => ids.flatMap((one) => fields.find((field) => field.id === one) ?? []),
    /** Those that the company has added itself. */
    added: fields.filter((field) => field.id.startsWith('x_')),
    /** Whether the level makes, and so deletes, such records under this purpose. */
    mayMake: creatableFor(register, noun, session.writes).includes(purpose),
    /** The word for the choice made in a field. */
    option: (field: string) => optionLabel(register.nouns[noun]?.fields[field], row?.[field]),
    /** Deletes it and goes to its list, from where it is brought back by one press. */
    forget: async (name: string, list = `/${noun}`) => {
      if (!row) return
      try {
        await deleteRecord(client, noun, row, purpose)
        go(`${list}?purpose=${purpose}`)
        toast(t('deleted', { name }), () => restoreRecord(client, noun, id, purpose))
      } catch (problem) {
        toastProblem(problem)
      }
    },
  }
}

export type Opened = ReturnType<typeof useRecordPage>
