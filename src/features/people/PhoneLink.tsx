import { ActionIcon, Button, NativeSelect, Popover, TextInput } from '@mantine/core'
import { IconPhoneOff } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { get, post } from '#web/api.ts'
import { formatDate, formatPhone } from '#web/format.ts'
import { t, tMaybe } from '#web/language.ts'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { personName, type Row } from '#web/record.ts'
import { toast } from '#web/toast.tsx'

const CHANNELS = ['phone', 'email', 'meeting', 'letter', 'web', 'other'] as const

type Props = { person: Row; phone: Row; purpose: string }
type Answer = { id: string; refused: boolean; since: string | null; says: string; next: string; service: boolean }

/** What the gate says of each number of a person, asked once for all of them. */
function useNumber(person: string, purpose: string, phone: Row): Answer | undefined {
  const found = useQuery({
    queryKey: ['may_call', person, purpose],
    queryFn: () => get<{ items: Answer[] }>(`/people/${person}/may_call`, { purpose }),
  })
  return found.data?.items.find(({ id }) => id === phone.id)
}

/** A number to tap; where its person refuses sales calls it is no link, and tells why. Others of theirs stay as they are. */
export function PhoneLink({ person, phone, purpose }: Props) {
  const answer = useNumber(person.id, purpose, phone)
  const call = {
    'data-call': person.id,
    'data-name': personName(person),
    'data-purpose': purpose,
    'data-phone': phone.id,
  }
  if (!(answer?.refused ?? phone.refused_at)) {
    return (
      <a className="main" href={`tel:${phone.number}`} {...call}>
        {formatPhone(phone.number)}
      </a>
    )
  }
  const since = answer?.since ?? phone.refused_at
  return (
    <div className="main">
      {formatPhone(phone.number)} <span className="chip chip-bad">{t('number.refused')}</span>
      <div className="small quiet">
        {[since && t('number.since', { date: formatDate(since) }), answer?.says].filter(Boolean).join(' ')}{' '}
        {answer?.service && (
          <a href={`tel:${phone.number}`} {...call}>
            {t('number.service')}
          </a>
        )}
      </div>
    </div>
  )
}

/** One press and how it was said: anyone may record it, and only the person takes it back. */
export function RefuseNumber({ person, phone, purpose }: Props) {
  const [open, setOpen] = useState(false)
  const [channel, setChannel] = useState<string>(() => localStorage.getItem('seloste.channel') ?? CHANNELS[0])
  const [evidence, setEvidence] = useState('')
  const client = useQueryClient()
  const answer = useNumber(person.id, purpose, phone)
  const record = useMutation({
    mutationFn: () =>
      post(
        `/people/${person.id}/refuse_number`,
        { number: phone.id, channel, evidence: evidence.trim() || tMaybe(`channel.${channel}`, channel) },
        { query: { purpose } },
      ),
    onSuccess: async () => {
      localStorage.setItem('seloste.channel', channel)
      setOpen(false)
      toast(t('number.done', { number: formatPhone(phone.number) }))
      await client.invalidateQueries({ queryKey: ['may_call', person.id] })
      void client.invalidateQueries({ queryKey: ['may_send', person.id] })
    },
  })
  if (answer?.refused ?? phone.refused_at) return null
  return (
    <Popover opened={open} onChange={setOpen} width={340} position="bottom-end" trapFocus withinPortal>
      <Popover.Target>
        <ActionIcon
          size="sm"
          aria-label={t('number.refuse', { number: formatPhone(phone.number) })}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          <IconPhoneOff size={14} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault()
            record.mutate()
          }}
        >
          <strong>{t('number.refuse', { number: formatPhone(phone.number) })}</strong>
          <p className="small quiet">{t('number.effect')}</p>
          <NativeSelect
            label={t('object.channel')}
            value={channel}
            onChange={(event) => setChannel(event.currentTarget.value)}
            data={CHANNELS.map((one) => ({ value: one, label: t(`channel.${one}`) }))}
          />
          <TextInput
            label={t('object.evidence')}
            placeholder={t('object.evidence.hint')}
            value={evidence}
            onChange={(event) => setEvidence(event.currentTarget.value)}
          />
          <ProblemNote error={record.error} />
          <Button type="submit" variant="filled" loading={record.isPending}>
            {t('object.now')}
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  )
}
