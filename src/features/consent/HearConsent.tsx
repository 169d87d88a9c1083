import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { channels, topics } from '#register/sendings.ts'
import { get, type Problem, post } from '#web/api.ts'
import { t } from '#web/language.ts'
import type { PanelProps } from '#web/mounts.ts'
import { Panel } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { inWords, type Words } from '#web/register.ts'
import { toast } from '#web/toast.tsx'
import './forms.css'

const HEARD_IN = ['phone', 'meeting', 'email', 'letter', 'web', 'other'] as const
type ScriptRow = { script: string; version: number; title: Words }

/** A consent that was heard: asked of the person by mail, or recorded with the script that was read. */
export default function HearConsent(props: PanelProps) {
  const [open, setOpen] = useState(false)
  return (
    <Panel
      title={t('hear.title')}
      actions={
        <Button size="compact-sm" onClick={() => setOpen(!open)} aria-expanded={open}>
          {t('hear.record')}
        </Button>
      }
    >
      {open ? <Heard {...props} done={() => setOpen(false)} /> : <p className="quiet small">{t('hear.body')}</p>}
    </Panel>
  )
}

function Heard({ id, purpose, name, done }: PanelProps & { done: () => void }) {
  const client = useQueryClient()
  const scripts = useQuery({
    queryKey: ['forms', 'scripts'],
    queryFn: () => get<{ scripts: ScriptRow[] }>('/forms/scripts', { purpose }),
  })
  const [chosen, setChosen] = useState<string[]>([])
  const [channel, setChannel] = useState<string>('email')
  const [heardIn, setHeardIn] = useState<string>('phone')
  const [said, setSaid] = useState(localNow)
  const [script, setScript] = useState('')
  const record = useMutation<{ state: 'recorded' | 'asked' }, Problem>({
    mutationFn: () => {
      const [read, version] = script.split(' ')
      return post(
        `/people/${id}/hear_consent`,
        {
          wishes: chosen.map((topic) => ({ topic, channel })),
          heard_in: heardIn,
          said_at: new Date(said).toISOString(),
          ...(script && { script: { id: read, version: Number(version) } }),
        },
        { query: { purpose } },
      )
    },
    onSuccess: async ({ state }) => {
      toast(t(`hear.done.${state}`, { name }))
      done()
      await client.invalidateQueries({ queryKey: ['grounds', id] })
    },
  })
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        record.mutate()
      }}
    >
      <fieldset className="form-words">
        <legend>{t('hear.topics')}</legend>
        <div className="stack stack-tight">
          {Object.entries(topics).map(([topic, { label }]) => (
            <Checkbox
              key={topic}
              label={inWords(label)}
              checked={chosen.includes(topic)}
              onChange={(event) =>
                setChosen(event.currentTarget.checked ? [...chosen, topic] : chosen.filter((one) => one !== topic))
              }
            />
          ))}
        </div>
      </fieldset>
      <NativeSelect
        label={t('forms.part.channel')}
        value={channel}
        onChange={(event) => setChannel(event.currentTarget.value)}
        data={Object.entries(channels).map(([value, label]) => ({ value, label: inWords(label) }))}
      />
      <NativeSelect
        label={t('hear.in')}
        value={heardIn}
        onChange={(event) => setHeardIn(event.currentTarget.value)}
        data={HEARD_IN.map((value) => ({ value, label: t(`channel.${value}`) }))}
      />
      <TextInput
        type="datetime-local"
        label={t('hear.said')}
        value={said}
        onChange={(event) => setSaid(event.currentTarget.value)}
      />
      <NativeSelect
        label={t('hear.script')}
        value={script}
        onChange={(event) => setScript(event.currentTarget.value)}
        data={[
          { value: '', label: t('hear.script.none') },
          ...(scripts.data?.scripts ?? []).map((one) => ({
            value: `${one.script} ${one.version}`,
            label: `${inWords(one.title)} · ${t('forms.version', { version: one.version })}`,
          })),
        ]}
      />
      <p className="small quiet">{t(script ? 'hear.effect.script' : 'hear.effect.mail')}</p>
      <ProblemNote error={record.error} />
      <Button type="submit" variant="filled" disabled={chosen.length === 0 || !said} loading={record.isPending}>
        {t(script ? 'hear.now' : 'hear.ask')}
      </Button>
    </form>
  )
}

/** As the field of a form writes it: the clock on this wall, to the minute. */
function localNow(): string {
  const now = new Date()
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}
