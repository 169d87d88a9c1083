import type { ComponentType } from 'react'
import type { Key } from './language.ts'
import { type Later, later } from './later.ts'
import { importableFor, isWritable, purposesOf, type Register } from './register.ts'
import { purposesHeld, type Session } from './session.ts'

export type Place = 'work' | 'privacy' | 'settings'

export type Screen = {
  path: string
  component: Later
  nav?: {
    label: Key
    icon:
      | 'day'
      | 'calendar'
      | 'templates'
      | 'people'
      | 'companies'
      | 'deals'
      | 'leads'
      | 'forecast'
      | 'contracts'
      | 'orders'
      | 'services'
      | 'renewals'
      | 'suppliers'
      | 'quotes'
      | 'products'
      | 'pipelines'
      | 'rates'
      | 'import'
      | 'pairs'
      | 'quality'
      | 'wishes'
      | 'requests'
      | 'erasures'
      | 'findings'
      | 'informing'
      | 'balancing'
      | 'duties'
      | 'forms'
      | 'sending'
      | 'tasks'
      | 'cases'
      | 'stepins'
      | 'start'
      | 'dashboards'
      | 'users'
      | 'keys'
      | 'labels'
      | 'register'
      | 'ledger'
      | 'runs'
      | 'backups'
      | 'retention'
      | 'settings'
    place: Place
    /** The letter that leads here after g; the main screens have one. */
    jump?: string
    /** Answers {waiting}: how many things wait there. */
    waiting?: string
  }
  /** Keys of its own, told beside those that work everywhere. */
  keys?: readonly (readonly [keys: string, says: Key])[]
  /** Absent means open to everybody who has signed in. */
  needs?: (session: Session, register: Register) => boolean
}

/** Every screen behind the sign-in. What a level may not open is not shown to it. */
export const screens: readonly Screen[] = [
  {
    path: '/day',
    component: later(() => import('#features/calendar/DayScreen.tsx')),
    nav: { label: 'nav.day', icon: 'day', place: 'work', jump: 'g' },
    needs: worksOn('tasks'),
  },
  {
    path: '/tasks',
    component: later(() => import('#features/activities/TasksScreen.tsx')),
    nav: { label: 'nav.tasks', icon: 'tasks', place: 'work', jump: 'a' },
    needs: worksOn('tasks'),
  },
  {
    path: '/tasks/all',
    component: later(() => import('#features/activities/TasksTable.tsx')),
    needs: worksOn('tasks'),
  },
  {
    path: '/note',
    component: later(() => import('#features/activities/NoteScreen.tsx')),
    needs: worksOn('notes'),
  },
  {
    path: '/calendar',
    component: later(() => import('#features/calendar/CalendarScreen.tsx')),
    nav: { label: 'nav.calendar', icon: 'calendar', place: 'work', jump: 'l' },
    keys: [
      ['Alt ← → ↑ ↓', 'keys.meeting.move'],
      ['Alt ⇧ ↑ ↓', 'keys.meeting.length'],
      ['n', 'keys.meeting.new'],
      ['t', 'keys.cal.today'],
      ['← →', 'keys.cal.step'],
      ['m w d a', 'keys.cal.views'],
    ],
    needs: worksOn('meetings'),
  },
  {
    path: '/people',
    component: later(() => import('#features/people/PeopleScreen.tsx')),
    nav: { label: 'nav.people', icon: 'people', place: 'work', jump: 'p' },
    needs: sees('people'),
  },
  { path: '/people/:id', component: later(() => import('#features/people/PersonPage.tsx')), needs: sees('people') },
  {
    path: '/companies',
    component: later(() => import('#features/companies/CompaniesScreen.tsx')),
    nav: { label: 'nav.companies', icon: 'companies', place: 'work', jump: 'o' },
    needs: sees('companies'),
  },
  {
    path: '/companies/:id',
    component: later(() => import('#features/companies/CompanyPage.tsx')),
    needs: sees('companies'),
  },
  {
    path: '/leads',
    component: later(() => import('#features/deals/LeadsScreen.tsx')),
    nav: { label: 'nav.leads', icon: 'leads', place: 'work', jump: 'h' },
    needs: sees('leads'),
  },
  { path: '/leads/:id', component: later(() => import('#features/deals/LeadPage.tsx')), needs: sees('leads') },
  {
    path: '/deals',
    component: later(() => import('#features/deals/DealsScreen.tsx')),
    nav: { label: 'nav.deals', icon: 'deals', place: 'work', jump: 'j' },
    keys: [
      ['␣', 'keys.deal.lift'],
      ['← →', 'keys.deal.carry'],
      ['Alt ↑ ↓', 'keys.deal.place'],
    ],
    needs: sees('deals'),
  },
  { path: '/deals/:id', component: later(() => import('#features/deals/DealPage.tsx')), needs: sees('deals') },
  {
    path: '/quotes',
    component: later(() => import('#features/quotes/QuotesScreen.tsx')),
    nav: { label: 'nav.quotes', icon: 'quotes', place: 'work', jump: 'q' },
    needs: sees('quotes'),
  },
  { path: '/quotes/:id', component: later(() => import('#features/quotes/QuotePage.tsx')), needs: sees('quotes') },
  {
    path: '/contracts',
    component: later(() => import('#features/contracts/ContractsScreen.tsx')),
    nav: { label: 'nav.contracts', icon: 'contracts', place: 'work', jump: 'k' },
    needs: sees('contracts'),
  },
  {
    path: '/contracts/:id',
    component: later(() => import('#features/contracts/ContractPage.tsx')),
    needs: sees('contracts'),
  },
  {
    path: '/orders',
    component: later(() => import('#features/contracts/OrdersScreen.tsx')),
    nav: { label: 'nav.orders', icon: 'orders', place: 'work', jump: 'y' },
    needs: sees('orders'),
  },
  { path: '/orders/:id', component: later(() => import('#features/contracts/OrderPage.tsx')), needs: sees('orders') },
  {
    path: '/services',
    component: later(() => import('#features/contracts/ServicesScreen.tsx')),
    nav: { label: 'nav.services', icon: 'services', place: 'work', jump: 't' },
    needs: sees('services'),
  },
  {
    path: '/services/:id',
    component: later(() => import('#features/contracts/ServicePage.tsx')),
    needs: sees('services'),
  },
  {
    path: '/renewals',
    component: later(() => import('#features/contracts/RenewalsScreen.tsx')),
    nav: { label: 'nav.renewals', icon: 'renewals', place: 'work' },
    needs: sees('contracts'),
  },
  {
    path: '/suppliers',
    component: later(() => import('#features/contracts/SuppliersScreen.tsx')),
    nav: { label: 'nav.suppliers', icon: 'suppliers', place: 'work' },
    needs: (session) => purposesHeld(session).includes('suppliers'),
  },
  {
    path: '/products',
    component: later(() => import('#features/products/ProductsScreen.tsx')),
    nav: { label: 'nav.products', icon: 'products', place: 'work' },
    needs: sees('products'),
  },
  {
    path: '/products/:id',
    component: later(() => import('#features/products/ProductPage.tsx')),
    needs: sees('products'),
  },
  {
    path: '/cases',
    component: later(() => import('#features/cases/CasesScreen.tsx')),
    nav: { label: 'nav.cases', icon: 'cases', place: 'work', jump: 'c' },
    needs: sees('cases', 'support'),
  },
  {
    path: '/cases/:id',
    component: later(() => import('#features/cases/CasePage.tsx')),
    needs: sees('cases', 'support'),
  },
  {
    path: '/forecast',
    component: later(() => import('#features/deals/ForecastScreen.tsx')),
    nav: { label: 'nav.forecast', icon: 'forecast', place: 'work', jump: 'x' },
    needs: (session) => purposesHeld(session).some((purpose) => purpose === 'sales' || purpose === 'relationship'),
  },
  {
    path: '/dashboards',
    component: later(() => import('#features/dashboards/DashboardScreen.tsx')),
    nav: { label: 'nav.dashboards', icon: 'dashboards', place: 'work', jump: 'z' },
    needs: sees('deals', 'relationship'),
  },
  {
    path: '/quality',
    component: later(() => import('#features/quality/QualityScreen.tsx')),
    nav: { label: 'nav.quality', icon: 'quality', place: 'work' },
    needs: (session, register) =>
      session.may.includes('register') ||
      session.writes.some((one) => (register.nouns.verifications?.fields.of?.purposes[one] ?? '') === 'write'),
  },
  {
    path: '/imports',
    component: later(() => import('#features/people/ImportList.tsx')),
    nav: { label: 'nav.imports', icon: 'import', place: 'work', jump: 'i' },
    needs: imports,
  },
  { path: '/imports/new', component: later(() => import('#features/people/ImportWizard.tsx')), needs: imports },
  { path: '/imports/:id', component: later(() => import('#features/people/ImportWizard.tsx')), needs: imports },
  {
    path: '/price-lists',
    component: later(() => import('#features/products/PriceListsScreen.tsx')),
    needs: sees('price_lists'),
  },
  {
    path: '/price-lists/:id',
    component: later(() => import('#features/products/PriceListPage.tsx')),
    needs: sees('price_lists'),
  },
  {
    path: '/privacy/stepins',
    component: later(() => import('#features/cases/StepinsScreen.tsx')),
    nav: { label: 'nav.stepins', icon: 'stepins', place: 'privacy', jump: 'v' },
    needs: (session) => session.writes.includes('rights'),
  },
  { path: '/trash', component: later(() => import('#features/quality/TrashScreen.tsx')) },
  {
    path: '/pairs',
    component: later(() => import('#features/people/PairsScreen.tsx')),
    nav: { label: 'nav.pairs', icon: 'pairs', place: 'privacy' },
    needs: (session) => session.may.includes('merge') && session.writes.includes('rights'),
  },
  {
    path: '/requests',
    component: later(() => import('#features/requests/RequestsScreen.tsx')),
    nav: { label: 'nav.requests', icon: 'requests', place: 'privacy', jump: 'd', waiting: '/requests/counts' },
    // whoever approves decides refusals there, and sees nobody
    needs: may('approve'),
  },
  // Whoever hears a request records it, whatever their level sees.
  {
    path: '/requests/new',
    component: later(() => import('#features/requests/RequestCreate.tsx')),
    needs: sees('people'),
  },
  {
    path: '/requests/:id',
    component: later(() => import('#features/requests/RequestPage.tsx')),
    needs: (session) => session.writes.includes('rights'),
  },
  {
    path: '/privacy/retention',
    component: later(() => import('#features/retention/RetentionScreen.tsx')),
    nav: { label: 'nav.retention', icon: 'retention', place: 'privacy', waiting: '/retention/counts' },
    needs: (session) => session.writes.includes('rights') && session.may.includes('register'),
  },
  {
    path: '/privacy/erasures',
    component: later(() => import('#features/erasure/ErasuresScreen.tsx')),
    nav: { label: 'nav.erasures', icon: 'erasures', place: 'privacy' },
    needs: (session) => session.writes.includes('rights'),
  },
  {
    path: '/privacy/findings',
    component: later(() => import('#features/sensitive/FindingsScreen.tsx')),
    nav: { label: 'nav.findings', icon: 'findings', place: 'privacy', waiting: '/findings/counts' },
    needs: (session) => session.writes.includes('rights'),
  },
  {
    path: '/privacy/wishes',
    component: later(() => import('#features/wishes/WishesScreen.tsx')),
    nav: { label: 'nav.wishes', icon: 'wishes', place: 'privacy', jump: 'w', waiting: '/wishes/counts' },
    needs: may('approve'),
  },
  {
    path: '/privacy/informing',
    component: later(() => import('#features/informing/InformingScreen.tsx')),
    nav: { label: 'nav.informing', icon: 'informing', place: 'privacy', jump: 'n', waiting: '/authority/counts' },
    // whoever approves decides exemptions there, and sees nobody
    needs: (session) => session.writes.includes('rights') || session.may.includes('approve'),
  },
  {
    path: '/privacy/balancing',
    component: later(() => import('#features/balancing/BalancingScreen.tsx')),
    nav: { label: 'nav.balancing', icon: 'balancing', place: 'privacy', jump: 'b' },
    needs: may('register'),
  },
  {
    path: '/privacy/duties',
    component: later(() => import('#features/duties/DutiesScreen.tsx')),
    nav: { label: 'nav.duties', icon: 'duties', place: 'privacy' },
    needs: (session) => session.may.includes('register') || session.writes.includes('marketing'),
  },
  {
    path: '/privacy/forms',
    component: later(() => import('#features/consent/FormsScreen.tsx')),
    nav: { label: 'nav.forms', icon: 'forms', place: 'privacy', jump: 'f' },
    needs: makesForms,
  },
  { path: '/privacy/forms/:id', component: later(() => import('#features/consent/FormEditor.tsx')), needs: makesForms },
  {
    path: '/privacy/sending',
    component: later(() => import('#features/sending/SendingScreen.tsx')),
    nav: { label: 'nav.sending', icon: 'sending', place: 'privacy', jump: 'e', waiting: '/sending/state' },
    needs: (session) => session.writes.includes('rights'),
  },
  {
    path: '/start',
    component: later(() => import('#features/setup/StartScreen.tsx')),
    nav: { label: 'nav.start', icon: 'start', place: 'settings' },
    needs: (session) => session.may.includes('users') || session.may.includes('register'),
  },
  {
    path: '/settings/templates',
    component: later(() => import('#features/letters/TemplatesScreen.tsx')),
    nav: { label: 'nav.templates', icon: 'templates', place: 'settings' },
    needs: worksOn('letters'),
  },
  {
    path: '/settings/users',
    component: later(() => import('#features/access/UsersScreen.tsx')),
    nav: { label: 'nav.users', icon: 'users', place: 'settings', jump: 'u' },
    needs: may('users'),
  },
  {
    path: '/settings/keys',
    component: later(() => import('#features/access/KeysScreen.tsx')),
    nav: { label: 'nav.keys', icon: 'keys', place: 'settings' },
    needs: may('users'),
  },
  {
    path: '/settings/pipelines',
    component: later(() => import('#features/deals/PipelinesScreen.tsx')),
    nav: { label: 'nav.pipelines', icon: 'pipelines', place: 'settings' },
    needs: arrangesSales,
  },
  {
    path: '/settings/rates',
    component: later(() => import('#features/deals/RatesScreen.tsx')),
    nav: { label: 'nav.rates', icon: 'rates', place: 'settings' },
    needs: arrangesSales,
  },
  {
    path: '/settings/labels',
    component: later(() => import('#features/desk/LabelsScreen.tsx')),
    nav: { label: 'nav.labels', icon: 'labels', place: 'settings' },
    needs: (session, register) => session.may.includes('arrange') && writesAny('labels', 'name')(session, register),
  },
  {
    path: '/settings/register',
    component: later(() => import('#features/register/RegisterScreen.tsx')),
    nav: { label: 'nav.register', icon: 'register', place: 'settings', jump: 'r' },
  },
  {
    path: '/settings/ledger',
    component: later(() => import('#features/access/LedgerScreen.tsx')),
    nav: { label: 'nav.ledger', icon: 'ledger', place: 'settings' },
    needs: may('ledger'),
  },
  {
    path: '/settings/runs',
    component: later(() => import('#features/runs/RunsScreen.tsx')),
    nav: { label: 'nav.runs', icon: 'runs', place: 'settings' },
    needs: may('operate'),
  },
  {
    path: '/settings/backups',
    component: later(() => import('#features/backups/BackupsScreen.tsx')),
    nav: { label: 'nav.backups', icon: 'backups', place: 'settings' },
    needs: may('operate'),
  },
  {
    path: '/settings',
    component: later(() => import('#features/access/OwnSettings.tsx')),
    nav: { label: 'nav.settings', icon: 'settings', place: 'settings', jump: 's' },
  },
]

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

/** Drawers that any screen may open to create a record, by noun. */
export const creators: Readonly<Record<string, Later<CreatorProps>>> = {
  people: later(() => import('#features/people/PersonCreate.tsx')),
  companies: later(() => import('#features/companies/CompanyCreate.tsx')),
  quotes: later(() => import('#features/quotes/QuoteCreate.tsx')),
  products: later(() => import('#features/products/ProductCreate.tsx')),
  price_lists: later(() => import('#features/products/PriceListCreate.tsx')),
  deals: later(() => import('#features/deals/DealCreate.tsx')),
  contracts: later(() => import('#features/contracts/ContractCreate.tsx')),
  orders: later(() => import('#features/contracts/OrderCreate.tsx')),
  services: later(() => import('#features/contracts/ServiceCreate.tsx')),
  leads: later(() => import('#features/deals/LeadCreate.tsx')),
  cases: later(() => import('#features/cases/CaseCreate.tsx')),
}
export type CreatorProps = { close: () => void }

/** What helps to fill in a new record, by noun: it sees what has been typed. */
export const aids: Readonly<Record<string, Later<AidProps>>> = {
  companies: later(() => import('#features/trade/TradeAid.tsx')),
}
export type AidProps = {
  values: Record<string, any>
  purpose: string
  /** Puts values into the form, and says what is to be done once the record is there. */
  fill: (values: Record<string, any>, after: (id: string) => Promise<unknown>) => void
}

/** What stands above every screen until somebody has done it; each knows by itself whom it concerns. */
export const banners: readonly Later[] = [
  later(() => import('#features/balancing/ReviewBanner.tsx')),
  later(() => import('#features/access/StaffBanner.tsx')),
]

/** Instead of the work screens, where every purpose of the user waits for its balancing test. */
export const sleeping: Later = later(() => import('#features/balancing/Sleeping.tsx'))

/** Whether all that a level works for sleeps, and at least one for want of its test. */
export function isAllAsleep(session: Session, { purposes }: Register): boolean {
  const held = purposesHeld(session).flatMap((id) => purposes[id] ?? [])
  return (
    held.every(({ asleep }) => asleep) && held.some(({ asleep, balance }) => asleep && balance?.state !== 'in_force')
  )
}

/**
 * Panels that other features put on a record's page: each knows only the record's id and the page's
 * purpose. It is called by the title it has.
 */
export const panels: Record<
  'person' | 'company' | 'deal' | 'contract' | 'order' | 'party' | 'case',
  readonly PanelOf[]
> & {
  /** What is done for a request by the law: its report, its erasure. */
  readonly request: readonly Later<RequestProps>[]
} = {
  request: [
    later(() => import('#features/mydata/CallCode.tsx')),
    later(() => import('#features/report/ReportPanel.tsx')),
    later(() => import('#features/report/CorrectionPanel.tsx')),
    later(() => import('#features/erasure/ErasurePanel.tsx')),
  ],
  person: [
    panel('nav.deals', () => import('#features/deals/PersonDealsPanel.tsx')),
    panel('reachable.title', () => import('#features/sending/ReachabilityPanel.tsx')),
    panel('cases.panel', () => import('#features/cases/PersonCases.tsx')),
    panel('wish.title', () => import('#features/wishes/WishPanel.tsx')),
    panel('requests.panel', () => import('#features/requests/PersonRequests.tsx')),
    panel('erasure.title', () => import('#features/erasure/PersonErasure.tsx')),
    panel('hear.title', () => import('#features/consent/HearConsent.tsx')),
    panel('grounds.title', () => import('#features/grounds/GroundPanel.tsx')),
    panel('person.duties', () => import('#features/duties/DutiesPanel.tsx')),
    panel('source.title', () => import('#features/grounds/SourcePanel.tsx')),
    panel('informings.title', () => import('#features/informing/InformingsPanel.tsx')),
    panel('files', () => import('#features/files/PersonFilesPanel.tsx')),
    panel('labels.title', () =>
      import('#features/desk/LabelsPanel.tsx').then(({ PersonLabels }) => ({ default: PersonLabels })),
    ),
  ],
  company: [
    panel('timeline.title', () =>
      import('#features/activities/Timeline.tsx').then(({ CompanyTimeline }) => ({ default: CompanyTimeline })),
    ),
    panel('company.people', () => import('#features/people/CompanyPeoplePanel.tsx')),
    panel('nav.deals', () => import('#features/deals/CompanyDealsPanel.tsx')),
    panel('nav.quotes', () => import('#features/quotes/CompanyQuotesPanel.tsx')),
    panel('nav.contracts', () => import('#features/contracts/CompanyContracts.tsx')),
    panel('reseller.title', () => import('#features/contracts/ResellerPanel.tsx')),
    panel('cases.panel', () => import('#features/cases/CompanyCases.tsx')),
    panel('trade.panel', () => import('#features/trade/TradePanel.tsx')),
    panel('wish.title', () => import('#features/wishes/CompanyRefusalPanel.tsx')),
    panel('files', () => import('#features/files/CompanyFilesPanel.tsx')),
    panel('labels.title', () =>
      import('#features/desk/LabelsPanel.tsx').then(({ CompanyLabels }) => ({ default: CompanyLabels })),
    ),
  ],
  deal: [
    panel('nav.quotes', () => import('#features/quotes/DealQuotesPanel.tsx')),
    panel('files', () => import('#features/files/DealFilesPanel.tsx')),
    panel('labels.title', () =>
      import('#features/desk/LabelsPanel.tsx').then(({ DealLabels }) => ({ default: DealLabels })),
    ),
    panel('timeline.title', () =>
      import('#features/activities/Timeline.tsx').then(({ DealTimeline }) => ({ default: DealTimeline })),
    ),
  ],
  contract: [
    panel('files', () => import('#features/files/ContractFilesPanel.tsx')),
    panel('timeline.title', () =>
      import('#features/activities/Timeline.tsx').then(({ ContractTimeline }) => ({ default: ContractTimeline })),
    ),
  ],
  order: [panel('files', () => import('#features/files/OrderFilesPanel.tsx'))],
  /** What goes on with the company that a contract is with, by the company's id. */
  party: [panel('cases.panel', () => import('#features/cases/CompanyCases.tsx'))],
  case: [],
}
export type PanelOf = Later<PanelProps> & { title: Key }
export type PanelProps = { id: string; purpose: string; name: string }
/** A request by its id; whose it is, once that is known. */
export type RequestProps = PanelProps & { person: string | null; kinds: readonly string[]; open: boolean }

/** What has happened about a person, in the middle of their page. */
export const personTimeline: Later<PanelProps> = later(() =>
  import('#features/activities/Timeline.tsx').then(({ PersonTimeline }) => ({ default: PersonTimeline })),
)

/** What goes along on every screen, and shows itself when it is its turn. */
export const companions: readonly Later[] = [later(() => import('#features/activities/CallPrompt.tsx'))]

/** How many things one has not seen; the frame says where it stands. */
export const bell: Later<BellProps> = later(() => import('#features/activities/Bell.tsx'))
export type BellProps = { place: 'side' | 'folded' | 'drawer' | 'bottom' }

/** Panels that other features put among one's own settings. */
export const ownSettings: readonly Later[] = [
  later(() => import('#features/activities/RingSetting.tsx')),
  later(() => import('#features/calendar/OwnCalendar.tsx')),
]

/** What can be written above a record's timeline beside a note, a task and a call; opened in a drawer of its own. */
export const composers: readonly Composer[] = [
  {
    label: 'kind.meeting',
    icon: 'meeting',
    component: later(() => import('#features/calendar/MeetingDrawer.tsx')),
    needs: writes('meetings'),
  },
  {
    label: 'kind.letter',
    icon: 'letter',
    component: later(() => import('#features/letters/LetterComposer.tsx')),
    needs: (register, on, purpose) => on === 'people' && writes('letters')(register, on, purpose),
  },
]
export type Composer = {
  label: Key
  icon: 'letter' | 'meeting'
  component: Later<ComposerProps>
  /** Whether it is offered on a record of this noun (people, companies, deals, contracts) under this purpose. */
  needs: (register: Register, noun: string, purpose: string) => boolean
}
/** `close(true)`: something was made, and the timeline is read again. */
export type ComposerProps = { noun: string; id: string; purpose: string; name: string; close: (made?: boolean) => void }

function panel(title: Key, load: () => Promise<{ default: ComponentType<PanelProps> }>): PanelOf {
  return Object.assign(later<PanelProps>(load), { title })
}

export const isOpen = (screen: Screen, session: Session, register: Register) =>
  screen.needs?.(session, register) ?? true

function imports(session: Session, register: Register) {
  return session.may.includes('import') && importableFor(register, session.writes).length > 0
}

function makesForms(session: Session) {
  return session.writes.includes('marketing') || session.writes.includes('rights')
}

function arrangesSales(session: Session) {
  return session.may.includes('arrange') && session.writes.includes('sales')
}

function may(verb: string) {
  return (session: Session) => session.may.includes(verb)
}

function writes(noun: string) {
  return (register: Register, _on: string, purpose: string) =>
    isWritable(register.nouns[noun]?.fields[register.nouns[noun]?.title[0] ?? ''], purpose)
}

function worksOn(noun: string) {
  return (session: Session, register: Register) => {
    const open = purposesOf(register, noun)
    return session.writes.some((purpose) => open.includes(purpose) && purpose !== 'rights')
  }
}

/** Whether the level writes a field of a noun under any of its purposes. */
function writesAny(noun: string, field: string) {
  return (session: Session, register: Register) =>
    session.writes.some((purpose) => register.nouns[noun]?.fields[field]?.purposes[purpose] === 'write')
}

function sees(noun: string, only?: string) {
  return (session: Session, register: Register) => {
    const open = only ? [only] : purposesOf(register, noun)
    return purposesHeld(session).some((purpose) => open.includes(purpose))
  }
}
