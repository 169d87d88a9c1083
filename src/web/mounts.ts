import type { ComponentType } from 'react'
import type { Key } from './language.ts'
import { type Later, later } from './later.ts'
import { isWritable, type Register } from './register.ts'

// What features put into the screens of others: each side knows only what is handed over here.

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

function writes(noun: string) {
  return (register: Register, _on: string, purpose: string) =>
    isWritable(register.nouns[noun]?.fields[register.nouns[noun]?.title[0] ?? ''], purpose)
}
