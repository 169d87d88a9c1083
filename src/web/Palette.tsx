import { Modal } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { Spotlight, spotlight } from '@mantine/spotlight'
import { IconSearch } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useLocation } from 'wouter'
import { get } from './api.ts'
import { useFrame } from './frame.ts'
import { Keycap } from './Keycap.tsx'
import { type Kept, keptAt, useFavourites, useNames, useRecent } from './kept.ts'
import { t, tMaybe } from './language.ts'
import { creators } from './mounts.ts'
import { PurposeChip } from './PurposeChip.tsx'
import { creatableFor, inWords, useRegister } from './register.ts'
import type { Screen } from './screens.ts'
import { useSession } from './session.ts'
import { veil } from './theme.ts'

type Hit = {
  noun: string
  id: string
  title: string
  subtitle?: string
  purpose: string
  on: { noun: string; id: string }[]
}
type Command = { id: string; label: string; keys?: string; run: () => void }

/** Search across the level's purposes, and every command, by keyboard. */
export default function Palette({ screens, call }: { screens: Screen[]; call: number }) {
  const register = useRegister()
  const session = useSession()
  const frame = useFrame()
  const [, go] = useLocation()
  const [typed, setTyped] = useState('')
  const [isEager, setEager] = useState(false)
  const [q] = useDebouncedValue(typed.trim(), 120)
  useEffect(() => {
    if (call > 0) spotlight.open()
  }, [call])
  const hits = useQuery({
    queryKey: ['search', q],
    queryFn: ({ signal }) => get<{ hits: Hit[] }>('/search', { q }, signal),
    enabled: q.length > 1,
    placeholderData: keepPreviousData,
    gcTime: 0,
  })
  const { favourites } = useFavourites()
  const recent = useRecent()
  const makes = Object.keys(creators).filter((noun) => creatableFor(register, noun, session.writes).length > 0)
  const commands: Command[] = [
    ...makes.map((noun) => ({
      id: `new-${noun}`,
      label: tMaybe(
        `${noun}.new`,
        t('palette.new', { what: inWords(register.nouns[noun]?.label, noun).toLocaleLowerCase() }),
      ),
      run: () => frame.create(noun),
      ...(noun === 'people' && { keys: 'c' }),
    })),
    ...(screens.some((screen) => screen.path === '/note')
      ? [{ id: 'note', label: t('note.quick'), run: () => go('/note') }]
      : []),
    ...(screens.some((screen) => screen.path === '/requests/new')
      ? [{ id: 'request', label: t('requests.record'), run: () => go('/requests/new') }]
      : []),
    ...screens
      .filter((screen) => screen.nav)
      .map((screen) => ({
        id: screen.path,
        label: t('palette.go', { place: t(screen.nav!.label) }),
        ...(screen.nav!.jump && { keys: `g ${screen.nav!.jump}` }),
        run: () => go(screen.path),
      })),
    ...favourites.flatMap((one) =>
      one.view
        ? [{ id: one.record_id, label: t('palette.view', { name: one.view.name }), run: () => go(keptAt(one)) }]
        : [],
    ),
    { id: 'help', label: t('frame.shortcuts'), keys: '?', run: frame.help },
  ]
  const word = typed.trim().toLowerCase()
  const fitting = commands.filter((command) => command.label.toLowerCase().includes(word))
  const found = (q.length > 1 ? (hits.data?.hits ?? []) : []).flatMap((hit) => {
    const path = placeOf(hit, screens)
    return path ? [{ ...hit, path }] : []
  })
  const isAsking = word.length > 1 && (q !== typed.trim() || hits.isFetching)
  // Enter pressed before the answer came: it takes the first line when it does.
  useEffect(() => {
    if (!isEager || isAsking) return
    setEager(false)
    takeFirst()
  }, [isEager, isAsking])
  return (
    <Spotlight.Root
      query={typed}
      onQueryChange={setTyped}
      shortcut={null}
      maxHeight={440}
      scrollable
      lockScroll={false}
      overlayProps={veil}
      transitionProps={{ duration: 0 }}
    >
      <Modal.Title className="visually-hidden">{t('palette.title')}</Modal.Title>
      <Spotlight.Search
        placeholder={t('palette.ask')}
        aria-label={t('palette.ask')}
        autoFocus
        onKeyDown={(event) => event.key === 'Enter' && (isAsking ? setEager(true) : takeFirst())}
        leftSection={<IconSearch size={17} aria-hidden />}
      />
      <Spotlight.ActionsList>
        {found.length > 0 && (
          <Spotlight.ActionsGroup label={t('palette.hits')}>
            {found.map((hit) => (
              <Spotlight.Action
                key={`${hit.noun}-${hit.id}-${hit.purpose}`}
                onClick={() => go(`${hit.path}?purpose=${hit.purpose}`)}
              >
                <span className="hit">
                  <span className="quiet small hit-noun">{inWords(register.nouns[hit.noun]?.label, hit.noun)}</span>
                  <strong>{hit.title}</strong>
                  <span className="quiet hit-more">{hit.subtitle}</span>
                  <PurposeChip purpose={hit.purpose} />
                </span>
              </Spotlight.Action>
            ))}
          </Spotlight.ActionsGroup>
        )}
        {word === '' && <AtHand title={t('kept.favourites')} kept={favourites} go={go} />}
        {word === '' && <AtHand title={t('kept.recent')} kept={recent.slice(0, 5)} go={go} />}
        {fitting.length > 0 && (
          <Spotlight.ActionsGroup label={t('palette.commands')}>
            {fitting.map((command) => (
              <Spotlight.Action key={command.id} onClick={command.run}>
                <span className="hit">
                  <span>{command.label}</span>
                  <span className="gap" />
                  {command.keys && <Keycap keys={command.keys} />}
                </span>
              </Spotlight.Action>
            ))}
          </Spotlight.ActionsGroup>
        )}
        {found.length === 0 && fitting.length === 0 && (
          <Spotlight.Empty>{hits.isFetching ? t('searching') : t('palette.nothing')}</Spotlight.Empty>
        )}
      </Spotlight.ActionsList>
      <p className="palette-foot quiet small">{t('palette.foot')}</p>
    </Spotlight.Root>
  )
}

/** Enter takes the first line when none has been chosen: hits come after the words that asked for them. */
function takeFirst() {
  const list = document.querySelector('.mantine-Spotlight-actionsList')
  if (!list?.querySelector('[data-selected]')) list?.querySelector<HTMLElement>('[data-action]')?.click()
}

/** Its own page, or the page of what it stands on, or the list it is in: the first that the user may open. */
function placeOf({ noun, id, on }: Hit, screens: Screen[]): string | null {
  const paths = new Set(screens.map((screen) => screen.path))
  const page = [{ noun, id }, ...on].find((one) => paths.has(`/${one.noun}/:id`))
  if (page) return `/${page.noun}/${page.id}`
  return paths.has(`/${noun}`) ? `/${noun}` : null
}

/** What one keeps at hand, or has just looked at. Named only while it is on the screen, so that the log stays true. */
function AtHand({ title, kept, go }: { title: string; kept: Kept[]; go: (path: string) => void }) {
  const register = useRegister()
  const named = useNames(kept, true)
  if (named.length === 0) return null
  return (
    <Spotlight.ActionsGroup label={title}>
      {named.map(({ name, ...one }) => (
        <Spotlight.Action key={one.record_id} onClick={() => go(keptAt(one))}>
          <span className="hit">
            <span className="quiet small hit-noun">
              {inWords(one.view ? register.nouns[one.view.noun]?.plural : register.nouns[one.noun]?.label)}
            </span>
            <strong>{name}</strong>
            <span className="hit-more" />
            {one.purpose && <PurposeChip purpose={one.view?.state.purpose ?? one.purpose} />}
          </span>
        </Spotlight.Action>
      ))}
    </Spotlight.ActionsGroup>
  )
}
