import { Button, PasswordInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { get, post } from '#web/api.ts'
import { t } from '#web/language.ts'
import { useTitle } from '#web/Page.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { Mark } from '#web/Sidebar.tsx'
import './access.css'

type Whose = { kind: 'invitation' | 'reset'; name: string; email: string }

/** Where an invitation or a forgotten-password link leads. The token stays after the #, out of every log. */
export default function SetPassword() {
  const [token] = useState(() => decodeURIComponent(location.hash.slice(1)))
  const [password, setPassword] = useState('')
  const [again, setAgain] = useState('')
  useTitle(t('password.title'))
  const whose = useQuery({
    queryKey: ['password', token],
    queryFn: () => get<Whose>('/password/token', { token }),
    retry: false,
    enabled: token !== '',
  })
  const set = useMutation({
    mutationFn: async () => {
      await post('/password/reset', { token, password })
      await post('/session', { email: whose.data?.email, password })
    },
    onSuccess: () => location.assign('/'),
  })
  const differs = again !== '' && password !== again
  return (
    <main className="door">
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (password === again) set.mutate()
        }}
      >
        <div className="door-head">
          <Mark />
          <h1>
            {whose.data
              ? t(whose.data.kind === 'invitation' ? 'password.welcome' : 'password.again', { name: whose.data.name })
              : t('password.title')}
          </h1>
        </div>
        {token === '' && <p className="note note-warn">{t('password.noToken')}</p>}
        <ProblemNote error={whose.error} />
        {whose.data && (
          <>
            <p className="quiet">{t('password.advice')}</p>
            <input type="hidden" autoComplete="username" value={whose.data.email} />
            <PasswordInput
              label={t('password.new')}
              autoComplete="new-password"
              autoFocus
              value={password}
              onChange={(event) => setPassword(event.currentTarget.value)}
              visibilityToggleButtonProps={{ 'aria-label': t('signin.show') }}
            />
            <PasswordInput
              label={t('password.repeat')}
              autoComplete="new-password"
              value={again}
              error={differs ? t('password.differs') : undefined}
              onChange={(event) => setAgain(event.currentTarget.value)}
              visibilityToggleButtonProps={{ 'aria-label': t('signin.show') }}
            />
            <ProblemNote error={set.error} />
            <Button
              type="submit"
              variant="filled"
              fullWidth
              disabled={!password || password !== again}
              loading={set.isPending}
            >
              {t('password.set')}
            </Button>
          </>
        )}
      </form>
    </main>
  )
}
