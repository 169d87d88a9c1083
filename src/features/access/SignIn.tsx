import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { post } from '#web/api.ts'
import { LANGUAGE_NAMES, LANGUAGES, type Language, language, t } from '#web/language.ts'
import { useTitle } from '#web/Page.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { Mark } from '#web/Sidebar.tsx'
import './access.css'

type Props = { changeLanguage: (to: Language) => void; done: () => void }

/** Accounts come by an administrator's grant only: there is nothing here to sign up with. */
export default function SignIn({ changeLanguage, done }: Props) {
  useTitle(t('signin.title'))
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [forgotten, setForgotten] = useState(false)
  const signIn = useMutation({ mutationFn: () => post('/session', { email: email.trim(), password }), onSuccess: done })
  const ask = useMutation({ mutationFn: () => post('/password/forgot', { email: email.trim() }) })
  return (
    <main className="door">
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (forgotten) ask.mutate()
          else signIn.mutate()
        }}
      >
        <div className="door-head">
          <Mark />
          <h1>{t(forgotten ? 'signin.forgotten' : 'signin.title')}</h1>
        </div>
        {forgotten && <p className="quiet">{t('signin.forgotten.body')}</p>}
        <TextInput
          label={t('signin.email')}
          type="email"
          autoComplete="username"
          autoFocus
          required
          withAsterisk={false}
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        {!forgotten && (
          <PasswordInput
            label={t('signin.password')}
            autoComplete="current-password"
            required
            withAsterisk={false}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            visibilityToggleButtonProps={{ 'aria-label': t('signin.show') }}
          />
        )}
        <ProblemNote error={forgotten ? ask.error : signIn.error} />
        {ask.isSuccess && forgotten ? (
          <p className="note note-good" role="status">
            {t('signin.forgotten.done')}
          </p>
        ) : (
          <Button type="submit" variant="filled" fullWidth loading={signIn.isPending || ask.isPending}>
            {t(forgotten ? 'signin.forgotten.send' : 'signin.enter')}
          </Button>
        )}
        <button type="button" className="linklike" onClick={() => setForgotten(!forgotten)}>
          {t(forgotten ? 'signin.back' : 'signin.forgotten')}
        </button>
      </form>
      <footer className="row small">
        {LANGUAGES.map((one) => (
          <button
            key={one}
            type="button"
            className="linklike"
            lang={one}
            aria-pressed={one === language()}
            onClick={() => changeLanguage(one)}
          >
            {LANGUAGE_NAMES[one]}
          </button>
        ))}
        <a href={{ fi: '/tietosuojaseloste', sv: '/dataskyddsbeskrivning', en: '/privacy-notice' }[language()]}>
          {t('signin.notice')}
        </a>
      </footer>
    </main>
  )
}
