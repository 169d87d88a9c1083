import type { NounId, Register } from '#register/index.ts'
import { refuse } from './errors.ts'
import type { Balance, BalanceState, Field, FieldType, Noun, Recipient, Use, Words } from './vocabulary.ts'

/** What a company declares beyond the shipped register, in the register's own words. */
export type Addition =
  | {
      kind: 'field'
      body: {
        noun: NounId
        name: `x_${string}`
        type: Exclude<FieldType, 'vector' | 'json' | 'uuid'>
        label: Words
        category: string
        retention: string
        purposes: Partial<Record<string, Use>>
        options?: Record<string, Words>
        /** Meant for data of Art. 9: refused, whatever else is said of it. */
        sensitive?: boolean
      }
    }
  /** Hides a field of the company's own on a day (YYYY-MM-DD); declared again as it was, it is back. */
  | { kind: 'withdrawal'; body: { noun: NounId; name: `x_${string}`; on: string } }
  /** The end of a withdrawn field: its column goes with all its values. */
  | { kind: 'erasure'; body: { noun: NounId; name: `x_${string}` } }
  | { kind: 'purpose'; body: { purpose: string; asleep: boolean } }
  /** Never declared by anybody: what the signed balancing tests come to today. */
  | { kind: 'balance'; body: Balance & { purpose: string } }
  | { kind: 'retention'; body: { rule: string; length: string; reason: Words } }
  | { kind: 'recipient'; body: Recipient & { id: string } }
  | { kind: 'controller'; body: Partial<Register['controller']> }

const UNBALANCED: readonly BalanceState[] = ['unsigned', 'negative', 'lapsed']

/** True where no signed, positive test in its time stands behind what rests on legitimate interest. */
export const isUnbalanced = (balance: Balance | undefined): boolean =>
  balance !== undefined && UNBALANCED.includes(balance.state)

const NAME = /^x_[a-z][a-z0-9_]{0,40}$/
const DURATION = /^P(?:\d+Y)?(?:\d+M)?(?:\d+D)?$/

/** Base and additions, later ones over earlier ones. Refuses what has no purpose, no retention or no place. */
export function compileAdditions(base: Register, additions: readonly Addition[]): Register {
  return additions.reduce(extend, base)
}

function extend(register: Register, addition: Addition): Register {
  switch (addition.kind) {
    case 'field':
      return withField(register, addition.body)
    case 'withdrawal': {
      const { noun, name, on } = addition.body
      const field = added(register, noun, name)
      return put(register, noun, name, {
        ...field,
        purposes: {},
        before: field.before ?? field.purposes,
        withdrawn: field.withdrawn ?? on,
      })
    }
    case 'erasure': {
      const { noun, name } = addition.body
      if (!added(register, noun, name).withdrawn) refuse('FIELD_IN_USE', { field: 'name' })
      return put(register, noun, name, null)
    }
    case 'purpose': {
      const { purpose, asleep } = addition.body
      const found = own(register.purposes, purpose) ?? refuse('PURPOSE_UNKNOWN', { field: 'purpose' })
      if (!asleep && isUnbalanced(found.balance))
        refuse('LIA_MISSING_OR_EXPIRED', { field: 'purpose', detail: purpose })
      return { ...register, purposes: { ...register.purposes, [purpose]: { ...found, asleep } } }
    }
    case 'balance': {
      const { purpose, ...balance } = addition.body
      const found = own(register.purposes, purpose) ?? refuse('PURPOSE_UNKNOWN', { field: 'purpose' })
      const asleep = isUnbalanced(balance) && !found.untested ? { asleep: true } : {}
      return { ...register, purposes: { ...register.purposes, [purpose]: { ...found, balance, ...asleep } } }
    }
    case 'retention': {
      const { rule, length, reason } = addition.body
      const found = own(register.retention, rule) ?? refuse('RETENTION_RULE_MISSING', { field: 'rule' })
      if (!DURATION.test(length) || length === 'P') refuse('VALUE_NOT_ALLOWED', { field: 'length' })
      return { ...register, retention: { ...register.retention, [rule]: { ...found, length, reason } as typeof found } }
    }
    case 'controller':
      return { ...register, controller: { ...register.controller, ...addition.body } }
    case 'recipient': {
      const { id, ...recipient } = addition.body
      for (const purpose of recipient.purposes) {
        if (!own(register.purposes, purpose)) refuse('PURPOSE_UNKNOWN', { field: 'purposes' })
      }
      return { ...register, recipients: { ...register.recipients, [id]: recipient } as Register['recipients'] }
    }
  }
}

function withField(register: Register, body: Extract<Addition, { kind: 'field' }>['body']): Register {
  const noun = own(register.nouns, body.noun)
  // Records can be added to; what the program itself keeps count in cannot.
  if (noun?.schema !== 'data' || !Object.hasOwn(noun.fields, 'version')) refuse('NOUN_UNKNOWN', { field: 'noun' })
  if (!NAME.test(body.name)) refuse('VALUE_NOT_ALLOWED', { field: 'name' })
  // No ground of Art. 9(2) fits a customer register: such a field is not made, however it is kept.
  if (body.sensitive) refuse('FIELD_SENSITIVE', { field: 'sensitive' })
  const known = own(noun.fields, body.name)
  if (known && !sameColumn(known, body)) refuse('FIELD_EXISTS', { field: 'name' })
  const uses = Object.entries(body.purposes ?? {})
  if (!uses.some(([, use]) => use === 'read' || use === 'write')) refuse('FIELD_WITHOUT_PURPOSE', { field: 'purposes' })
  for (const [purpose] of uses) {
    if (!own(register.purposes, purpose)) refuse('PURPOSE_UNKNOWN', { field: 'purposes' })
    if (!Object.values(noun.fields).some((field) => field.purposes[purpose])) {
      refuse('PURPOSE_MISMATCH', { field: 'purposes', detail: purpose })
    }
  }
  if (!body.retention) refuse('FIELD_WITHOUT_PURPOSE', { field: 'retention' })
  if (!own(register.retention, body.retention)) refuse('RETENTION_RULE_MISSING', { field: 'retention' })
  if (!Object.hasOwn(register.categories, body.category)) refuse('FIELD_WITHOUT_PURPOSE', { field: 'category' })
  const choice = body.type === 'choice' || body.type === 'choices'
  if (choice && Object.keys(body.options ?? {}).length === 0) refuse('VALUE_MISSING', { field: 'options' })
  const field: Field = {
    type: body.type,
    category: body.category,
    purposes: { ...(isSeenByRights(noun) ? { rights: 'read' } : {}), ...body.purposes } as Field['purposes'],
    retention: body.retention,
    provenance: 'provided',
    label: body.label,
    personal: noun.mask !== 'none',
    ...(choice ? { options: body.options! } : {}),
  }
  return put(register, body.noun, body.name, field)
}

/** Where serving a person's rights sees a noun, it sees whatever is held in it: a report leaves nothing out. */
const isSeenByRights = ({ fields }: Noun): boolean => fields.id?.purposes.rights !== undefined

/** The column stands as it was made: another type, or another list to choose from, is another field. */
const sameColumn = (known: Field, body: Extract<Addition, { kind: 'field' }>['body']): boolean =>
  known.type === body.type && choicesOf(known.options) === choicesOf(body.options)

// The database keeps the declaration with its keys in an order of its own.
const choicesOf = (options: Field['options']): string =>
  Object.keys(options ?? {})
    .sort()
    .join()

function added(register: Register, nounId: string, name: string): Field {
  const noun = own(register.nouns, nounId) ?? refuse('NOUN_UNKNOWN', { field: 'noun' })
  if (!NAME.test(name)) refuse('FIELD_UNKNOWN', { field: 'name' })
  return own(noun.fields, name) ?? refuse('FIELD_UNKNOWN', { field: 'name' })
}

function put(register: Register, nounId: string, name: string, field: Field | null): Register {
  const noun = register.nouns[nounId]!
  const { [name]: _, ...others } = noun.fields
  // In its place where it has one: the columns of a view keep their order.
  const fields = field ? { ...noun.fields, [name]: field } : others
  const extended: Noun = { ...noun, fields }
  return { ...register, nouns: { ...register.nouns, [nounId]: extended } }
}

/** What is declared under a name that somebody typed: `constructor` is declared nowhere. */
const own = <T>(declared: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(declared, name) ? declared[name] : undefined

export const sqlTypes: Readonly<Record<FieldType, string>> = {
  text: 'text',
  longtext: 'text',
  uuid: 'uuid',
  integer: 'bigint',
  decimal: 'numeric',
  date: 'date',
  timestamp: 'timestamptz',
  boolean: 'boolean',
  choice: 'text',
  choices: 'text[]',
  json: 'jsonb',
  vector: 'tsvector',
}
