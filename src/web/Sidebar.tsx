import { ActionIcon, Menu, Tooltip } from '@mantine/core'
import {
  IconDots,
  IconLayoutSidebarLeftCollapse,
  IconLayoutSidebarLeftExpand,
  IconPlus,
  IconSearch,
} from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Suspense, useState } from 'react'
import { Link, useLocation } from 'wouter'
import { get } from './api.ts'
import { useFrame } from './frame.ts'
import { ICONS } from './icons.ts'
import { KeptLinks } from './KeptLinks.tsx'
import { Keycap } from './Keycap.tsx'
import { MOD } from './keys.ts'
import { t, tn } from './language.ts'
import { bell } from './mounts.ts'
import { inWords, useRegister } from './register.ts'
import type { Place, Screen } from './screens.ts'
import { useSession } from './session.ts'

const Bell = bell

type Props = { screens: Screen[]; leave: () => void; create: boolean; inDrawer?: boolean }

export function Sidebar({ screens, leave, create, inDrawer }: Props) {
  const session = useSession()
  const frame = useFrame()
  const workspace = useRegister().controller?.name ?? 'Seloste'
  const [folded, setFolded] = useState(() => !inDrawer && localStorage.getItem('seloste.folded') === '1')
  const fold = () => {
    localStorage.setItem('seloste.folded', folded ? '0' : '1')
    setFolded(!folded)
  }
  const levels = session.levels.map((level) =>
    typeof level.label === 'string' ? level.label : inWords(level.label as never, level.id),
  )
  return (
    <nav className={inDrawer ? 'side side-drawer' : `side ${folded ? 'side-folded' : ''}`} aria-label={t('frame.nav')}>
      {!inDrawer && (
        <div className="side-head">
          <Link href="/" className="brand" aria-label={workspace}>
            <Mark />
            {!folded && <strong>{workspace}</strong>}
          </Link>
          {!folded && (
            <ActionIcon size="sm" onClick={fold} aria-label={t('frame.fold')}>
              <IconLayoutSidebarLeftCollapse size={16} />
            </ActionIcon>
          )}
        </div>
      )}
      {!inDrawer && (
        <div className="side-do">
          <button
            type="button"
            className="side-item side-search"
            onClick={frame.palette}
            {...(folded && { 'aria-label': t('frame.search') })}
          >
            <IconSearch size={16} aria-hidden />
            {!folded && (
              <>
                <span>{t('frame.search')}</span>
                <Keycap keys={`${MOD} K`} />
              </>
            )}
          </button>
          {create && (
            <button
              type="button"
              className="side-item"
              onClick={() => frame.create('people')}
              {...(folded && { 'aria-label': t('frame.create') })}
            >
              <IconPlus size={16} aria-hidden />
              {!folded && (
                <>
                  <span>{t('frame.create')}</span>
                  <Keycap keys="c" />
                </>
              )}
            </button>
          )}
        </div>
      )}
      <Suspense fallback={null}>
        <Bell place={inDrawer ? 'drawer' : folded ? 'folded' : 'side'} />
      </Suspense>
      <Group screens={screens} place="work" folded={folded} />
      {!folded && <KeptLinks />}
      {screens.some((screen) => screen.nav?.place === 'privacy') && (
        <>
          <h2 className={folded ? 'visually-hidden' : 'side-title'}>{t('frame.privacy')}</h2>
          <Group screens={screens} place="privacy" folded={folded} />
        </>
      )}
      <h2 className={folded ? 'visually-hidden' : 'side-title'}>{t('frame.settings')}</h2>
      <Group screens={screens} place="settings" folded={folded} />
      <span className="gap" />
      {folded && (
        <ActionIcon onClick={fold} aria-label={t('frame.unfold')}>
          <IconLayoutSidebarLeftExpand size={16} />
        </ActionIcon>
      )}
      <Menu position="top-start" width={220}>
        <Menu.Target>
          <button type="button" className="side-user">
            <span className="initials" aria-hidden>
              {initials(session.user.name)}
            </span>
            {folded && <span className="visually-hidden">{t('frame.user', { name: session.user.name })}</span>}
            {!folded && (
              <span className="side-user-words">
                <strong>{session.user.name}</strong>
                <span className="quiet small">{levels.join(', ')}</span>
              </span>
            )}
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item component={Link} href="/settings">
            {t('frame.own')}
          </Menu.Item>
          <Menu.Item onClick={frame.help} rightSection={<Keycap keys="?" />}>
            {t('frame.shortcuts')}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item onClick={leave}>{t('frame.leave')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </nav>
  )
}

function Group({ screens, place, folded }: { screens: Screen[]; place: Place; folded: boolean }) {
  const [path] = useLocation()
  return (
    <ul className="side-group">
      {screens
        .filter((screen) => screen.nav?.place === place)
        .map(({ path: to, nav }) => {
          if (!nav) return null
          const Icon = ICONS[nav.icon]
          const here = path === to || (to !== '/settings' && path.startsWith(`${to}/`))
          const link = (
            <Link
              href={to}
              className="side-item"
              aria-current={here ? 'page' : undefined}
              aria-label={folded ? t(nav.label) : undefined}
            >
              <Icon size={16} aria-hidden />
              {!folded && (
                <>
                  <span>{t(nav.label)}</span>
                  {nav.waiting && <Waiting path={nav.waiting} />}
                  {nav.jump && <Keycap keys={`g ${nav.jump}`} />}
                </>
              )}
            </Link>
          )
          return (
            <li key={to}>
              {folded ? (
                <Tooltip label={t(nav.label)} position="right">
                  {link}
                </Tooltip>
              ) : (
                link
              )}
            </li>
          )
        })}
    </ul>
  )
}

/** How many things wait behind a link; nothing when none does. */
function Waiting({ path }: { path: string }) {
  const [noun = ''] = path.split('/').filter(Boolean)
  const { data } = useQuery({
    queryKey: [noun, 'counts'],
    queryFn: () => get<{ waiting: number }>(path),
    staleTime: 60_000,
    refetchInterval: 5 * 60_000,
  })
  if (!data?.waiting) return null
  return (
    <small className="side-waiting" title={tn('frame.waiting', data.waiting)}>
      <span aria-hidden>{data.waiting}</span>
      <span className="visually-hidden">{tn('frame.waiting', data.waiting)}</span>
    </small>
  )
}

/** On a phone: what is used all day at the thumb, the rest behind one button. */
export function BottomBar({ screens, more }: { screens: Screen[]; more: () => void }) {
  const [path] = useLocation()
  const frame = useFrame()
  return (
    <nav className="bottom" aria-label={t('frame.bottom')}>
      {screens
        .filter((screen) => screen.nav?.place === 'work' || screen.path === '/settings/register')
        .slice(0, 3)
        .map(({ path: to, nav }) => {
          if (!nav) return null
          const Icon = ICONS[nav.icon]
          return (
            <Link key={to} href={to} aria-current={path.startsWith(to) ? 'page' : undefined}>
              <Icon size={21} aria-hidden />
              {t(nav.label)}
            </Link>
          )
        })}
      <Suspense fallback={null}>
        <Bell place="bottom" />
      </Suspense>
      <button type="button" onClick={frame.palette}>
        <IconSearch size={21} aria-hidden />
        {t('frame.search')}
      </button>
      <button type="button" onClick={more}>
        <IconDots size={21} aria-hidden />
        {t('frame.more')}
      </button>
    </nav>
  )
}

/** The mark: a statement with a line in its margin. */
export function Mark() {
  return (
    <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden className="mark">
      <path d="M3.5 3v14" className="mark-margin" />
      <path d="M8 5h9M8 10h6M8 15h8" />
    </svg>
  )
}

export const initials = (name: string) =>
  name
    .split(/\s+/)
    .map((part) => part[0] ?? '')
    .slice(0, 2)
    .join('')
    .toUpperCase()
