import type { Basis, Language, ObjectionKind, Position, Recipient } from '#kernel/vocabulary.ts'
import { wording as en } from './wording.en.ts'
import { wording as fi } from './wording.fi.ts'
import { wording as sv } from './wording.sv.ts'

/** One language's sentences; what stands between them comes from the register. A missing sentence is a type error. */
export type Wording = {
  readonly title: string
  readonly about: string
  readonly lead: (company: string) => string
  readonly controller: Heading & { readonly rows: Record<ControllerRow, string> }
  readonly refuse: Heading & { readonly paragraphs: (mailbox: string, purposes: string) => string[] }
  readonly sources: Heading & { readonly list: string[]; readonly after: string[] }
  readonly purposes: Heading & {
    readonly paragraphs: string[]
    readonly columns: Columns
    readonly bases: Record<Basis, string>
    readonly interest: (interest: string) => string
    readonly objections: Record<ObjectionKind, string>
    readonly objectionByLaw: string
    readonly asleep: string
    readonly positions: Record<Position, string>
  }
  readonly categories: Heading & {
    readonly paragraphs: string[]
    readonly columns: Columns
    readonly nothing: string
    readonly nobody: string
    /** Said only while no field of the register is sensitive. */
    readonly insensitive: string
    /** Kept by sign-in and the ledger themselves; said until the register declares their tables as nouns. */
    readonly beside: Record<'sign_in' | 'users' | 'ledger', string>
  }
  readonly necessity: Heading & { readonly paragraphs: string[] }
  readonly retention: Heading & {
    readonly paragraphs: string[]
    readonly columns: Columns
    readonly units: Record<'D' | 'M' | 'Y', readonly [one: string, many: string]>
    readonly until: (length: string, from: string) => string
    readonly sameDay: (from: string) => string
    readonly law: (act: string, chapter: string, section: string) => string
    readonly anonymised: string
    readonly reviewed: string
    readonly notHeld: string
    readonly after: (backups: string, taken: boolean) => string[]
  }
  readonly recipients: Heading & {
    readonly none: string
    readonly some: string
    readonly columns: Columns
    readonly roles: Record<Recipient['role'], string>
    readonly always: string[]
    readonly inside: string
    readonly outside: (countries: string) => string
  }
  readonly rights: Heading & {
    readonly paragraphs: string[]
    readonly list: string[]
    readonly after: (mailbox: string) => string[]
  }
  readonly complaint: Heading & {
    readonly paragraphs: string[]
    readonly authority: string
    readonly visit: string
    readonly post: string
    readonly reach: string
  }
  readonly decisions: Heading & { readonly paragraphs: string[] }
  readonly security: Heading & { readonly paragraphs: string[] }
  readonly log: Heading & { readonly paragraphs: string[] }
  readonly changes: Heading & { readonly paragraphs: string[] }
  readonly page: {
    readonly language: string
    readonly languages: string
    readonly skip: string
    /** Where a person sees their own data. */
    readonly own: string
    readonly contents: string
    readonly updated: (date: string, version: number) => string
    readonly draft: string
    readonly older: (date: string) => string
    readonly current: string
    readonly versions: string
    readonly version: (version: number, date: string) => string
    readonly plain: string
    readonly missing: string
    readonly subscribe: Record<'heading' | 'says' | 'field' | 'trap' | 'send', string>
  }
}

type Heading = { readonly heading: string }
type Columns = readonly string[]
type ControllerRow = 'name' | 'businessId' | 'address' | 'mailbox' | 'contact' | 'officer'

export const wordings: Record<Language, Wording> = { fi, sv, en }
