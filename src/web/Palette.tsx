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
import { t } from './language.ts'
import { PurposeChip } from './PurposeChip.tsx'
import { creatableFor, inWords, useRegister } from './register.ts'
import type { Screen } from './screens.ts'
import { useSession } from './session.ts'
import { veil } from './theme.ts'

type Hit = { noun: string; id: string; title: string; subtitle?: string; purpose: string }
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
  const writes = (noun: string) => creatableFor(register, noun, session.writes).length > 0
  const commands: Command[] = [
    ...(writes('people')
      ? [{ id: 'new-person', label: t('people.new'), keys: 'c', run: () => frame.create('people') }]
      : []),
    ...(writes('companies')
      ? [{ id: 'new-company', label: t('companies.new'), run: () => frame.create('companies') }]
      : []),
    ...screens
      .filter((screen) => screen.nav)
      .map((screen) => ({
        id: screen.path,
        label: t('palette.go', { place: t(screen.nav!.label) }),
        keys: `g ${screen.nav!.jump}`,
        run: () => go(screen.path),
      })),
    { id: 'help', label: t('frame.shortcuts'), keys: '?', run: frame.help },
  ]
  const word = typed.trim().toLowerCase()
  const fitting = commands.filter((command) => command.label.toLowerCase().includes(word))
  const found = q.length > 1 ? (hits.data?.hits ?? []) : []
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
                onClick={() => go(`/${hit.noun}/${hit.id}?purpose=${hit.purpose}`)}
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
