import { MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { notifyManager, QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useState } from 'react'
import { Redirect, Route, Router, Switch } from 'wouter'
import { Problem, whenSignedOut } from './api.ts'
import { Frame } from './Frame.tsx'
import { type Language, language, loadLanguage, rememberLanguage } from './language.ts'
import { ProblemNote } from './ProblemNote.tsx'
import { RegisterContext, registerQuery } from './register.ts'
import { SessionContext, sessionQuery } from './session.ts'
import { theme } from './theme.ts'

const SignIn = lazy(() => import('#features/access/SignIn.tsx'))
const Found = lazy(() => import('#features/setup/Found.tsx'))
const SetPassword = lazy(() => import('#features/access/SetPassword.tsx'))

// What is kept here is drawn before the browser goes on: a box ticked from it would jump back for a moment.
notifyManager.setScheduler(queueMicrotask)

export const client = new QueryClient({
  defaultOptions: {
    queries: {
      retry: (tries, error) => (error as Problem).status === 0 && tries < 2,
      refetchOnWindowFocus: false,
      staleTime: 30_000,
    },
  },
})

export function App() {
  const [spoken, setSpoken] = useState<Language>(language())
  const changeLanguage = async (to: Language) => {
    rememberLanguage(to)
    await loadLanguage(to)
    setSpoken(to)
    // Sentences of the server come in the language asked for.
    void client.invalidateQueries()
  }
  return (
    // No style element is written at run time (a strict content security policy holds): see tokens.css.
    <MantineProvider theme={theme} defaultColorScheme="auto" withCssVariables={false} withGlobalClasses={false}>
      <Notifications position="bottom-center" limit={4} />
      <QueryClientProvider client={client}>
        <Router>
          <Suspense fallback={null}>
            <Switch>
              <Route path="/password">
                <SetPassword key={spoken} />
              </Route>
              <Route path="/found">
                <Found key={spoken} />
              </Route>
              <Route>
                <Gate key={spoken} changeLanguage={(to) => void changeLanguage(to)} />
              </Route>
            </Switch>
          </Suspense>
        </Router>
      </QueryClientProvider>
    </MantineProvider>
  )
}

/** The sign-in stands in front; the register comes with the session, so that screens always have both. */
function Gate({ changeLanguage }: { changeLanguage: (to: Language) => void }) {
  const session = useQuery(sessionQuery, client)
  const register = useQuery({ ...registerQuery, enabled: Boolean(session.data) }, client)
  useEffect(
    () =>
      whenSignedOut(() => {
        client.clear()
        void session.refetch()
      }),
    [session.refetch],
  )
  if (session.error instanceof Problem && session.error.status === 401) {
    return <SignIn changeLanguage={changeLanguage} done={() => void session.refetch()} />
  }
  const error = session.error ?? register.error
  if (error) {
    return (
      <main className="alone">
        <ProblemNote error={error} retry={() => void (session.error ? session.refetch() : register.refetch())} />
      </main>
    )
  }
  if (!session.data || !register.data) return null
  return (
    <SessionContext value={session.data}>
      <RegisterContext value={register.data}>
        <Switch>
          <Route path="/sign-in">
            <Redirect to="/" replace />
          </Route>
          <Route>
            <Frame changeLanguage={changeLanguage} />
          </Route>
        </Switch>
      </RegisterContext>
    </SessionContext>
  )
}
