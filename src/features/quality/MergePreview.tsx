import { Button, Modal } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { get, post } from '#web/api.ts'
import { formatTime, formatValue } from '#web/format.ts'
import { t } from '#web/language.ts'
import { Skeleton } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { type Page, personName, type Row, refresh } from '#web/record.ts'
import { fieldsSeen, inWords, isReadable, isWritable, useRegister } from '#web/register.ts'
import { toast } from '#web/toast.tsx'

type Props = {
  noun: 'people' | 'companies'
  ids: string[]
  purpose: string
  close: () => void
  done: () => Promise<unknown>
}

/** Two to nine records beside each other: which stays, and of each field which value; undone for a day. */
export function MergePreview({ noun, ids: given, purpose, close, done }: Props) {
  const register = useRegister()
  const client = useQueryClient()
  const [ids, setIds] = useState(given)
  const [keep, setKeep] = useState(ids[0]!)
  const [chosen, setChosen] = useState<Record<string, string>>({})
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const rows = useQuery({
    queryKey: ['quality', 'beside', noun, ids, purpose],
    queryFn: () =>
      get<Page>(`/${noun}`, {
        purpose,
        filter: { field: 'id', op: 'any_of', value: ids },
        include: noun === 'people' ? 'emails,phones,employments' : 'addresses',
        limit: 9,
      }),
    gcTime: 0,
  })
  const list = rows.data?.items ?? []
  const fields = fieldsSeen(register, noun, purpose).filter(
    (one) => isReadable(one) && isWritable(one, purpose) && !['parent_id', 'person_id'].includes(one.id),
  )
  const differing = fields.filter(
    (field) =>
      new Set(list.map((row) => JSON.stringify(row[field.id] ?? null)).filter((one) => one !== 'null')).size > 1,
  )
  const taken = (field: string) =>
    chosen[field] ??
    (empty(list.find(({ id }) => id === keep)?.[field]) ? list.find((row) => !empty(row[field]))?.id : keep)
  const title = (row: Row) => (noun === 'people' ? personName(row) : String(row.name))
  const merge = async () => {
    setBusy(true)
    try {
      const values = Object.fromEntries(differing.flatMap(({ id }) => (taken(id) ? [[id, taken(id)]] : [])))
      const made = await post<Row>(
        `/${noun}/${keep}/merge`,
        { others: ids.filter((id) => id !== keep), chosen: values },
        { query: { purpose } },
      )
      await Promise.all([refresh(client, noun), done()])
      close()
      toast(t('merge.done'), async () => {
        await post(`/${noun}/${made.merge}/unmerge`, {}, { query: { purpose } })
        await Promise.all([refresh(client, noun), done()])
      })
    } catch (problem) {
      setError(problem)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Modal opened onClose={close} size="xl" title={t('quality.merge')} closeButtonProps={{ 'aria-label': t('close') }}>
      <div className="stack">
        <p>{t('quality.merge.body')}</p>
        <ProblemNote error={rows.error ?? error} />
        {rows.isPending && <Skeleton lines={5} />}
        {rows.isSuccess && list.length < 2 && <p className="note">{t('pairs.gone')}</p>}
        {list.length > 1 && (
          <section className="quality-beside" aria-label={t('quality.together')}>
            <table className="plain">
              <thead>
                <tr>
                  <th scope="col">{t('quality.stays')}</th>
                  {list.map((row) => (
                    <th key={row.id} scope="col">
                      <label className="choice">
                        <input type="radio" name="keep" checked={keep === row.id} onChange={() => setKeep(row.id)} />
                        <span>{title(row)}</span>
                      </label>
                      {list.length > 2 && row.id !== keep && (
                        <Button
                          size="compact-xs"
                          variant="subtle"
                          onClick={() => {
                            setIds(ids.filter((id) => id !== row.id))
                            setChosen({})
                          }}
                        >
                          {t('quality.leave')} <span className="visually-hidden">{title(row)}</span>
                        </Button>
                      )}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {differing.map((field) => (
                  <tr key={field.id}>
                    <th scope="row">{inWords(field.label, field.id)}</th>
                    {list.map((row) => (
                      <td key={row.id}>
                        <label className="choice">
                          <input
                            type="radio"
                            name={`field ${field.id}`}
                            checked={taken(field.id) === row.id}
                            disabled={empty(row[field.id])}
                            onChange={() => setChosen({ ...chosen, [field.id]: row.id })}
                          />
                          <span>{formatValue(field, row[field.id]) || '–'}</span>
                        </label>
                      </td>
                    ))}
                  </tr>
                ))}
                <tr>
                  <th scope="row">{t('quality.together')}</th>
                  {list.map((row) => (
                    <td key={row.id} className="quiet small">
                      {[
                        ...(row.emails ?? []).map((one: Row) => one.address),
                        ...(row.phones ?? []).map((one: Row) => one.number),
                        ...(row.employments ?? []).map((one: Row) => one.company),
                        ...(row.addresses ?? []).map((one: Row) => [one.street, one.city].filter(Boolean).join(' ')),
                        formatTime(row.created_at),
                      ].map((one) => (
                        <div key={one}>{one}</div>
                      ))}
                    </td>
                  ))}
                </tr>
              </tbody>
            </table>
          </section>
        )}
        <div className="row">
          <Button variant="filled" disabled={list.length < 2} loading={busy} onClick={() => void merge()}>
            {t('merge')}
          </Button>
          <Button variant="subtle" onClick={close}>
            {t('cancel')}
          </Button>
        </div>
      </div>
    </Modal>
  )
}

const empty = (value: unknown) => value === null || value === undefined || value === ''
