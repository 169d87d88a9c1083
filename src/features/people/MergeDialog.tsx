import { Button, Modal } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { post } from '#web/api.ts'
import { t } from '#web/language.ts'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { type Picked, RecordPicker } from '#web/RecordPicker.tsx'
import { personName, type Row, refresh } from '#web/record.ts'
import { toast } from '#web/toast.tsx'

type Props = { keep: Row; other?: Picked; purpose: string; close: () => void; done: (id: string) => void }

/** Two records of one person into one: what was said about use stays in force, the stricter of the two. */
export function MergeDialog({ keep, other: given, purpose, close, done }: Props) {
  const client = useQueryClient()
  const [other, setOther] = useState<Picked | null>(given ?? null)
  const [kept, setKept] = useState<'this' | 'other'>('this')
  const name = personName(keep)
  const merge = useMutation({
    mutationFn: () => {
      const into = kept === 'this' ? keep.id : (other?.id ?? '')
      const from = kept === 'this' ? (other?.id ?? '') : keep.id
      return post<{ id: string; merge: string }>(`/people/${into}/merge`, { others: [from] }, { query: { purpose } })
    },
    onSuccess: async ({ id, merge: undone }) => {
      toast(t('merge.done'), async () => {
        await post(`/people/${undone}/unmerge`, {}, { query: { purpose } })
        await refresh(client, 'people')
      })
      await refresh(client, 'people')
      done(id)
    },
  })
  return (
    <Modal opened onClose={close} title={t('merge.title')} closeButtonProps={{ 'aria-label': t('close') }}>
      <div className="stack">
        <p>{t('merge.body')}</p>
        {!given && (
          <RecordPicker
            noun="people"
            purpose={purpose}
            label={t('merge.with')}
            value={other}
            change={setOther}
            without={keep.id}
          />
        )}
        {other && (
          <fieldset className="choices">
            <legend>{t('merge.keep')}</legend>
            {(['this', 'other'] as const).map((one) => (
              <label key={one} className="choice">
                <input type="radio" name="keep" checked={kept === one} onChange={() => setKept(one)} />
                <span>{one === 'this' ? name : other.name}</span>
              </label>
            ))}
          </fieldset>
        )}
        <ProblemNote error={merge.error} />
        <Button variant="filled" disabled={!other} loading={merge.isPending} onClick={() => merge.mutate()}>
          {t('merge')}
        </Button>
      </div>
    </Modal>
  )
}
