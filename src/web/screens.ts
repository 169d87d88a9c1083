import { type ComponentType, type LazyExoticComponent, lazy } from 'react'
import type { Creatable } from './frame.ts'
import type { Key } from './language.ts'
import { purposesOf, type Register } from './register.ts'
import { purposesHeld, type Session } from './session.ts'

type Lazy<P = any> = LazyExoticComponent<ComponentType<P>>
export type Place = 'work' | 'settings'

export type Screen = {
  path: string
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
export const screens: readonly Screen[] = [
  {
    path: '/people',
    component: lazy(() => import('#features/people/PeopleScreen.tsx')),
    nav: { label: 'nav.people', icon: 'people', place: 'work', jump: 'p' },
    needs: sees('people'),
  },
  { path: '/people/:id', component: lazy(() => import('#features/people/PersonPage.tsx')), needs: sees('people') },
  {
    path: '/companies',
    component: lazy(() => import('#features/companies/CompaniesScreen.tsx')),
    nav: { label: 'nav.companies', icon: 'companies', place: 'work', jump: 'o' },
    needs: sees('companies'),
  },
  {
    path: '/companies/:id',
    component: lazy(() => import('#features/companies/CompanyPage.tsx')),
    needs: sees('companies'),
  },
  {
    path: '/imports',
    component: lazy(() => import('#features/people/ImportList.tsx')),
    nav: { label: 'nav.imports', icon: 'import', place: 'work', jump: 'i' },
    needs: may('import'),
  },
  { path: '/imports/new', component: lazy(() => import('#features/people/ImportWizard.tsx')), needs: may('import') },
  { path: '/imports/:id', component: lazy(() => import('#features/people/ImportWizard.tsx')), needs: may('import') },
  {
    path: '/settings/users',
    component: lazy(() => import('#features/access/UsersScreen.tsx')),
    nav: { label: 'nav.users', icon: 'users', place: 'settings', jump: 'u' },
    needs: may('users'),
  },
  {
    path: '/settings/keys',
    component: lazy(() => import('#features/access/KeysScreen.tsx')),
    nav: { label: 'nav.keys', icon: 'keys', place: 'settings', jump: 'k' },
    needs: may('users'),
  },
  {
    path: '/settings/register',
    component: lazy(() => import('#features/register/RegisterScreen.tsx')),
    nav: { label: 'nav.register', icon: 'register', place: 'settings', jump: 'r' },
  },
  {
    path: '/settings/ledger',
    component: lazy(() => import('#features/access/LedgerScreen.tsx')),
    nav: { label: 'nav.ledger', icon: 'ledger', place: 'settings', jump: 'l' },
    needs: may('ledger'),
  },
  {
    path: '/settings',
    component: lazy(() => import('#features/access/OwnSettings.tsx')),
    nav: { label: 'nav.settings', icon: 'settings', place: 'settings', jump: 's' },
  },
]

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

function may(verb: string) {
  return (session: Session) => session.may.includes(verb)
}

function sees(noun: string) {
  return (session: Session, register: Register) => {
    const open = purposesOf(register, noun)
    return purposesHeld(session).some((purpose) => open.includes(purpose))
  }
}
