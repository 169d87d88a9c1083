import type { Later } from './later.ts'
import { bell, companions, creators, panels, personTimeline } from './mounts.ts'
import { type Screen, screens } from './screens.ts'

/** Fetches the screen an address asks for before the first drawing. */
export async function bringScreen(path: string): Promise<void> {
  const parts = path.split('/').length
  const asked = screens.find(
    (screen) => path.startsWith(screen.path.replace(/:.*/, '')) && screen.path.split('/').length === parts,
  )
  await Promise.all(
    [asked, bell, ...(parts > 2 ? [personTimeline, ...panels.person, ...panels.company] : [])].map(
      (one) => one && bringOf(one),
    ),
  )
}

/** Everything the user may open, while nothing else is going on. */
export function bringRest(open: readonly Screen[]) {
  const all = [
    ...open,
    ...Object.values(panels).flat(),
    personTimeline,
    bell,
    ...companions,
    ...Object.values(creators),
  ]
  for (const one of all) void bringOf(one).catch(() => {})
}

const bringOf = (one: Screen | Later) => ('component' in one ? one.component.bring() : one.bring())

/** The screen asked for, sent for before the rest of the program runs: this is the first import of main. */
export const screenAhead = bringScreen(location.pathname === '/' ? '/people' : location.pathname).catch(() => {})
