import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { post } from '#web/api.ts'
import { formatDate } from '#web/format.ts'
import { t, tMaybe } from '#web/language.ts'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { purposeLabel, useRegister } from '#web/register.ts'
import { useSession } from '#web/session.ts'
import { toast } from '#web/toast.tsx'
import { type CHANNELS, Channels, rememberedChannel } from './Channels.tsx'
import { LetterText } from './LetterText.tsx'

const RESTRICTING = ['rights', 'support', 'relationship']
const GROUNDS = ['accuracy_contested', 'unlawful', 'claims', 'objection_pending'] as const
type Props = { id: string; purpose: string; name: string; done: () => void }
type Recorded = { due?: string | null; asked?: { sent: boolean; letter?: string } | null }

/**
 * Anyone may record anyone's wish, in two presses: open, record. The channel last used is ready; when it was said and
 * who heard it are now and oneself unless told. A refusal of marketing asks for no reason: there is no place for one.
 */
export function RecordWish({ id, purpose, name, done }: Props) {
  const register = useRegister()
  const session = useSession()
  const client = useQueryClient()
  const [scope, setScope] = useState('marketing')
  const [channel, setChannel] = useState<(typeof CHANNELS)[number]>(rememberedChannel)
  const [evidence, setEvidence] = useState('')
  const [reason, setReason] = useState('')
  const [ground, setGround] = useState<string>(GROUNDS[0])
  const [said, setSaid] = useState('')
  const [heard, setHeard] = useState('')
  const kind =
    scope === 'restriction'
      ? 'restriction'
      : register.purposes[scope]?.objection === 'reasoned'
        ? 'reasoned'
        : 'absolute'
  const record = useMutation({
    mutationFn: () => {
      const told = evidence.trim() || tMaybe(`channel.${channel}`, channel)
      if (kind === 'restriction')
        return post<Recorded>(`/people/${id}/restrict`, { ground, channel, evidence: told }, { query: { purpose } })
      return post<Recorded>(
        `/people/${id}/object`,
        {
          scope,
          channel,
          evidence: told,
          ...(kind === 'reasoned' && reason.trim() && { reason: reason.trim() }),
          ...(said && { said_at: new Date(said).toISOString() }),
          ...(heard.trim() && { heard_by: heard.trim() }),
        },
        { query: { purpose } },
      )
    },
    onSuccess: async (recorded) => {
      localStorage.setItem('seloste.channel', channel)
      toast(t(kind === 'restriction' ? 'wish.restricted' : 'object.done', { name }))
      if (!recorded.asked?.letter) done()
      await client.invalidateQueries({ queryKey: ['grounds', id] })
      void client.invalidateQueries({ queryKey: ['list', 'people'] })
      void client.invalidateQueries({ queryKey: ['wishes'] })
    },
  })
  if (record.data?.asked?.letter) {
    return (
      <div className="stack objection">
        <p>{t('wish.ask.paper', { date: formatDate(record.data.due) })}</p>
        <LetterText text={record.data.asked.letter} />
        <Button onClick={done}>{t('close')}</Button>
      </div>
    )
  }
  const reasoned = Object.entries(register.purposes).filter(
    ([one, { objection, asleep }]) => objection !== 'none' && !asleep && one !== 'marketing',
  )
  const mayRestrict = RESTRICTING.includes(purpose) && session.writes.includes(purpose)
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
          {
            group: t('wish.one'),
            items: reasoned.map(([one]) => ({ value: one, label: purposeLabel(register, one) })),
          },
          ...(mayRestrict
            ? [{ group: t('wish.every'), items: [{ value: 'restriction', label: t('wish.restriction') }] }]
            : []),
        ]}
      />
      <Channels channel={channel} choose={setChannel} />
      <TextInput
        label={t('object.evidence')}
        placeholder={t('object.evidence.hint')}
        value={evidence}
        autoFocus
        onChange={(event) => setEvidence(event.currentTarget.value)}
      />
      {kind === 'reasoned' && (
        <Textarea
          label={t('wish.reason')}
          description={t('wish.reason.hint')}
          value={reason}
          autosize
          minRows={2}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      )}
      {kind === 'restriction' && (
        <NativeSelect
          label={t('wish.ground')}
          value={ground}
          onChange={(event) => setGround(event.currentTarget.value)}
          data={GROUNDS.map((one) => ({ value: one, label: t(`restriction.${one}`) }))}
        />
      )}
      {kind !== 'restriction' && (
        <details>
          <summary className="small quiet">{t('wish.when')}</summary>
          <div className="stack">
            <TextInput
              type="datetime-local"
              label={t('wish.said')}
              value={said}
              onChange={(event) => setSaid(event.currentTarget.value)}
            />
            <TextInput
              label={t('wish.heard')}
              placeholder={session.user.name}
              value={heard}
              onChange={(event) => setHeard(event.currentTarget.value)}
            />
          </div>
        </details>
      )}
      <p className="small quiet">
        {t(
          kind === 'restriction'
            ? 'wish.restriction.effect'
            : kind === 'reasoned'
              ? 'object.effect.reasoned'
              : 'object.effect',
        )}
      </p>
      <ProblemNote error={record.error} />
      <Button type="submit" variant="filled" loading={record.isPending}>
        {t('object.now')}
      </Button>
    </form>
  )
}
