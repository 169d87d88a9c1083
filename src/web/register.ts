import { createContext, useContext } from 'react'
import type {
  Category,
  Field,
  Level,
  Measure,
  Noun,
  Purpose,
  Recipient,
  RetentionRule,
  Use,
  Words,
} from '#kernel/vocabulary.ts'
import { get } from './api.ts'
import { language } from './language.ts'

export type { Category, Field, Level, Measure, Noun, Purpose, Recipient, RetentionRule, Use, Words }

/** The register in force, as the server compiled it: purposes, nouns and fields with their labels. */
export type Register = {
  version: number | string
  purposes: Record<string, Purpose>
  categories: Record<string, Category>
  nouns: Record<string, Noun>
  retention: Record<string, RetentionRule>
  levels: Record<string, Level>
  recipients: Record<string, Recipient> | Recipient[]
  measures: Record<string, Measure>
  /** Whose register this is: the name at the top of the sidebar. */
  controller?: { name: string }
}

export const registerQuery = {
  queryKey: ['register'],
  queryFn: () => get<Register>('/register'),
  staleTime: 10 * 60_000,
  gcTime: Number.POSITIVE_INFINITY,
}

/** What the gate of App holds out to every screen behind it: hundreds ask, and none has to follow the query by itself. */
export const RegisterContext = createContext<Register | undefined>(undefined)

/** Screens behind the sign-in are drawn only when the register has come: it is always there. */
export function useRegister(): Register {
  const register = useContext(RegisterContext)
  if (!register) throw new Error('The register has not been loaded.')
  return register
}

export const inWords = (words: Words | undefined, fallback = ''): string => words?.[language()] ?? words?.en ?? fallback
export const purposeLabel = (register: Register, purpose: string) => inWords(register.purposes[purpose]?.label, purpose)
export const purposeHue = (register: Register, purpose: string) => register.purposes[purpose]?.hue ?? 250
export const fieldLabel = (register: Register, noun: string, field: string) =>
  inWords(register.nouns[noun]?.fields[field]?.label, field)
export const optionLabel = (field: Field | undefined, value: string) => inWords(field?.options?.[value], value)

const showing = new WeakMap<Register, Map<string, string[]>>()

/** Purposes in which a noun has any field to be shown as it is; read once a register, for every screen asks. */
export function purposesOf(register: Register, noun: string): string[] {
  const known = showing.get(register) ?? new Map<string, string[]>()
  if (!known.has(noun)) showing.set(register, known.set(noun, purposesShowing(register, noun)))
  return known.get(noun) as string[]
}

function purposesShowing(register: Register, noun: string): string[] {
  const found = new Set<string>()
  for (const field of Object.values(register.nouns[noun]?.fields ?? {})) {
    for (const [purpose, use] of Object.entries(field.purposes)) if (showsValue(use)) found.add(purpose)
  }
  return Object.keys(register.purposes).filter((purpose) => found.has(purpose) && !register.purposes[purpose]?.asleep)
}

/** Where most of a day's work is done; a list opens in the first of these that the level has. */
const USUAL = ['relationship', 'support', 'suppliers', 'marketing', 'contract', 'sales']

/** Purposes of the level under which a noun is seen: what is written under before what is only read, where it is made first, the usual before others. */
export function choicesFor(register: Register, noun: string, writes: string[], reads: string[] = []): string[] {
  const open = purposesOf(register, noun)
  const fields = register.nouns[noun]?.fields
  const isMade = (purpose: string) => register.nouns[noun]?.title.some((one) => isWritable(fields?.[one], purpose))
  const place = (purpose: string) =>
    ((USUAL.indexOf(purpose) + USUAL.length + 1) % (USUAL.length + 1)) + (isMade(purpose) ? 0 : USUAL.length + 1)
  const sorted = (list: string[]) =>
    list.filter((purpose) => open.includes(purpose)).toSorted((a, b) => place(a) - place(b))
  return [...new Set([...sorted(writes), ...sorted(reads)])]
}

/** Purposes of the level under which a record of the noun may be made: those that write its name. */
export const creatableFor = (register: Register, noun: string, writes: string[]): string[] =>
  choicesFor(register, noun, writes).filter((purpose) => {
    const { title = [], fields = {}, open } = register.nouns[noun] ?? {}
    // What is named by its number alone is made by whoever may.
    if (title.every((field) => fields[field]?.system)) return open?.includes(purpose)
    return title.some((field) => isWritable(fields[field], purpose))
  })

/**
 * Purposes of the level under which people may be brought in: those that sleep for want of a balancing test too, for
 * what is moved in before the signature is stored and opens with it.
 */
export function importableFor(register: Register, writes: string[]): string[] {
  const waiting = ([id, purpose]: [string, Purpose]): [string, Purpose] => {
    const waits = purpose.balance && ['unsigned', 'negative', 'lapsed'].includes(purpose.balance.state)
    return [id, waits ? { ...purpose, asleep: false } : purpose]
  }
  const purposes = Object.fromEntries(Object.entries(register.purposes).map(waiting))
  return creatableFor({ ...register, purposes }, 'people', writes)
}

/** Records that people fill in by hand and whose pages show fields they were not made with. */
export const EXTENDABLE: readonly string[] = ['people', 'companies', 'deals', 'contracts', 'services']

export type NamedField = Field & { id: string }

const LAST = { created_at: 1, updated_at: 1 }

/** The fields a purpose sees of a noun, in the register's order. What it may not see is not there. */
export function fieldsSeen(register: Register, noun: string, purpose: string): NamedField[] {
  return Object.entries(register.nouns[noun]?.fields ?? {})
    .filter(([, field]) => showsValue(field.purposes[purpose]))
    .map(([id, field]) => ({ ...field, id }))
    .toSorted((a, b) => Number(a.id in LAST) - Number(b.id in LAST))
}

export const isWritable = (field: Field | undefined, purpose: string) =>
  field !== undefined && field.purposes[purpose] === 'write' && !field.system && field.generated === undefined

/** True for a field that people read: not a key, a vector, a mask or a column of the machinery. */
export const isReadable = (field: NamedField) =>
  !['vector', 'uuid', 'json'].includes(field.type) &&
  field.generated === undefined &&
  field.id !== 'owner_id' &&
  field.id !== 'version'

// A digest, a pseudonym or a consented use makes no column: the value itself is not there to be shown.
const showsValue = (use: Use | undefined) => use === 'write' || use === 'read'
