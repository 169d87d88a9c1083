import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { post } from '#web/api.ts'
import { t, tMaybe } from '#web/language.ts'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { purposeLabel, useRegister } from '#web/register.ts'
import { toast } from '#web/toast.tsx'

const CHANNELS = ['phone', 'email', 'meeting', 'letter', 'web', 'other'] as const
type Props = { id: string; purpose: string; name: string; done: () => void }

/** Anyone may record anyone's wish, in two presses: open, record. The channel last used is ready. */
export function Objection({ id, purpose, name, done }: Props) {
  const register = useRegister()
  const client = useQueryClient()
  const [scope, setScope] = useState('marketing')
  const [channel, setChannel] = useState<string>(localStorage.getItem('seloste.channel') ?? 'phone')
  const [evidence, setEvidence] = useState('')
  const record = useMutation({
    mutationFn: () =>
      post(
        `/people/${id}/object`,
        { scope, channel, evidence: evidence.trim() || tMaybe(`channel.${channel}`, channel) },
        { query: { purpose } },
      ),
    onSuccess: async () => {
      localStorage.setItem('seloste.channel', channel)
      toast(t('object.done', { name }))
      done()
      await client.invalidateQueries({ queryKey: ['grounds', id] })
      void client.invalidateQueries({ queryKey: ['list', 'people'] })
    },
  })
  const reasoned = Object.entries(register.purposes).filter(
    ([one, { objection, asleep }]) => objection !== 'none' && !asleep && one !== 'marketing',
  )
  return (
    <form
      className="stack objection"
      onSubmit={(event) => {
        event.preventDefault()
        record.mutate()
      }}
    >
      <NativeSelect
        label={t('object.scope')}
        value={scope}
        onChange={(event) => setScope(event.currentTarget.value)}
        data={[
          { value: 'marketing', label: t('object.all') },
          ...reasoned.map(([one]) => ({ value: one, label: purposeLabel(register, one) })),
        ]}
      />
      <fieldset className="segments">
        <legend>{t('object.channel')}</legend>
        {CHANNELS.map((one) => (
          <label key={one}>
            <input type="radio" name="channel" checked={channel === one} onChange={() => setChannel(one)} />
            <span>{t(`channel.${one}`)}</span>
          </label>
        ))}
      </fieldset>
      <TextInput
        label={t('object.evidence')}
        placeholder={t('object.evidence.hint')}
        value={evidence}
        autoFocus
        onChange={(event) => setEvidence(event.currentTarget.value)}
      />
      <p className="small quiet">{t(scope === 'marketing' ? 'object.effect' : 'object.effect.reasoned')}</p>
      <ProblemNote error={record.error} />
      <Button type="submit" variant="filled" loading={record.isPending}>
        {t('object.now')}
      </Button>
    </form>
  )
}
