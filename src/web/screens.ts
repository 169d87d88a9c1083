import { type ComponentType, type LazyExoticComponent, lazy } from 'react'
import type { Creatable } from './frame.ts'
import type { Key } from './language.ts'
import { creatableFor, purposesOf, type Register } from './register.ts'
import { purposesHeld, type Session } from './session.ts'

type Lazy<P = any> = LazyExoticComponent<ComponentType<P>>
export type Place = 'work' | 'settings'

export type Screen = {
  path: string
  load: () => Promise<{ default: ComponentType<any> }>
  component: Lazy
  nav?: {
    label: Key
    icon: 'people' | 'companies' | 'import' | 'users' | 'keys' | 'register' | 'ledger' | 'settings'
    place: Place
    jump: string
  }
  /** Absent means open to everybody who has signed in. */
  needs?: (session: Session, register: Register) => boolean
}

/** Every screen behind the sign-in. What a level may not open is not shown to it. */
const list: readonly Omit<Screen, 'component'>[] = [
  {
    path: '/people',
    load: () => import('#features/people/PeopleScreen.tsx'),
    nav: { label: 'nav.people', icon: 'people', place: 'work', jump: 'p' },
    needs: sees('people'),
  },
  { path: '/people/:id', load: () => import('#features/people/PersonPage.tsx'), needs: sees('people') },
  {
    path: '/companies',
    load: () => import('#features/companies/CompaniesScreen.tsx'),
    nav: { label: 'nav.companies', icon: 'companies', place: 'work', jump: 'o' },
    needs: sees('companies'),
  },
  {
    path: '/companies/:id',
    load: () => import('#features/companies/CompanyPage.tsx'),
    needs: sees('companies'),
  },
  {
    path: '/imports',
    load: () => import('#features/people/ImportList.tsx'),
    nav: { label: 'nav.imports', icon: 'import', place: 'work', jump: 'i' },
    needs: imports,
  },
  { path: '/imports/new', load: () => import('#features/people/ImportWizard.tsx'), needs: imports },
  { path: '/imports/:id', load: () => import('#features/people/ImportWizard.tsx'), needs: imports },
  {
    path: '/settings/users',
    load: () => import('#features/access/UsersScreen.tsx'),
    nav: { label: 'nav.users', icon: 'users', place: 'settings', jump: 'u' },
    needs: may('users'),
  },
  {
    path: '/settings/keys',
    load: () => import('#features/access/KeysScreen.tsx'),
    nav: { label: 'nav.keys', icon: 'keys', place: 'settings', jump: 'k' },
    needs: may('users'),
  },
  {
    path: '/settings/register',
    load: () => import('#features/register/RegisterScreen.tsx'),
    nav: { label: 'nav.register', icon: 'register', place: 'settings', jump: 'r' },
  },
  {
    path: '/settings/ledger',
    load: () => import('#features/access/LedgerScreen.tsx'),
    nav: { label: 'nav.ledger', icon: 'ledger', place: 'settings', jump: 'l' },
    needs: may('ledger'),
  },
  {
    path: '/settings',
    load: () => import('#features/access/OwnSettings.tsx'),
    nav: { label: 'nav.settings', icon: 'settings', place: 'settings', jump: 's' },
  },
]

export const screens: readonly Screen[] = list.map((screen) => ({ ...screen, component: lazy(screen.load) }))

/** Begins to fetch the screen an address asks for, before anybody knows whether it may be opened. */
export function fetchScreen(path: string) {
  const parts = path.split('/').length
  void screens
    .find((screen) => path.startsWith(screen.path.replace(/:.*/, '')) && screen.path.split('/').length === parts)
    ?.load()
}

/** Drawers that any screen may open to create a record. */
export const creators: Record<Creatable, Lazy<CreatorProps>> = {
  people: lazy(() => import('#features/people/PersonCreate.tsx')),
  companies: lazy(() => import('#features/companies/CompanyCreate.tsx')),
}
export type CreatorProps = { close: () => void }

/** Panels that other features put on a record's page: each knows only the record's id and the page's purpose. */
export const panels: Record<'person' | 'company', readonly Lazy<PanelProps>[]> = {
  person: [
    lazy(() => import('#features/grounds/GroundPanel.tsx')),
    lazy(() => import('#features/grounds/SourcePanel.tsx')),
  ],
  company: [lazy(() => import('#features/people/CompanyPeoplePanel.tsx'))],
}
export type PanelProps = { id: string; purpose: string; name: string }

export const isOpen = (screen: Screen, session: Session, register: Register) =>
  screen.needs?.(session, register) ?? true

function imports(session: Session, register: Register) {
  return session.may.includes('import') && creatableFor(register, 'people', session.writes).length > 0
}

function may(verb: string) {
  return (session: Session) => session.may.includes(verb)
}

function sees(noun: string) {
  return (session: Session, register: Register) => {
    const open = purposesOf(register, noun)
    return purposesHeld(session).some((purpose) => open.includes(purpose))
  }
}
