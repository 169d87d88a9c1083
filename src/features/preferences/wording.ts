import type { Language } from '#kernel/vocabulary.ts'
import { wording as en } from './wording.en.ts'
import { wording as fi } from './wording.fi.ts'
import { wording as sv } from './wording.sv.ts'

/** One language's sentences for whoever chooses what we may send them. A missing one is a type error. */
export type Wording = {
  readonly page: {
    readonly language: string
    readonly languages: string
    readonly skip: string
    readonly notice: string
  }
  readonly leave: {
    readonly title: string
    readonly lead: (company: string) => string
    readonly stop: string
    readonly stops: string
    readonly pause: string
    readonly pauses: (day: string) => string
    readonly goesOn: string
  }
  readonly fresh: { readonly heading: string; readonly why: string; readonly send: string }
  readonly sent: { readonly title: string; readonly says: string; readonly seldom: string }
  readonly left: { readonly title: string; readonly says: (company: string) => string; readonly back: string }
  readonly paused: {
    readonly title: string
    readonly says: (company: string, day: string) => string
    readonly back: string
  }
  readonly ask: {
    readonly title: string
    readonly lead: string
    readonly field: string
    readonly send: string
    readonly invalid: string
  }
  readonly refused: { readonly wait: string }
  readonly choices: {
    readonly title: string
    readonly lead: (company: string, until: string) => string
    readonly objected: (day: string | null) => string
    readonly paused: (day: string) => string
    readonly topics: string
    /** What a yes in the table says; with topic and channel it is what somebody agrees to. */
    readonly consent: (company: string) => string
    readonly unsaid: string
    readonly unnoticed: string
    readonly topic: string
    readonly yes: string
    readonly no: string
    readonly measure: {
      readonly heading: string
      readonly consent: (company: string) => string
      readonly without: string
    }
    readonly pause: {
      readonly heading: string
      readonly none: string
      readonly end: string
      readonly keep: (day: string) => string
      readonly until: (months: number, day: string) => string
    }
    readonly language: string
    readonly save: string
    readonly stopHeading: string
    readonly numbers: {
      readonly heading: string
      readonly lead: string
      readonly calls: string
      readonly refuse: string
      readonly open: string
    }
  }
  readonly saved: {
    readonly title: string
    readonly nothing: string
    readonly notTaken: string
    readonly left: string
    readonly pauseEnded: string
    readonly paused: (day: string) => string
    readonly language: string
  }
  readonly past: {
    readonly heading: string
    readonly columns: readonly [string, string, string]
    readonly nothing: string
    readonly shown: string
    readonly kinds: Readonly<Record<PastKind, (of: string) => string>>
    readonly everything: string
    readonly number: string
    readonly measurement: string
    readonly newsletter: string
    readonly how: Readonly<Record<How, string>>
  }
  readonly mail: {
    readonly subject: (company: string) => string
    readonly greeting: (name: string | null) => string
    readonly lines: (company: string, link: string) => string[]
  }
}

export type PastKind =
  | 'consent'
  | 'withdrawal'
  | 'not_revived'
  | 'refusal'
  | 'objection'
  | 'objection_ended'
  | 'objection_upheld'
  | 'objection_refused'
  | 'pause'
  | 'pause_ended'
  | 'consent_ended'
  | 'restriction'
  | 'restriction_told'
  | 'restriction_ended'
  | 'suppression'
  | 'number_refused'
  | 'number_opened'
  | 'noticed'
  | 'noticed_change'

/** By which way it came to us. */
export type How = 'here' | 'mail' | 'form' | 'oral' | 'phone' | 'letter' | 'email' | 'meeting' | 'file' | 'time' | 'us'

export const wordings: Record<Language, Wording> = { fi, sv, en }
