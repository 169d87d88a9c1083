import type { Icon } from './icons.ts'
import type { Key } from './language.ts'
import { type Later, later } from './later.ts'
import { arrangesSales, imports, makesForms, may, sees, worksOn, writesAny } from './needs.ts'
import type { Register } from './register.ts'
import { purposesHeld, type Session } from './session.ts'

export type Place = 'work' | 'privacy' | 'settings'

export type Screen = {
  path: string
  component: Later
  nav?: {
    label: Key
    icon: Icon
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

export const isOpen = (screen: Screen, session: Session, register: Register) =>
  screen.needs?.(session, register) ?? true
