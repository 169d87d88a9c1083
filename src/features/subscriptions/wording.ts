import type { Language } from '#kernel/vocabulary.ts'
import { wording as en } from './wording.en.ts'
import { wording as fi } from './wording.fi.ts'
import { wording as sv } from './wording.sv.ts'

type Says = { readonly title: string; readonly says: string }

/** One language's sentences for whoever asks to be told of changes of the notice. A missing one is a type error. */
export type Wording = {
  readonly notice: string
  readonly ask: Says
  readonly invalid: string
  /** The one answer to whoever asks, known or unknown. */
  readonly sent: Says & { readonly seldom: string }
  readonly confirm: Says & { readonly press: string; readonly not: string }
  readonly confirmed: Says
  readonly wrong: Says
  readonly end: Says & { readonly press: string }
  readonly ended: Says
  readonly wait: string
  readonly noMail: string
  readonly asking: Letter & { readonly lead: (company: string) => string; readonly ways: (days: number) => string }
  readonly telling: Letter & {
    readonly since: (company: string, day: string) => string
    readonly from: (company: string, day: string) => string
    readonly gone: string
    readonly come: string
    readonly heading: string
    readonly more: (parts: number) => string
    readonly read: string
    readonly why: string
    readonly leave: string
  }
}

type Letter = { readonly subject: (company: string) => string; readonly hello: string }

export const wordings: Record<Language, Wording> = { fi, sv, en }
