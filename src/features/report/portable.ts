import type { Kysely } from 'kysely'
import { z } from 'zod'
import { addressOf } from '#kernel/address.ts'
import { clock } from '#kernel/clock.ts'
import type { House } from '#kernel/database.ts'
import { refuse } from '#kernel/errors.ts'
import type { Field } from '#kernel/vocabulary.ts'
import type { Register } from '#register/index.ts'
import { type Bases, basesOf } from './bases.ts'
import type { Row } from './decode.ts'
import { type Held, heldOf } from './held.ts'
import { checked } from './report.json.ts'

const text = z.string()
export const PORTABLE_PATH = '/api/portable.schema.json'

/** What one moves to another controller, as it is published. Values as they are kept; codes are told in `names`. */
export const portableShape = z
  .object({
    schema: z.url(),
    made_at: text.describe('ISO 8601'),
    language: z.enum(['fi', 'sv', 'en']),
    from: z.object({ name: text, business_id: text, mailbox: text }),
    person: z.uuid().describe('what the sender called them; the receiver gives its own'),
    records: z.array(
      z.object({
        noun: text,
        id: text,
        since: text.nullable(),
        values: z.record(text, z.union([text, z.number(), z.boolean(), z.array(text), z.null()])),
      }),
    ),
    names: z.record(text, text).describe('noun.field → its name'),
    purposes: z.record(text, z.array(text)).describe('noun.field → purposes it is used for on consent or contract'),
  })
  .describe('A person’s data to move, Art. 20 GDPR')
export type Portable = z.infer<typeof portableShape>

/**
 * Given by the person or come about in use, and used on consent or contract: a field is in when a purpose that holds it
 * rests on one of the two for this person. Never derived, never on interest alone. Refuses PORTABILITY_SCOPE when
 * nothing is. Art. 20(1), WP242.
 */
export async function portableOf(
  { house, db = house.under('rights') as Kysely<any> }: { house: House; db?: Kysely<any> },
  person: string,
  language: 'fi' | 'sv' | 'en',
): Promise<{ portable: Portable; held: Held }> {
  const { register } = house
  const [held, bases] = [await heldOf({ house, db }, person, language), await basesOf(db, register, person)]
  const names: Portable['names'] = {}
  const purposes: Portable['purposes'] = {}
  const records = [...held.rows].flatMap(([noun, rows]) => {
    const fields = Object.entries(register.nouns[noun]!.fields).flatMap(([column, field]) => {
      const moved = isMoved(register, bases, field)
      if (!moved) return []
      names[`${noun}.${column}`] = field.label[language]
      purposes[`${noun}.${column}`] = moved
      return [[column, field] as const]
    })
    // What one of us wrote about them is not what they gave.
    if (fields.length === 0 || 'author_id' in register.nouns[noun]!.fields) return []
    return rows.filter((row) => row._how !== 'names').map((row) => recordOf(noun, row, fields))
  })
  const filled = records.filter(({ values }) => Object.keys(values).length > 0)
  if (filled.length === 0) refuse('PORTABILITY_SCOPE')
  const used = new Set(filled.flatMap(({ noun, values }) => Object.keys(values).map((column) => `${noun}.${column}`)))
  const only = <T>(list: Record<string, T>) => Object.fromEntries(Object.entries(list).filter(([key]) => used.has(key)))
  const { name, businessId, mailbox } = register.controller
  const portable: Portable = {
    schema: `${addressOf()}${PORTABLE_PATH}`,
    made_at: clock.now().toISOString(),
    language,
    from: { name, business_id: businessId, mailbox },
    person,
    records: filled,
    names: only(names),
    purposes: only(purposes),
  }
  checked(portableShape, portable)
  return { portable, held }
}

/** Purposes by which a field is moved; null when it is not. A reference tells nothing to another controller. */
function isMoved(register: Register, bases: Bases, field: Field): string[] | null {
  if (!field.personal || field.generated || field.type === 'uuid' || field.type === 'json' || field.type === 'vector')
    return null
  if (field.provenance !== 'provided' && field.provenance !== 'observed') return null
  const by = Object.keys(register.purposes).filter((purpose) => {
    const use = field.purposes[purpose]
    const rests = bases.get(purpose)?.some((basis) => basis === 'consent' || basis === 'contract')
    return rests && (use === 'read' || use === 'write')
  })
  return by.length > 0 ? by : null
}

function recordOf(noun: string, row: Row, fields: readonly (readonly [string, Field])[]) {
  const values: Portable['records'][number]['values'] = {}
  for (const [column] of fields) {
    const value = row[column]
    if (value !== null && value !== undefined && value !== '') values[column] = value as string
  }
  return { noun, id: String(row.id ?? row._id), since: (row.created_at as string | undefined) ?? null, values }
}

/** A line a value, for spreadsheets: UTF-8 with its mark; what could run as a formula is told as text. */
export function portableCsv({ records, names }: Portable): string {
  const cell = (value: string) => {
    const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
    return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
  }
  const lines = records.flatMap(({ noun, id, since, values }) =>
    Object.entries(values).map(([column, value]) => [
      noun,
      id,
      column,
      names[`${noun}.${column}`] ?? column,
      String(value),
      since ?? '',
    ]),
  )
  const all = [['noun', 'id', 'field', 'label', 'value', 'since'], ...lines]
  return `\ufeff${all.map((line) => line.map(cell).join(';')).join('\r\n')}\r\n`
}

/** vCard 4.0 (RFC 6350) of what the register calls a name, a title, an address or a number. */
export function portableCard(register: Register, { records, language }: Portable, name: string | null): string {
  const escaped = (value: unknown) =>
    String(value)
      .replace(/([\\,;])/g, '\\$1')
      .replace(/\r?\n/g, '\\n')
  const lines = ['BEGIN:VCARD', 'VERSION:4.0', `FN:${escaped(name ?? '')}`, `LANG:${language}`]
  for (const { noun, values } of records) {
    const { fields, mask, title } = register.nouns[noun]!
    if (mask === 'self') {
      const [given, family] = title.map((column) => values[column] ?? '')
      lines.push(`N:${escaped(family ?? '')};${escaped(given ?? '')};;;`)
    }
    for (const [column, value] of Object.entries(values)) {
      const { format, category, type } = fields[column]!
      if (format === 'email') lines.push(`EMAIL:${escaped(value)}`)
      else if (format === 'phone') lines.push(`TEL;VALUE=uri:tel:${String(value).replace(/\s/g, '')}`)
      else if (category === 'title' && type === 'text') lines.push(`TITLE:${escaped(value)}`)
    }
  }
  return `${[...new Set(lines), 'END:VCARD'].flatMap(folded).join('\r\n')}\r\n`
}

/** Lines of at most 75 bytes, as RFC 6350 asks. */
function folded(line: string): string[] {
  const out: string[] = []
  let rest = ''
  for (const sign of line) {
    if (Buffer.byteLength(rest + sign) > 74) {
      out.push(rest)
      rest = ' '
    }
    rest += sign
  }
  return [...out, rest]
}
