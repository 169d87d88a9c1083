import { type InfiniteData, useQueryClient } from '@tanstack/react-query'
import { type Problem, patch } from './api.ts'
import { t } from './language.ts'
import { type Page, type Row, recordKey } from './record.ts'
import { inWords, isWritable, type NamedField } from './register.ts'
import { toast, toastProblem } from './toast.tsx'

/** Those that fit a cell; lists and long texts are edited beside it, or on the record's page. */
const IN_A_CELL = ['text', 'choice', 'boolean', 'integer', 'decimal', 'date']

export const isEditable = (field: NamedField | undefined, purpose: string): field is NamedField =>
  field !== undefined && isWritable(field, purpose) && IN_A_CELL.includes(field.type)

/** Changes one value where it stands in a list: seen at once, put back when refused, undone by one press. */
export function useCellEdit(noun: string, purpose: string) {
  const client = useQueryClient()
  const show = (id: string, values: Partial<Row>) =>
    client.setQueriesData<InfiniteData<Page>>({ queryKey: ['list', noun, purpose] }, (data) =>
      data && 'pages' in data
        ? {
            ...data,
            pages: data.pages.map((page) =>
              page.items.some((row) => row.id === id)
                ? { ...page, items: page.items.map((row) => (row.id === id ? { ...row, ...values } : row)) }
                : page,
            ),
          }
        : data,
    )
  const save = async (row: Row, field: NamedField, value: unknown): Promise<void> => {
    const was = row[field.id]
    const next = value === '' || value === undefined ? null : value
    if ((was ?? null) === next) return
    show(row.id, { [field.id]: next })
    try {
      const saved = await patch<Row>(
        `/${noun}/${row.id}`,
        { [field.id]: next },
        { query: { purpose }, version: row.version },
      )
      show(row.id, saved)
      client.setQueryData<Row>(recordKey(noun, row.id, purpose), (now) => now && { ...now, ...saved })
      void client.invalidateQueries({ queryKey: ['summary', noun] })
      toast(t('cell.saved', { field: inWords(field.label, field.id) }), () => save({ ...row, ...saved }, field, was))
    } catch (error) {
      show(row.id, { [field.id]: was })
      toastProblem(error)
      // Somebody was here first: what they wrote is fetched.
      if ((error as Problem).status === 412) void client.invalidateQueries({ queryKey: ['list', noun] })
    }
  }
  return save
}
