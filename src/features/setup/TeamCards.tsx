import { Button, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type Problem, post } from '#web/api.ts'
import { language, t } from '#web/language.ts'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { inWords, useRegister } from '#web/register.ts'
import type { Step } from './step.ts'

const CARDS = ['seller', 'marketing', 'support', 'contracts', 'privacy_owner'] as const
type Level = (typeof CARDS)[number]

/** Who does what: a card for each kind of work, a name and an address on it, and they are invited. */
export function TeamCards({ step }: { step: Step }) {
  const taken: string[] = step.detail.levels ?? []
  return (
    <div className="setup-cards">
      {CARDS.map((level) => (
        <Card key={level} level={level} taken={taken.includes(level)} />
      ))}
    </div>
  )
}

function Card({ level, taken }: { level: Level; taken: boolean }) {
  const register = useRegister()
  const client = useQueryClient()
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const invite = useMutation<{ mailed: boolean; link?: string }, Problem>({
    mutationFn: () => post('/users', { name, email, language: language(), levels: [level], scope: 'all' }),
    onSuccess: () => {
      setName('')
      setEmail('')
      void client.invalidateQueries({ queryKey: ['setup'] })
    },
  })
  const declared = register.levels[level]
  return (
    <form
      className="setup-card"
      aria-label={inWords(declared?.label)}
      onSubmit={(event) => {
        event.preventDefault()
        invite.mutate()
      }}
    >
      <strong>{inWords(declared?.label)}</strong>
      <span className="small quiet">{inWords(declared?.wording)}</span>
      {taken && <span className="small">{t('start.team.taken')}</span>}
      <TextInput label={t('found.name')} value={name} onChange={(event) => setName(event.currentTarget.value)} />
      <TextInput
        label={t('found.email')}
        type="email"
        value={email}
        error={invite.error?.field === 'email' ? invite.error.message : undefined}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      {invite.error?.field !== 'email' && <ProblemNote error={invite.error} />}
      <Button type="submit" loading={invite.isPending} disabled={!name || !email}>
        {t('start.team.invite')}
      </Button>
      {invite.data && (
        <p className="small" role="status">
          {invite.data.mailed ? t('start.team.mailed') : t('start.team.link')}
          {invite.data.link && <code className="setup-link"> {invite.data.link}</code>}
        </p>
      )}
    </form>
  )
}
