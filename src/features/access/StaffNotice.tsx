import { Button, NativeSelect, NumberInput, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { get, post } from '#web/api.ts'
import { formatDate } from '#web/format.ts'
import { t, tMaybe } from '#web/language.ts'
import { Panel, Skeleton } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import type { Session } from '#web/session.ts'
import { toast } from '#web/toast.tsx'

type Filed = {
  headcount: number
  informed_on: string
  how: string
  note?: string
  act: string
  by_name: string
  at: string
}
type Notice = { filed: Filed | null; mayFile: boolean; cooperation_from: number }

export const staffNoticeQuery = { queryKey: ['staff notice'], queryFn: () => get<Notice>('/staff-notice') }
export const mayFileNotice = ({ may }: Session) => may.includes('users') || may.includes('register')

const WAYS = ['meeting', 'letter', 'negotiation', 'other'] as const

/** That staff were told, or heard, before what they read is put on record; seen by all, filed by two levels. */
export function StaffNotice() {
  const { data, error } = useQuery(staffNoticeQuery)
  const [again, setAgain] = useState(false)
  const filed = data?.filed
  return (
    <Panel title={t('staffNotice.title')}>
      <ProblemNote error={error} />
      {!data && !error && <Skeleton lines={2} />}
      {data && (
        <div className="stack">
          <p className="small quiet">{t('staffNotice.body')}</p>
          {filed ? (
            <p>
              {t('staffNotice.filed', {
                date: formatDate(filed.informed_on),
                how: tMaybe(`staffNotice.how.${filed.how}`, filed.how),
                n: filed.headcount,
                act: filed.act,
                name: filed.by_name,
              })}
              {filed.note ? ` ${filed.note}` : ''}
            </p>
          ) : (
            <p className="note note-warn">{t('staffNotice.missing')}</p>
          )}
          {data.mayFile && filed && !again && <Button onClick={() => setAgain(true)}>{t('staffNotice.again')}</Button>}
          {data.mayFile && (!filed || again) && <Form from={data.cooperation_from} done={() => setAgain(false)} />}
        </div>
      )}
    </Panel>
  )
}

function Form({ from, done }: { from: number; done: () => void }) {
  const client = useQueryClient()
  const [headcount, setHeadcount] = useState<number | ''>('')
  const [day, setDay] = useState('')
  const [how, setHow] = useState<string>('meeting')
  const [note, setNote] = useState('')
  const file = useMutation({
    mutationFn: () => post<Notice>('/staff-notice', { headcount, informed_on: day, how, ...(note.trim() && { note }) }),
    onSuccess: (answer) => {
      client.setQueryData(staffNoticeQuery.queryKey, answer)
      toast(t('staffNotice.done'))
      done()
    },
  })
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        file.mutate()
      }}
    >
      <div className="form-grid">
        <NumberInput
          label={t('staffNotice.headcount')}
          min={0}
          allowDecimal={false}
          value={headcount}
          onChange={(value) => setHeadcount(value === '' ? '' : Number(value))}
        />
        <TextInput
          type="date"
          label={t('staffNotice.day')}
          value={day}
          onChange={(event) => setDay(event.currentTarget.value)}
        />
        <NativeSelect
          label={t('staffNotice.how')}
          value={how}
          onChange={(event) => setHow(event.currentTarget.value)}
          data={WAYS.map((one) => ({ value: one, label: t(`staffNotice.how.${one}`) }))}
        />
      </div>
      <Textarea
        label={t('staffNotice.note')}
        autosize
        minRows={2}
        maxLength={2000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <p className="small quiet">
        {t(Number(headcount) >= from ? 'staffNotice.act.cooperation' : 'staffNotice.act.hearing', { n: from })}
      </p>
      <ProblemNote error={file.error} />
      <Button type="submit" variant="filled" disabled={headcount === '' || !day} loading={file.isPending}>
        {t('staffNotice.file')}
      </Button>
    </form>
  )
}
