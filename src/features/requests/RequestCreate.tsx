import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useLocation, useSearch } from 'wouter'
import { post } from '#web/api.ts'
import { formatDate } from '#web/format.ts'
import { t } from '#web/language.ts'
import { Page } from '#web/Page.tsx'
import { Panel } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { type Picked, RecordPicker } from '#web/RecordPicker.tsx'
import { optionLabel, purposesOf, useRegister } from '#web/register.ts'
import { purposesHeld, useSession } from '#web/session.ts'
import { CHANNELS, KINDS } from './request.tsx'

type Made = { number: string; due_on: string; id?: string }

/** Whoever of us hears a request records it: whose it is where we know, else what they gave us. The answer is the same. */
export default function RequestCreate() {
  const register = useRegister()
  const session = useSession()
  const client = useQueryClient()
  const [, go] = useLocation()
  const asked = new URLSearchParams(useSearch())
  const held = purposesHeld(session).filter((one) => purposesOf(register, 'people').includes(one))
  const purpose =
    held.find((one) => one === asked.get('purpose')) ?? (held.includes('rights') ? 'rights' : held[0]) ?? ''
  const known = asked.get('person')
  const [person, setPerson] = useState<Picked | null>(known ? { id: known, name: asked.get('name') ?? '' } : null)
  const [kinds, setKinds] = useState<string[]>([])
  const [channel, setChannel] = useState<string>(CHANNELS[0])
  const [name, setName] = useState('')
  const [address, setAddress] = useState('')
  const [words, setWords] = useState('')
  const [received, setReceived] = useState('')
  const record = useMutation({
    mutationFn: () =>
      post<Made>(
        '/requests',
        {
          kinds,
          channel,
          ...(person ? { person: person.id } : {}),
          ...(name.trim() && { name: name.trim() }),
          ...(address.trim() && { address: address.trim() }),
          ...(words.trim() && { words: words.trim() }),
          ...(received && { received_at: new Date(received).toISOString() }),
        },
        { query: { purpose } },
      ),
    onSuccess: (made) => {
      void client.invalidateQueries({ queryKey: ['list', 'requests'] })
      if (made.id) go(`/requests/${made.id}`)
    },
  })
  const fields = register.nouns.requests?.fields
  if (record.data) {
    return (
      <Page title={t('requests.recorded')}>
        <Panel title={record.data.number}>
          <p role="status">
            {t('requests.recorded.body', { number: record.data.number, date: formatDate(record.data.due_on) })}
          </p>
          <p className="quiet">{t('requests.recorded.who')}</p>
        </Panel>
      </Page>
    )
  }
  return (
    <Page title={t('requests.record')} subtitle={t('requests.record.body')}>
      <Panel title={t('requests.what')}>
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault()
            record.mutate()
          }}
        >
          <fieldset className="choices">
            <legend>{t('requests.kinds')}</legend>
            {KINDS.map((one) => (
              <label key={one} className="choice">
                <input
                  type="checkbox"
                  checked={kinds.includes(one)}
                  onChange={() =>
                    setKinds(kinds.includes(one) ? kinds.filter((each) => each !== one) : [...kinds, one])
                  }
                />
                <span>{optionLabel(fields?.kinds, one)}</span>
              </label>
            ))}
          </fieldset>
          {held.length > 0 && (
            <RecordPicker
              noun="people"
              purpose={purpose}
              label={t('requests.person')}
              value={person}
              change={setPerson}
            />
          )}
          {!person && (
            <>
              <TextInput
                label={t('requests.address')}
                description={t('requests.address.hint')}
                type="email"
                value={address}
                onChange={(event) => setAddress(event.currentTarget.value)}
              />
              <TextInput
                label={t('requests.name')}
                value={name}
                onChange={(event) => setName(event.currentTarget.value)}
              />
            </>
          )}
          <NativeSelect
            label={t('requests.channel')}
            value={channel}
            onChange={(event) => setChannel(event.currentTarget.value)}
            data={CHANNELS.map((one) => ({ value: one, label: optionLabel(fields?.channel, one) }))}
          />
          <Textarea
            label={t('requests.said')}
            description={t('requests.said.hint')}
            autosize
            minRows={3}
            value={words}
            onChange={(event) => setWords(event.currentTarget.value)}
          />
          <TextInput
            type="datetime-local"
            label={t('requests.received')}
            description={t('requests.received.hint')}
            value={received}
            onChange={(event) => setReceived(event.currentTarget.value)}
          />
          <ProblemNote error={record.error} />
          <div className="row">
            <Button type="submit" variant="filled" loading={record.isPending} disabled={kinds.length === 0}>
              {t('requests.record.now')}
            </Button>
            {session.writes.includes('rights') && <Link href="/requests">{t('nav.requests')}</Link>}
          </div>
        </form>
      </Panel>
    </Page>
  )
}
