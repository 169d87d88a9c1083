import { Button, PasswordInput, Select, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { EEA } from '#kernel/vocabulary.ts'
import { get, type Problem, post, remove as takeAway } from '#web/api.ts'
import { language, t } from '#web/language.ts'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { toast } from '#web/toast.tsx'

type Told = {
  by: 'environment' | 'settings' | null
  url: string | null
  name: string | null
  country: string | null
  sender: string | null
}

/** Who sends text messages: named here, or by the environment, which holds before this. */
export function TextsForm() {
  const found = useQuery<Told, Problem>({ queryKey: ['setup', 'texts'], queryFn: () => get('/setup/texts') })
  if (!found.data) return <ProblemNote error={found.error} />
  const told = found.data
  return (
    <div className="stack">
      <p className="quiet">{t('texts.about')}</p>
      {told.by === 'environment' ? (
        <p className="note">{t('texts.environment', { name: told.name! })}</p>
      ) : (
        <Fields key={`${told.url} ${told.name} ${told.country} ${told.sender}`} told={told} />
      )}
      {told.by && <TryText />}
    </div>
  )
}

function Fields({ told }: { told: Told }) {
  const client = useQueryClient()
  const [values, set] = useState({
    url: told.url ?? '',
    name: told.name ?? '',
    country: told.country ?? '',
    sender: told.sender ?? 'Seloste',
    token: '',
  })
  const done = (word: 'saved' | 'texts.removed') => () => {
    toast(t(word))
    void client.invalidateQueries({ queryKey: ['setup'] })
  }
  const { token, ...plain } = values
  const save = useMutation<unknown, Problem>({
    mutationFn: () => post('/setup/texts', { ...plain, ...(token && { token }) }),
    onSuccess: done('saved'),
  })
  const remove = useMutation<unknown, Problem>({
    mutationFn: () => takeAway('/setup/texts'),
    onSuccess: done('texts.removed'),
  })
  const error = (id: string) => (save.error?.field === id ? save.error.message : undefined)
  const input = (id: 'url' | 'name' | 'sender') => ({
    label: t(`texts.${id}`),
    value: values[id],
    error: error(id),
    onChange: (event: { currentTarget: { value: string } }) => {
      const text = event.currentTarget.value
      set((now) => ({ ...now, [id]: text }))
    },
  })
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      <div className="form-grid">
        <TextInput {...input('name')} required />
        <Select
          label={t('texts.country')}
          data={countries()}
          value={values.country || null}
          error={error('country')}
          searchable
          required
          onChange={(country) => set((now) => ({ ...now, country: country ?? '' }))}
        />
        <TextInput {...input('url')} required type="url" placeholder="https://gatewayapi.eu/rest/mtsms" />
        <PasswordInput
          label={t('texts.token')}
          description={told.by ? t('texts.token.kept') : undefined}
          value={values.token}
          error={error('token')}
          autoComplete="off"
          onChange={(event) => {
            const text = event.currentTarget.value
            set((now) => ({ ...now, token: text }))
          }}
        />
        <TextInput {...input('sender')} description={t('texts.sender.more')} maxLength={15} required />
      </div>
      <ProblemNote error={save.error ?? remove.error} />
      <div className="row">
        <Button type="submit" variant="filled" loading={save.isPending}>
          {t('save')}
        </Button>
        {told.by && (
          <Button variant="default" loading={remove.isPending} onClick={() => remove.mutate()}>
            {t('texts.remove')}
          </Button>
        )}
      </div>
    </form>
  )
}

/** A message to one’s own telephone. */
function TryText() {
  const [to, setTo] = useState('')
  const send = useMutation<{ to: string }, Problem>({ mutationFn: () => post('/setup/texts/try', { to }) })
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        send.mutate()
      }}
    >
      <TextInput
        label={t('texts.to')}
        type="tel"
        autoComplete="tel"
        required
        value={to}
        error={send.error?.field === 'to' ? send.error.message : undefined}
        onChange={(event) => setTo(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" loading={send.isPending}>
        {t('texts.try')}
      </Button>
      <ProblemNote error={send.error} />
      {send.data && <p role="status">{t('texts.sent', { to: send.data.to })}</p>}
    </form>
  )
}

function countries(): { value: string; label: string }[] {
  const names = new Intl.DisplayNames([language()], { type: 'region' })
  return EEA.map((value) => ({ value, label: names.of(value) ?? value })).sort((a, b) =>
    a.label.localeCompare(b.label, language()),
  )
}
