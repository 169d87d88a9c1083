/**
 * The words in which the register is written. Plain data types, no behaviour but the small
 * constructors that keep literal types; safe to load in a browser.
 */

export type Language = 'fi' | 'sv' | 'en'
export const LANGUAGES: readonly Language[] = ['fi', 'sv', 'en']

/** Countries of the EU and the EEA, ISO 3166-1. */
export const EEA: readonly string[] =
  'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK'.split(' ')
/** A wording in every language we publish in; a missing one is a type error. */
export type Words = Readonly<Record<Language, string>>

/** The legal bases of Art. 6(1) that a company's CRM can stand on. */
export type Basis = 'consent' | 'contract' | 'legal_obligation' | 'legitimate_interest' | 'employment'

/** absolute: Art. 21(2); reasoned: Art. 21(1); withdrawal: consent only; none: no right to object. */
export type ObjectionKind = 'absolute' | 'reasoned' | 'withdrawal' | 'none'

/** What a purpose may do with a group of fields; digest and pseudonym never show the value itself. */
export type Use = 'write' | 'read' | 'digest' | 'pseudonym' | 'consent'

export type FieldType =
  | 'text'
  | 'longtext'
  | 'uuid'
  | 'integer'
  | 'decimal'
  | 'date'
  | 'timestamp'
  | 'boolean'
  | 'choice'
  | 'choices'
  | 'json'
  | 'vector'

/** How a value reached us: Art. 20 covers provided and observed, never derived. */
export type Provenance = 'provided' | 'observed' | 'derived' | 'system'

export type Purpose = {
  /** Stable for ever: position in data.people.permitted. Never reuse a bit. */
  readonly bit: number
  readonly bases: readonly Basis[]
  readonly objection: ObjectionKind
  /** Whose data: printed in the notice. */
  readonly audience: readonly Position[]
  readonly label: Words
  /** What it is for, as the notice says it to the person. */
  readonly wording: Words
  /** The specific interest pursued, Art. 13(1)(d); only where a basis is legitimate interest. */
  readonly interest?: Words
  /** True while nobody has switched it on: its views are empty and its doors refuse. */
  readonly asleep?: boolean
  /** In use even where its balancing test is not: what protects or defends people, or rests on consent as well. */
  readonly untested?: true
  /** Where its balancing test stands today: never declared, always read from what was signed. */
  readonly balance?: Balance
  /** Hue of its chips and panel edges, in degrees of the colour circle. */
  readonly hue: number
}

/** unsigned, negative, lapsed: the purpose sleeps. review_due: inward use goes on for at most 90 days. Art. 6(1)(f). */
export type BalanceState = 'unsigned' | 'negative' | 'in_force' | 'review_due' | 'lapsed'

/** A balancing test on one day: its review date (YYYY-MM-DD) and the days until its purpose falls asleep. */
export type Balance = {
  readonly state: BalanceState
  readonly review_on: string | null
  readonly days: number | null
}

/** What a person is to us; each position opens certain purposes by legitimate interest. */
export type Position = 'customer' | 'prospect' | 'supplier' | 'partner' | 'reseller' | 'group_company' | 'staff'

export type Category = {
  readonly label: Words
  /** As the notice lists it (part D). */
  readonly wording: Words
}

export type Field<P extends string = string> = {
  readonly type: FieldType
  readonly category: string
  /** Purposes that hold the field, with what each may do. Absent purpose = the column is not there. */
  readonly purposes: Readonly<Partial<Record<P, Use>>>
  /** Key of a retention rule. */
  readonly retention: string
  readonly provenance: Provenance
  readonly label: Words
  readonly required?: boolean
  /** For choice and choices: the closed list. */
  readonly options?: Readonly<Record<string, Words>>
  /** Identifies a natural person or speaks of one; a company's street does not. */
  readonly personal: boolean
  readonly sensitive?: boolean
  /** SQL expression of a generated column; its inputs must be visible to every purpose that reads it. */
  readonly generated?: string
  /** Column default, as SQL. */
  readonly default?: string
  /** The server sets it; never in a form. */
  readonly system?: boolean
  readonly maxLength?: number
  /** Of a decimal: how many places it is kept to. */
  readonly decimals?: number
  /** Checked and brought to one form before it is stored. */
  readonly format?: 'email' | 'phone' | 'business_id'
  /** Names a record of this noun. */
  readonly refers?: string
  /** The day (YYYY-MM-DD) a company took its own field out of use: nobody sees it, and a month later it is gone. */
  readonly withdrawn?: string
  /** Of a withdrawn field: the purposes it had, to be declared again as it was. */
  readonly before?: Readonly<Partial<Record<P, Use>>>
}

export type Noun = {
  readonly label: Words
  readonly plural: Words
  /** Schema of the table; purposes see views of the same name in their own schema. */
  readonly schema: 'data' | 'auth' | 'ledger' | 'register'
  /**
   * How a row reaches its person. `self`: the row is the person. `copy`: column `person` names them and
   * the row carries its own copy of the mask. `none`: not about a natural person, unless `person` is
   * given and filled (a sole trader), and then it carries a copy as well. `ask`: small and cold, its
   * view asks the person's row.
   */
  readonly mask: 'self' | 'copy' | 'none' | 'ask'
  readonly person?: string
  /**
   * Rows only some purposes may see: column, and for each listed value the purposes that do. A value that is not
   * listed is everybody's, or nobody's where the list is closed.
   */
  readonly rows?: {
    readonly column: string
    readonly only: Readonly<Record<string, readonly string[]>>
    readonly closed?: true
  }
  readonly fields: Readonly<Record<string, Field>>
  /** Fields shown first in lists and used as the record's name. */
  readonly title: readonly string[]
  /** Noun this one is a part of, with the column that names it: its rows open and close with it. */
  readonly partOf?: { readonly noun: string; readonly column: string }
  /** Records a row may stand on, with the columns that name them: who reaches one of them reaches the row. */
  readonly linked?: readonly { readonly noun: string; readonly column: string }[]
  /** Deleted rows are hidden and can be brought back for thirty days; it has removed_at and removed_by. */
  readonly trash?: true
  /**
   * What an erasure does to a row of the person's own: takes it (as when nothing is said), or leaves the row and
   * empties its personal fields, where the row itself is evidence.
   */
  readonly erase?: 'row' | 'blank'
  /** SQL over the row `t`: while it is true the row may not go, for something that lives needs it. */
  readonly needed?: string
  /**
   * What a law keeps of a row whose person leaves: these fields alone, where `when` is true of the row `t`, for so many
   * years after the one in which the financial year of `day` ended.
   */
  readonly kept?: {
    readonly act: string
    readonly section: string
    readonly years: number
    readonly when: string
    readonly day: string
    readonly fields: readonly string[]
  }
  /**
   * By retention rule, SQL over the row `t`: when the rule begins to run; null while it does not. `many`: a function
   * that answers the same of many ids at once, as rows of id and time, where one by one much would be read again.
   */
  readonly clocks?: Readonly<Record<string, string | { readonly one: string; readonly many: string }>>
  /** Its rows go with those of this noun, by a foreign key or by the eraser. */
  readonly endsWith?: string
  /** What a row stands for is outside the database, enciphered with a key of its own: with the key gone it is gone. */
  readonly stored?: true
  /** What its fields said before is kept, in the noun `changes`. */
  readonly history?: true
  /** Purposes that may insert and delete rows directly through their view. Others go through a door. */
  readonly open?: readonly string[]
}

export type RetentionRule = {
  readonly what: Words
  /** The event that starts the clock. */
  readonly from: Words
  /** ISO 8601 duration, or null where a law sets the time. */
  readonly length: string | null
  readonly law?: string
  readonly reason: Words
  readonly end: 'erase' | 'anonymise' | 'review'
  /** The proposals ship unadopted; an owner adopts each with a name and a date. */
  readonly label: Words
}

export type Recipient = {
  readonly name: string
  readonly role: 'processor' | 'controller' | 'joint' | 'authority'
  readonly class:
    | 'hosting'
    | 'mail'
    | 'texts'
    | 'reseller'
    | 'representative'
    | 'subcontractor'
    | 'group_company'
    | 'authority'
  readonly country: string
  readonly purposes: readonly string[]
  readonly wording: Words
  /** Holds what it cannot read: nobody is looked for there, and there is nothing to tell it. */
  readonly enciphered?: true
  /** Gets the data of those alone of whom this action was done. */
  readonly upon?: string
}

export type Verb =
  | 'read'
  | 'write'
  | 'import'
  | 'export'
  | 'reassign'
  | 'merge'
  | 'approve'
  | 'arrange'
  | 'users'
  | 'register'
  | 'ledger'
  | 'operate'

export type Level = {
  readonly label: Words
  readonly wording: Words
  readonly writes: readonly string[]
  readonly reads: readonly string[]
  /** Beyond reading and writing records. */
  readonly may: readonly Exclude<Verb, 'read' | 'write'>[]
}

export type Measure = { readonly label: Words; readonly inUse: boolean; readonly wording: Words }
