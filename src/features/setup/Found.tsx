import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { type Problem, post } from '#web/api.ts'
import { language, t } from '#web/language.ts'
import { useTitle } from '#web/Page.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { Mark } from '#web/Sidebar.tsx'

/** Where the first account is made, by whoever started the program. The token stays after the #, out of every log. */
export default function Found() {
  const [token] = useState(() => decodeURIComponent(location.hash.slice(1)))
  const [values, set] = useState({ name: '', email: '', password: '', again: '' })
  useTitle(t('found.title'))
  const found = useMutation<unknown, Problem>({
    mutationFn: async () => {
      const { again: _, ...who } = values
      await post('/setup/found', { ...who, token, language: language() })
      await post('/session', { email: values.email, password: values.password })
    },
    onSuccess: () => location.assign('/start'),
  })
  const field = (id: 'name' | 'email') => ({
    label: t(`found.${id}`),
    value: values[id],
    error: found.error?.field === id ? found.error.message : undefined,
    onChange: (event: React.ChangeEvent<HTMLInputElement>) => set({ ...values, [id]: event.currentTarget.value }),
  })
  const secret = (id: 'password' | 'again') => ({
    label: t(id === 'password' ? 'password.new' : 'password.repeat'),
    value: values[id],
    autoComplete: 'new-password',
    visibilityToggleButtonProps: { 'aria-label': t('signin.show') },
    onChange: (event: React.ChangeEvent<HTMLInputElement>) => set({ ...values, [id]: event.currentTarget.value }),
  })
  const differs = values.again !== '' && values.again !== values.password
  return (
    <main className="door">
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (!differs) found.mutate()
        }}
      >
        <div className="door-head">
          <Mark />
          <h1>{t('found.title')}</h1>
        </div>
        <p className="quiet">{t('found.body')}</p>
        {token === '' && <p className="note note-warn">{t('password.noToken')}</p>}
        <TextInput {...field('name')} autoComplete="name" autoFocus />
        <TextInput {...field('email')} type="email" autoComplete="username" />
        <p className="quiet small">{t('password.advice')}</p>
        <PasswordInput {...secret('password')} />
        <PasswordInput {...secret('again')} error={differs ? t('password.differs') : undefined} />
        <ProblemNote error={found.error} />
        <Button
          type="submit"
          variant="filled"
          fullWidth
          loading={found.isPending}
          disabled={!values.name || !values.email || !values.password || values.again !== values.password}
        >
          {t('found.go')}
        </Button>
      </form>
    </main>
  )
}
