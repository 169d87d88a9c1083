import type { Language } from '#kernel/vocabulary.ts'
import type { RightKind } from '../requests/requests.row.ts'
import { wording as en } from './wording.en.ts'
import { wording as fi } from './wording.fi.ts'
import { wording as sv } from './wording.sv.ts'

export type Act = 'stop' | 'rectify' | 'access' | 'erase' | 'restrict' | 'object' | 'port' | 'other' | 'language'

/** One language's sentences for whoever asks what we hold of them. A missing one is a type error. */
export type Wording = {
  readonly language: string
  readonly languages: string
  readonly skip: string
  readonly notice: string
  readonly title: string
  readonly lead: (company: string) => string
  readonly four: Readonly<Record<'see' | 'stop' | 'correct' | 'ask', readonly [label: string, says: string]>>
  readonly field: string
  readonly fieldHint: string
  readonly invalid: string
  readonly send: string
  readonly noDocument: string
  readonly sent: { readonly title: string; readonly says: string; readonly seldom: string; readonly phone: string }
  readonly without: { readonly heading: string; readonly says: string }
  /** For whoever has been read a code in a call. `proof`: how they were known, by a number most of which is hidden. */
  readonly call: {
    readonly heading: string
    readonly says: string
    readonly reference: string
    readonly code: string
    readonly press: string
    readonly wrong: string
    readonly proof: (number: string) => string
  }
  /** For whoever writes a telephone number, where codes can be sent. `message`: what the text message says, about nobody. */
  readonly text: {
    readonly hint: string
    readonly other: string
    readonly title: string
    readonly says: string
    readonly seldom: string
    readonly wrong: string
    readonly missing: string
    readonly message: (code: string, company: string) => string
  }
  readonly own: {
    readonly title: (name: string | null) => string
    readonly lead: (company: string, day: string, until: string) => string
    readonly held: string
    readonly structured: string
    readonly why: string
    readonly from: string
    readonly until: string
    readonly rights: string
    readonly since: string
    readonly more: (n: number) => string
    /** Before the person's own words beside a fact. */
    readonly said: Readonly<Record<'disputed' | 'corrected', (day: string) => string>>
    readonly got: string
    readonly nobodyGot: string
    readonly gotColumns: readonly [string, string]
    readonly regular: string
    readonly file: string
    readonly looked: string
    readonly lookedSays: string
    readonly lookedMore: string
    readonly nobodyLooked: string
    readonly lookedColumns: readonly [string, string, string]
    readonly automatic: string
    readonly times: (n: number) => string
    readonly requests: string
    readonly noRequests: string
    readonly due: (day: string) => string
    readonly ready: Readonly<Record<'access' | 'portable', string>>
    readonly download: (size: string) => string
    readonly downloadUntil: (day: string) => string
  }
  readonly acts: Readonly<Record<Exclude<Act, 'stop'>, { heading: string; says: string; press: string }>>
  readonly untold: { readonly heading: string; readonly says: string; readonly press: string }
  readonly choices: { readonly heading: string; readonly says: string; readonly press: string }
  readonly download: {
    readonly heading: string
    readonly says: string
    readonly json: string
    readonly csv: string
    readonly vcard: string
  }
  /** How they were known, as it is kept with their request. */
  readonly proof: string
  readonly which: string
  readonly whichOther: string
  readonly right: string
  readonly words: string
  readonly wordsHint: string
  readonly purpose: string
  readonly reason: string
  readonly reasonHint: string
  readonly name: string
  readonly address: string
  readonly what: string
  readonly kinds: Readonly<Record<RightKind, string>>
  readonly done: {
    readonly title: string
    readonly number: (number: string) => string
    readonly date: (day: string) => string
    readonly due: (day: string) => string
    readonly stopped: (company: string) => string
    readonly untold: string
    readonly objected: (purpose: string) => string
    readonly language: string
    readonly back: string
    readonly free: string
  }
  readonly complain: {
    readonly heading: string
    readonly us: (mailbox: string) => string
    readonly them: string
    readonly court: string
  }
  readonly refused: { readonly wait: string }
  readonly mail: {
    readonly subject: (company: string) => string
    readonly greeting: (name: string | null) => string
    readonly lines: (company: string, link: string) => string[]
  }
}

export const wordings: Record<Language, Wording> = { fi, sv, en }
