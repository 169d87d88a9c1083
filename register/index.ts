import type { Field, Level, Noun, Purpose } from '../src/kernel/vocabulary.ts'
import { addresses } from './addresses.ts'
import { calls } from './calls.ts'
import { case_digests, cases } from './cases.ts'
import { categories } from './categories.ts'
import { companies } from './companies.ts'
import { contracts } from './contracts.ts'
import { controller } from './controller.ts'
import { deals, involvements, leads, pipelines, rates, stages } from './deals.ts'
import { follows, labellings, labels, notifications, templates, views } from './desk.ts'
import { emails } from './emails.ts'
import { employments } from './employments.ts'
import { erasures, findings, statements, withheld } from './erasures.ts'
import { file_keys, files } from './files.ts'
import { grounds, pairs, suppressions } from './grounds.ts'
import { holds } from './holds.ts'
import { import_rows, imports } from './imports.ts'
import { entries } from './ledger.ts'
import { letters } from './letters.ts'
import { levels } from './levels.ts'
import { measures } from './measures.ts'
import { attendances, meetings } from './meetings.ts'
import { notes } from './notes.ts'
import { deliveries, delivery_lines, lines, orders } from './orders.ts'
import { people } from './people.ts'
import { phones } from './phones.ts'
import { price_lists, prices, products } from './products.ts'
import { MARKETING_PURPOSES, positions, purposes, STORAGE_PURPOSES, usualPosition } from './purposes.ts'
import { changes, merges, trade_records, twins, verifications } from './quality.ts'
import { quotes } from './quotes.ts'
import { backupStore, fileStore, recipients, textGateway } from './recipients.ts'
import { call_codes, redactions, reports, transfers } from './reports.ts'
import { request_digests, request_steps, requests } from './requests.ts'
import { retention } from './retention.ts'
import { canaries, channels, confirmations, informings, sendings, topics } from './sendings.ts'
import { benefit_uses, benefits, services } from './services.ts'
import { stepins } from './stepins.ts'
import { subscription_sendings, subscriptions } from './subscriptions.ts'
import { tasks } from './tasks.ts'
import { credentials, failures, grants, keys, links, sessions, teams, users } from './users.ts'

export {
  backupStore,
  categories,
  channels,
  controller,
  fileStore,
  levels,
  measures,
  positions,
  purposes,
  recipients,
  retention,
  textGateway,
  topics,
  usualPosition,
}

/** Every noun we hold, parents before their parts. */
export const nouns = {
  people,
  companies,
  emails,
  phones,
  employments,
  addresses,
  products,
  price_lists,
  prices,
  pipelines,
  stages,
  rates,
  deals,
  leads,
  quotes,
  contracts,
  orders,
  lines,
  deliveries,
  delivery_lines,
  services,
  benefits,
  benefit_uses,
  involvements,
  cases,
  case_digests,
  notes,
  tasks,
  meetings,
  attendances,
  letters,
  calls,
  files,
  file_keys,
  labels,
  labellings,
  changes,
  verifications,
  trade_records,
  merges,
  twins,
  stepins,
  views,
  follows,
  notifications,
  templates,
  requests,
  request_steps,
  request_digests,
  statements,
  findings,
  withheld,
  erasures,
  reports,
  redactions,
  transfers,
  call_codes,
  holds,
  grounds,
  suppressions,
  pairs,
  informings,
  sendings,
  canaries,
  confirmations,
  subscriptions,
  subscription_sendings,
  imports,
  import_rows,
  users,
  grants,
  credentials,
  sessions,
  links,
  keys,
  failures,
  teams,
  entries,
} as const satisfies Record<string, Noun>

export type PurposeId = keyof typeof purposes
export type NounId = keyof typeof nouns
export type LevelId = keyof typeof levels
export type CategoryId = keyof typeof categories

export const purposeIds = Object.keys(purposes) as PurposeId[]

/** The register as the whole program reads it: shipped base, or base and a company's additions. */
export type Register = {
  readonly purposes: Readonly<Record<string, Purpose>>
  readonly nouns: Readonly<Record<string, Noun>>
  readonly categories: typeof categories
  readonly retention: Readonly<Record<string, (typeof retention)[keyof typeof retention]>>
  readonly levels: Readonly<Record<string, Level>>
  readonly recipients: typeof recipients
  readonly measures: typeof measures
  readonly controller: typeof controller
  readonly positions: typeof positions
  readonly masks: typeof masks
}

const masks = { marketing: MARKETING_PURPOSES, storage: STORAGE_PURPOSES, always: ['rights'] } as const

export const base: Register = {
  purposes,
  nouns,
  categories,
  retention,
  levels,
  recipients,
  measures,
  controller,
  positions,
  masks,
}

type ValueOf<F extends Field> = F['type'] extends 'integer'
  ? number
  : F['type'] extends 'boolean'
    ? boolean
    : F['type'] extends 'choices'
      ? string[]
      : F['type'] extends 'json'
        ? unknown
        : string

type Value<F extends Field> = F extends { required: true } ? ValueOf<F> : ValueOf<F> | null

type Held<F extends Field, P extends PurposeId> =
  F['purposes'] extends Readonly<Record<P, infer U>> ? (U extends 'read' | 'write' ? true : never) : never

type RowFor<N extends Noun, P extends PurposeId> = {
  [K in keyof N['fields'] as Held<N['fields'][K], P> extends never ? never : K]: Value<N['fields'][K]>
}

/** The first fence: what a purpose's queries can name, inferred from the register. A custom field is `x_…`. */
export type DatabaseFor<P extends PurposeId> = {
  [N in NounId as keyof RowFor<(typeof nouns)[N], P> extends never ? never : N]: RowFor<(typeof nouns)[N], P>
}
