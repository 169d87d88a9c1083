import { Drawer } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useMemo, useState } from 'react'
import { Link, Redirect, Route, Switch, useLocation } from 'wouter'
import { bringRest } from './ahead.ts'
import { remove } from './api.ts'
import { Empty } from './Empty.tsx'
import { FrameContext } from './frame.ts'
import { useKeys } from './keys.ts'
import { type Language, t } from './language.ts'
import { Mishap } from './Mishap.tsx'
import { banners, companions, creators, sleeping } from './mounts.ts'
import { isAllAsleep } from './needs.ts'
import { creatableFor, useRegister } from './register.ts'
import { BottomBar, Sidebar } from './Sidebar.tsx'
import { isOpen, screens } from './screens.ts'
import { useSession } from './session.ts'

const Sleeping = sleeping
const Palette = lazy(() => import('./Palette.tsx'))
const Shortcuts = lazy(() => import('./Shortcuts.tsx'))

/** Navigation, the palette, quick create and the keys that work everywhere. */
export function Frame({ changeLanguage }: { changeLanguage: (to: Language) => void }) {
  const session = useSession()
  const register = useRegister()
  const client = useQueryClient()
  const [path, go] = useLocation()
  const [creating, setCreating] = useState<string | null>(null)
  const [palette, setPalette] = useState(0)
  const [isWarm, setWarm] = useState(false)
  const [help, setHelp] = useState(false)
  const [more, setMore] = useState(false)
  const open = useMemo(() => screens.filter((screen) => isOpen(screen, session, register)), [session, register])
  const doors = useMemo(
    () => ({ create: setCreating, palette: () => setPalette((n) => n + 1), help: () => setHelp(true), changeLanguage }),
    [changeLanguage],
  )
  const mayCreate = (noun: string) => Boolean(creators[noun]) && creatableFor(register, noun, session.writes).length > 0
  useKeys(
    {
      'mod+k': doors.palette,
      '/': doors.palette,
      '?': doors.help,
      c: () => {
        const here = path.split('/')[1] ?? ''
        const noun = creators[here] ? here : 'people'
        if (mayCreate(noun)) setCreating(noun)
      },
      ...Object.fromEntries(open.flatMap(({ nav, path }) => (nav?.jump ? [[`g ${nav.jump}`, () => go(path)]] : []))),
    },
    'bottom',
  )
  // Drawn, closed, while nothing else is going on: the first letters typed after the key must not be lost.
  useEffect(() => {
    const bring = () => {
      // On a poor line what is looked at comes first.
      if (client.isFetching() > 0) {
        timer = setTimeout(bring, 400)
        return
      }
      setWarm(true)
      bringRest(open)
      // Where the address is not secure there is none, and where it fails the program works without.
      void navigator.serviceWorker?.register('/worker.js').catch(() => {})
    }
    let timer = setTimeout(bring, 800)
    return () => clearTimeout(timer)
  }, [open, client])
  // biome-ignore lint/correctness/useExhaustiveDependencies: going anywhere closes what lay on top
  useEffect(() => setMore(false), [path])
  const leave = async () => {
    await remove('/session').catch(() => {})
    for (const key of Object.keys(localStorage)) if (key.startsWith('seloste.draft.')) localStorage.removeItem(key)
    // A page of its own again: nothing of what was read stays in memory.
    location.assign('/')
  }
  const home = open.find((screen) => screen.nav)?.path ?? '/settings'
  const asleep = isAllAsleep(session, register)
  const Creator = creating ? creators[creating] : null
  return (
    <FrameContext value={doors}>
      <a className="skip" href="#main">
        {t('frame.skip')}
      </a>
      <div className="frame">
        <Sidebar screens={open} leave={() => void leave()} create={mayCreate('people')} />
        <main id="main" tabIndex={-1}>
          <Suspense fallback={null}>
            {banners.map((Banner, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the list stands in the program
              <Banner key={place} />
            ))}
          </Suspense>
          <Mishap place={path}>
            <Suspense fallback={null}>
              <Switch>
                {open.map((screen) => (
                  <Route key={screen.path} path={screen.path} component={screen.component} />
                ))}
                {asleep && <Route component={Sleeping} />}
                <Route path="/">
                  <Redirect to={home} replace />
                </Route>
                <Route>
                  <Empty alone title={t('frame.nowhere')} actions={<Link href={home}>{t('frame.home')}</Link>}>
                    {t('frame.nowhere.body')}
                  </Empty>
                </Route>
              </Switch>
            </Suspense>
          </Mishap>
        </main>
        <BottomBar screens={open} more={() => setMore(true)} />
      </div>
      <Drawer
        opened={more}
        onClose={() => setMore(false)}
        position="bottom"
        size="auto"
        title={t('frame.more')}
        closeButtonProps={{ 'aria-label': t('close') }}
      >
        <Sidebar screens={open} leave={() => void leave()} create={false} inDrawer />
      </Drawer>
      <Suspense fallback={null}>
        {companions.map((Companion, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list stands in the program
          <Companion key={place} />
        ))}
        {Creator && <Creator close={() => setCreating(null)} />}
        {(isWarm || palette > 0) && <Palette screens={open} call={palette} />}
        {help && <Shortcuts screens={open} close={() => setHelp(false)} />}
      </Suspense>
    </FrameContext>
  )
}
