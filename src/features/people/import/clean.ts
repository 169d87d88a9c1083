import { businessId, manyLines, oneLine, withoutIdentityCodes } from '#kernel/values.ts'
import type { Language } from '#kernel/vocabulary.ts'
import { addedValue } from './added.ts'
import {
  basisOf,
  dateOf,
  isPending,
  languageOf,
  refuses,
  saysBounced,
  saysDoNotCall,
  saysDoNotContact,
  saysNo,
  saysYes,
} from './answers.ts'
import { emailKind, emailsIn, isSoleTrader, phonesIn, saysNoPhone } from './channels.ts'
import type { Column, FieldId } from './columns.ts'
import { countryOf } from './countries.ts'
import { splitName } from './names.ts'
import { isFormula, plainText } from './neutralise.ts'
import { type Problem, type ProblemCode, problem } from './problems.ts'
import type { CleanRow } from './rows.ts'

export type Cleaned = {
  row: CleanRow
  /** accepted; rejected: nobody to be found in it; blank: no cell says anything. */
  as: 'accepted' | 'rejected' | 'blank'
  /** The raw cells, identity codes masked. */
  cells: string[]
  problems: Problem[]
}

const LIMITS: Partial<Record<FieldId, number>> = { notes: 32_767, website: 500, consent_text: 2000 }
const LIMIT = 200

/** Everything gathered about one row while its cells are read. */
type Draft = {
  row: CleanRow
  texts: Partial<Record<FieldId, string>>
  consent: { yes: boolean; at: string | null; text: string | null }
  placed: [string, string][]
}

/** Makes the function that turns one raw row into a clean one; the columns are fixed for the file. */
export function cleaner(
  columns: readonly Column[],
  language: Language,
): (cells: readonly string[], line: number) => Cleaned {
  const plan = columns.map((column) => ({ ...column, type: typeColumn(columns, column) }))
  const calling = columns.find((column) => column.field === 'calling_code')?.index

  return (raw, line) => {
    const problems: Problem[] = []
    const note = (code: ProblemCode, column: string | null, value: string | null) =>
      problems.push(problem(code, line, column, value, language))
    const cells = raw.slice()
    const draft: Draft = { row: emptyRow(line), texts: {}, consent: { yes: false, at: null, text: null }, placed: [] }
    const { row, texts } = draft
    let blank = true

    for (const { index, header, field, type, added } of plan) {
      let cell = cells[index]
      if (cell === undefined || cell === '') continue
      const masked = withoutIdentityCodes(cell)
      if (masked !== cell) {
        note('IDENTITY_CODE_REMOVED', header, null)
        cell = cells[index] = masked
      }
      const value = field === 'notes' ? manyLines(cell) : oneLine(cell)
      if (value === '') continue
      blank = false
      if (added) {
        const read = addedValue(field!, added, added.type === 'longtext' ? manyLines(cell) : value)
        if (read === undefined) note('FIELD_VALUE_UNREADABLE', header, value)
        else row.added = { ...row.added, [field!]: read }
        continue
      }

      switch (field) {
        case 'email': {
          const { good, bad } = emailsIn(cell)
          for (const address of good) {
            if (!row.emails.some((known) => known.address === address)) row.emails.push({ address, kind: 'named_work' })
          }
          if (bad.length) note('EMAIL_INVALID', header, bad.join('; '))
          break
        }
        case 'phone':
        case 'phone_mobile':
        case 'phone_switchboard': {
          const kinds = type === null ? '' : (cells[type] ?? '')
          if (/fax|faksi/i.test(kinds) || saysNoPhone(value)) break
          const main = field === 'phone_switchboard' || /main|switchboard|vaihde|växel/i.test(kinds)
          const { good, bad } = phonesIn(
            value,
            main ? 'switchboard' : 'work',
            calling === undefined ? '' : cells[calling],
          )
          for (const { number, kind, raw: written, known } of good) {
            if (!known) note('PHONE_UNKNOWN_SERIES', header, written)
            if (!row.phones.some((phone) => phone.number === number)) row.phones.push({ number, kind, raw: written })
          }
          if (bad.length) note('PHONE_INVALID', header, bad.join('; '))
          break
        }
        case 'business_id': {
          const id = businessId(value)
          if (id) texts.business_id = id
          // A foreign VAT number is no Business ID with a wrong digit.
          else if (/^(?!FI)[A-Z]{2}[\dA-Z]{5,}$/i.test(value)) row.extra[header] = value
          else note('BUSINESS_ID_INVALID', header, value)
          break
        }
        case 'language':
          row.language = languageOf(value)
          if (!row.language) note('LANGUAGE_UNKNOWN', header, value)
          break
        case 'objection':
          if (refuses(value)) object(row, header, value)
          break
        case 'phone_objection':
          if (refuses(value)) row.phoneObjection = true
          break
        case 'labels':
          for (const label of value.split(/ ::: |[;,|]/)) {
            if (saysDoNotContact(label)) object(row, header, label.trim())
            if (saysDoNotCall(label)) row.phoneObjection = true
            if (saysBounced(label)) row.bounced = true
          }
          row.extra[header] = value
          break
        case 'consent':
          if (saysDoNotContact(value)) object(row, header, value)
          else if (saysYes(value)) draft.consent.yes = true
          else if (!saysNo(value) && !isPending(value)) {
            draft.consent.yes = true
            draft.consent.at ??= dateOf(value)
            if (!dateOf(value)) draft.consent.text = value
          }
          break
        case 'consent_at': {
          const at = dateOf(value)
          if (at) draft.consent.at = at
          else if (!saysNo(value)) note('DATE_UNREADABLE', header, value)
          break
        }
        case 'employed_from': {
          const at = dateOf(value)
          if (at) row.employed_from = at.slice(0, 10)
          else note('DATE_UNREADABLE', header, value)
          break
        }
        case 'legal_basis':
          row.legal_basis = basisOf(value)
          if (saysDoNotContact(value)) object(row, header, value)
          else if (!row.legal_basis && !saysNo(value) && !/^not applicable$/i.test(value)) {
            note('LEGAL_BASIS_UNKNOWN', header, value)
            row.extra[header] = value
          }
          break
        case 'bounced':
          if (refuses(value)) row.bounced = true
          break
        case 'left_out':
        case 'calling_code':
          break
        default: {
          let text = value
          if (isFormula(cell) || isFormula(value)) note('FORMULA_AS_TEXT', header, value)
          else if (text[0] === "'") text = plainText(text)
          const limit = (field && LIMITS[field]) ?? (field === null ? 2000 : LIMIT)
          if (text.length > limit) {
            text = text.slice(0, limit).trim()
            note('VALUE_CUT', header, text)
          }
          if (field === null) row.extra[header] = text
          else place(draft, field, header, text)
        }
      }
    }
    if (blank) return { row, as: 'blank', cells, problems }

    finishNames(row, texts)
    if (lost(row.given_name) || lost(row.family_name))
      note('LETTERS_LOST', null, [row.given_name, row.family_name].join(' ').trim())
    finishCompany(draft)
    finishConsent(draft)
    row.job_title = texts.job_title ?? null
    row.notes = texts.notes ?? null
    row.owner = texts.owner ?? null
    row.lifecycle = texts.lifecycle ?? null
    if (!row.given_name && !row.family_name && !row.emails.length) {
      note('ROW_WITHOUT_IDENTITY', null, null)
      return { row, as: 'rejected', cells, problems }
    }
    return { row, as: 'accepted', cells, problems }
  }
}

function emptyRow(line: number): CleanRow {
  return {
    line,
    given_name: null,
    family_name: null,
    language: null,
    job_title: null,
    emails: [],
    phones: [],
    company: null,
    notes: null,
    objection: false,
    consent: null,
    legal_basis: null,
    bounced: false,
    owner: null,
    lifecycle: null,
    extra: {},
  }
}

/** "Phone 1 - Type" beside "Phone 1 - Value": a fax is no telephone. */
function typeColumn(columns: readonly Column[], { header }: Column): number | null {
  const numbered = /^(phone|e-mail) (\d+) - value$/i.exec(header)
  if (!numbered) return null
  const type = new RegExp(`^${numbered[1]} ${numbered[2]} - (?:type|label)$`, 'i')
  return columns.find((column) => type.test(column.header))?.index ?? null
}

function object(row: CleanRow, header: string, value: string): void {
  row.objection = true
  row.objectionText ??= `${header}: ${value}`.slice(0, 200)
}

function place(draft: Draft, field: FieldId, header: string, text: string): void {
  const { texts } = draft
  const before = texts[field]
  if (field === 'notes') texts.notes = before ? `${before}\n${text}` : text
  else if (field === 'street' || field === 'consent_text')
    texts[field] = before && before !== text ? `${before}, ${text}` : text
  else texts[field] = text
  if (field === 'city' || field === 'street' || field === 'postcode' || field === 'country' || field === 'website') {
    draft.placed.push([header, text])
  }
}

function finishNames(row: CleanRow, texts: Draft['texts']): void {
  row.given_name = texts.given_name ?? null
  row.family_name = texts.family_name ?? null
  const whole = texts.full_name ?? texts.family_first_name
  if (whole && !row.given_name && !row.family_name && !whole.includes('@')) {
    const { given, family } = splitName(whole, texts.full_name === undefined)
    row.given_name = given
    row.family_name = family
  }
}

/** A letter turned to ? by a code page that lacks it. */
const lost = (name: string | null) => name !== null && /\p{L}\?|\?\p{L}|\ufffd/u.test(name)

function finishCompany({ row, texts, placed }: Draft): void {
  const name = texts.company ?? texts.business_id
  if (!name) {
    // An address without a company may be a home: it is not made into anybody's place of business.
    for (const [header, text] of placed) row.extra[header] = text
  } else {
    row.company = {
      name,
      business_id: texts.business_id ?? null,
      sole_trader: isSoleTrader(name),
      city: texts.city ?? null,
      street: texts.street ?? null,
      postcode: texts.postcode ?? null,
      country: texts.country ? (countryOf(texts.country) ?? texts.country) : null,
      website: texts.website ?? null,
    }
  }
  for (const email of row.emails) email.kind = emailKind(email.address, row.company?.sole_trader === true)
}

function finishConsent({ row, texts, consent }: Draft): void {
  const text = consent.text ?? texts.consent_text ?? null
  // A date alone says that something was agreed; a source without a mark or a date says nothing.
  if (row.objection || (!consent.yes && !consent.at)) return
  const grade = consent.at && text ? 'full' : consent.at ? 'legacy' : 'none'
  row.consent = { grade, ...(consent.at && { at: consent.at }), ...(text && { text }) }
}
