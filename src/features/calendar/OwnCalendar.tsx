import { Button, Checkbox, NativeSelect, Textarea } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { get, patch, post } from '#web/api.ts'
import { t } from '#web/language.ts'
import { Panel, Skeleton } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { toast, toastProblem } from '#web/toast.tsx'

type Choices = {
  remind_mail: boolean
  digest_hour: number | null
  signature: string | null
  feed: string | null
  relay: boolean
}

const HOURS = [5, 6, 7, 8, 9, 10, 12, 15]

/** How one is told of the day: by mail, by the calendar one uses; and how one signs what one writes. */
export default function OwnCalendar() {
  const client = useQueryClient()
  const { data, error } = useQuery({ queryKey: ['own'], queryFn: () => get<Choices>('/own') })
  const keep = (answer: Choices) => client.setQueryData(['own'], answer)
  const set = async (changes: Partial<Choices>) => {
    try {
      keep(await patch<Choices>('/own', changes))
      toast(t('saved'))
    } catch (problem) {
      toastProblem(problem)
    }
  }
  const feed = async (open: boolean) => {
    try {
      keep(await post<Choices>('/own/feed', { open }))
      toast(t(open ? 'own.feed.made' : 'own.feed.closed'))
    } catch (problem) {
      toastProblem(problem)
    }
  }
  return (
    <>
      <Panel title={t('own.title')}>
        <ProblemNote error={error} />
        {!data && !error && <Skeleton lines={4} />}
        {data && (
          <div className="stack">
            {!data.relay && <p className="note note-warn">{t('own.relay')}</p>}
            <Checkbox
              label={t('own.remind')}
              description={t('own.remind.what')}
              checked={data.remind_mail}
              onChange={(event) => void set({ remind_mail: event.currentTarget.checked })}
            />
            <NativeSelect
              label={t('own.digest')}
              description={t('own.digest.what')}
              value={data.digest_hour ?? ''}
              onChange={(event) =>
                void set({ digest_hour: event.currentTarget.value === '' ? null : Number(event.currentTarget.value) })
              }
              data={[
                { value: '', label: t('own.digest.no') },
                ...HOURS.map((hour) => ({ value: String(hour), label: t('own.digest.at', { hour }) })),
              ]}
            />
            <Signature
              key={data.signature}
              value={data.signature ?? ''}
              save={(signature) => void set({ signature })}
            />
          </div>
        )}
      </Panel>
      <Panel title={t('own.feed')}>
        {data && (
          <div className="stack">
            <p className="quiet">{t('own.feed.what')}</p>
            {data.feed && (
              <>
                <code className="code own-feed">{data.feed}</code>
                <p className="small quiet">{t('own.feed.how')}</p>
              </>
            )}
            <span className="row">
              {data.feed && (
                <Button
                  variant="filled"
                  onClick={() => void navigator.clipboard.writeText(data.feed!).then(() => toast(t('copied')))}
                >
                  {t('copy')}
                </Button>
              )}
              <Button variant="default" onClick={() => void feed(true)}>
                {t(data.feed ? 'own.feed.again' : 'own.feed.make')}
              </Button>
              {data.feed && (
                <Button variant="subtle" onClick={() => void feed(false)}>
                  {t('own.feed.close')}
                </Button>
              )}
            </span>
          </div>
        )}
      </Panel>
    </>
  )
}

function Signature({ value, save }: { value: string; save: (text: string | null) => void }) {
  const [text, setText] = useState(value)
  return (
    <Textarea
      autosize
      minRows={2}
      maxLength={1000}
      label={t('own.signature')}
      description={t('own.signature.what')}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={() => text !== value && save(text || null)}
    />
  )
}
