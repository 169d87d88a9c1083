import { Button, PasswordInput, useMantineColorScheme } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Suspense, useState } from 'react'
import { get, patch, post, remove } from '#web/api.ts'
import { formatAgo } from '#web/format.ts'
import { useFrame } from '#web/frame.ts'
import { LANGUAGE_NAMES, LANGUAGES, language, t } from '#web/language.ts'
import { ownSettings } from '#web/mounts.ts'
import { Page } from '#web/Page.tsx'
import { Panel } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { PurposeChip } from '#web/PurposeChip.tsx'
import { useSession } from '#web/session.ts'
import { toast, toastProblem } from '#web/toast.tsx'
import { StaffNotice } from './StaffNotice.tsx'
import './access.css'

const SCHEMES = ['auto', 'light', 'dark'] as const
type Open = {
  id: string
  begun: string
  seen: string
  address: string | null
  browser: string | null
  current: boolean
}

/** One's own: language and light on this device, password, open sessions, and what one's levels come to. */
export default function OwnSettings() {
  const session = useSession()
  const frame = useFrame()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <Page title={t('nav.settings')} subtitle={`${session.user.name} · ${session.user.email}`}>
      <div className="panels">
        <Panel title={t('settings.look')}>
          <div className="stack">
            <fieldset className="segments">
              <legend>{t('settings.language')}</legend>
              {LANGUAGES.map((one) => (
                <label key={one}>
                  <input
                    type="radio"
                    name="language"
                    checked={language() === one}
                    onChange={() => {
                      frame.changeLanguage(one)
                      // Letters and links to this user come in the same language.
                      void patch('/session', { language: one }).catch(() => {})
                    }}
                  />
                  <span lang={one}>{LANGUAGE_NAMES[one]}</span>
                </label>
              ))}
            </fieldset>
            <fieldset className="segments">
              <legend>{t('settings.light')}</legend>
              {SCHEMES.map((one) => (
                <label key={one}>
                  <input
                    type="radio"
                    name="scheme"
                    checked={colorScheme === one}
                    onChange={() => setColorScheme(one)}
                  />
                  <span>{t(`scheme.${one}`)}</span>
                </label>
              ))}
            </fieldset>
          </div>
        </Panel>
        <Suspense fallback={null}>
          {ownSettings.map((Extra, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the list stands in the program
            <Extra key={place} />
          ))}
        </Suspense>
        <Panel title={t('settings.levels')}>
          <dl className="facts">
            <div>
              <dt>{t('users.levels')}</dt>
              <dd>
                <span className="value">{session.levels.map((level) => String(level.label)).join(', ')}</span>
              </dd>
            </div>
            <div>
              <dt>{t('users.writes')}</dt>
              <dd>
                <span className="value chips">
                  {session.writes.length ? session.writes.map((one) => <PurposeChip key={one} purpose={one} />) : '–'}
                </span>
              </dd>
            </div>
            <div>
              <dt>{t('users.reads')}</dt>
              <dd>
                <span className="value chips">
                  {session.reads.length ? session.reads.map((one) => <PurposeChip key={one} purpose={one} />) : '–'}
                </span>
              </dd>
            </div>
            <div>
              <dt>{t('users.scope')}</dt>
              <dd>
                <span className="value">{t(`scope.${session.scope}`)}</span>
              </dd>
            </div>
          </dl>
        </Panel>
        <ChangePassword />
        <OpenSessions />
        <StaffNotice />
      </div>
    </Page>
  )
}

function ChangePassword() {
  const [current, setCurrent] = useState('')
  const [password, setPassword] = useState('')
  const change = useMutation({
    mutationFn: () => post('/password/change', { current, password }),
    onSuccess: () => {
      setCurrent('')
      setPassword('')
      toast(t('password.changed'))
    },
  })
  const show = { 'aria-label': t('signin.show') }
  return (
    <Panel title={t('password.change')}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          change.mutate()
        }}
      >
        <div className="form-grid">
          <PasswordInput
            label={t('password.current')}
            autoComplete="current-password"
            value={current}
            onChange={(event) => setCurrent(event.currentTarget.value)}
            visibilityToggleButtonProps={show}
          />
          <PasswordInput
            label={t('password.new')}
            autoComplete="new-password"
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            visibilityToggleButtonProps={show}
          />
        </div>
        <p className="small quiet">{t('password.advice')}</p>
        <ProblemNote error={change.error} />
        <Button type="submit" disabled={!current || !password} loading={change.isPending}>
          {t('password.change')}
        </Button>
      </form>
    </Panel>
  )
}

function OpenSessions() {
  const client = useQueryClient()
  const sessions = useQuery({ queryKey: ['sessions'], queryFn: () => get<{ items: Open[] }>('/sessions') })
  const end = (id: string) =>
    remove(`/sessions/${id}`)
      .then(() => client.invalidateQueries({ queryKey: ['sessions'] }))
      .catch(toastProblem)
  return (
    <Panel title={t('sessions.title')}>
      <ProblemNote error={sessions.error} />
      <ul className="lines">
        {sessions.data?.items.map((one) => (
          <li key={one.id}>
            <span className="main">{browserName(one.browser)}</span>
            <span className="quiet small">
              {one.address} · {formatAgo(one.seen)}
            </span>
            {one.current ? (
              <span className="chip chip-good">{t('sessions.this')}</span>
            ) : (
              <Button size="compact-sm" variant="subtle" onClick={() => void end(one.id)}>
                {t('sessions.end')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  )
}

/** The long line a browser calls itself by, as people know it. */
function browserName(line: string | null): string {
  const name = /Edg\//.test(line ?? '')
    ? 'Edge'
    : /Firefox\//.test(line ?? '')
      ? 'Firefox'
      : /Chrom(e|ium)\//.test(line ?? '')
        ? 'Chrome'
        : /Safari\//.test(line ?? '')
          ? 'Safari'
          : t('sessions.unknown')
  const place = /Windows|Mac OS|Android|iPhone|iPad|Linux/.exec(line ?? '')?.[0]
  return place ? `${name} · ${place}` : name
}
