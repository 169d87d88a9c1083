import { t, tn } from '#web/language.ts'

/** A line of the desk: a request, or a wish by its kind. */
export type Line = {
  kind: string
  id: string
  number: string | null
  name: string
  about: string[]
  state: string
  since: string
  due: string | null
  days_left: number | null
  paused: boolean
  code: string | null
  owner: string | null
}
export type Desk = {
  items: Line[]
  today: string
  weeks: { week: string; open: number }[]
  intime: { answered: number; in_time: number }
}
export type Step = {
  id: string
  kind: string
  actor: string
  actor_name: string | null
  created_at: string
  words: string | null
  detail: Record<string, any> | null
}
export type Recipient = {
  id: string
  name: string
  how: 'key' | 'file' | 'regular'
  last: string | null
  told: string | null
  impossible: string | null
  needless: boolean
}
export type Asked = {
  id: string
  version: number
  number: string
  kinds: string[]
  channel: string
  language: string
  person_id: string | null
  person: string | null
  name: string | null
  address: string | null
  said: string | null
  received_at: string
  due_on: string
  last_day: string
  days_left: number | null
  extended_to: string | null
  extension_reason: string | null
  identity: string
  identity_how: string | null
  identity_asked_at: string | null
  identity_at: string | null
  sure: boolean
  state: 'open' | 'waiting' | 'answered' | 'closed'
  outcome: string | null
  ground: string | null
  /** Articles a no may stand on today. */
  grounds: string[]
  reasons: string | null
  approved_at: string | null
  approved_name: string | null
  frozen_at: string | null
  answered_at: string | null
  delivered_at: string | null
  closed_at: string | null
  owner: string | null
  candidates: { id: string; name: string; address: string | null; kind: string | null }[]
  steps: Step[]
  recipients: Recipient[]
  earlier: { id: string; number: string; kinds: string[]; received_at: string; state: string }[]
}
export const requestKey = (id: string) => ['record', 'requests', id, 'rights']

/** "6 days left", "today", "2 days late", and that the clock stands. */
export function clockWords(days: number | null, paused: boolean): string {
  if (paused) return t('requests.paused')
  if (days === null) return t('requests.noClock')
  if (days === 0) return t('clock.today')
  return days > 0 ? tn('clock.left', days) : tn('clock.late', -days)
}
export const clockTone = (days: number | null): string =>
  days === null ? 'chip-plain' : days < 0 ? 'chip-bad' : days <= 7 ? 'chip-warn' : 'chip-good'

export const KINDS = ['access', 'rectify', 'erase', 'restrict', 'object', 'port', 'other'] as const
export const CHANNELS = ['phone', 'mail', 'letter', 'visit', 'other'] as const
export const ANSWER_OF: Readonly<Record<string, readonly string[]>> = {
  done: ['report', 'erased', 'done'],
  partly: ['report', 'erased', 'done'],
  refused: ['refused'],
  no_data: ['no_data'],
  not_identified: ['not_identified'],
}
/** The answer that what was asked calls for. */
export function answerFor({ outcome, kinds }: Pick<Asked, 'outcome' | 'kinds'>): string | null {
  if (!outcome) return null
  const [first = ''] = ANSWER_OF[outcome] ?? []
  if (outcome !== 'done' && outcome !== 'partly') return first
  if (kinds.includes('erase')) return 'erased'
  return kinds.includes('access') || kinds.includes('port') ? 'report' : 'done'
}
