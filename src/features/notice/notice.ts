import { type Basis, EEA, type Language, type Measure, type Purpose, type RetentionRule } from '#kernel/vocabulary.ts'
import type { Controller } from '#register/controller.ts'
import type { Register } from '#register/index.ts'
import { MARKETING_PURPOSES, STORAGE_PURPOSES } from '#register/purposes.ts'
import { BESIDE, byNoun, fieldsOf, type Held, KEPT_BESIDE, keptBeside } from './notice.held.ts'
import { capital, plainText, uncapital } from './notice.text.ts'
import { type Wording, wordings } from './wording.ts'

/** One row of a table: what it is about, in a name and a sentence, then the other columns. */
export type Row = { readonly name: string; readonly says?: string; readonly cells: readonly string[] }
/** A name and what stands for it. */
export type Term = readonly [term: string, says: string]
export type Table = { readonly columns: readonly string[]; readonly rows: readonly Row[] }
/** Shown in this order: paragraphs, terms, list, table, what comes after. `apart`: shown clearly and separately, Art. 21(4). */
export type Section = {
  readonly id: string
  readonly heading: string
  readonly apart?: boolean
  readonly paragraphs?: readonly string[]
  readonly terms?: readonly Term[]
  readonly list?: readonly string[]
  readonly table?: Table
  readonly after?: readonly string[]
}
export type Printed = {
  readonly owner: string
  readonly title: string
  readonly about: string
  readonly lead: string
  readonly sections: readonly Section[]
}
/** `text` is the whole notice as plain text: what the hash of a version is taken of. It carries no date. */
export type Notice = Printed & { readonly language: Language; readonly text: string }

/** The notice of Arts. 13–14 as the register stands now. Pure: the same register gives the same text. */
export function printNotice(register: Register, controller: Controller, language: Language): Notice {
  const w = wordings[language]
  const printed: Printed = {
    owner: controller.name,
    title: w.title,
    about: w.about,
    lead: w.lead(controller.name),
    sections: [
      controllerSection(w, controller, language),
      refusalSection(w, register, controller, language),
      { id: 'sources', ...headed(w.sources), list: w.sources.list, after: w.sources.after },
      purposesSection(w, register, language),
      categoriesSection(w, register, language),
      { id: 'necessity', ...headed(w.necessity) },
      retentionSection(w, register, language),
      recipientsSection(w, register, language),
      { id: 'rights', ...headed(w.rights), list: w.rights.list, after: w.rights.after(controller.mailbox) },
      complaintSection(w, controller, language),
      { id: 'decisions', ...headed(w.decisions) },
      securitySection(w, register, language),
      { id: 'log', ...headed(w.log) },
      { id: 'changes', ...headed(w.changes) },
    ],
  }
  return { language, ...printed, text: plainText(printed) }
}

const headed = (part: { heading: string; paragraphs?: unknown }) => ({
  heading: part.heading,
  ...(Array.isArray(part.paragraphs) ? { paragraphs: part.paragraphs as string[] } : {}),
})

function controllerSection(w: Wording, controller: Controller, language: Language): Section {
  const { rows, heading } = w.controller
  const { street, postcode, town } = controller.address
  return {
    id: 'controller',
    heading,
    terms: [
      [rows.name, controller.name],
      [rows.businessId, controller.businessId],
      [rows.address, `${street}, ${postcode} ${town[language]}`],
      [rows.mailbox, controller.mailbox],
      [rows.contact, controller.contact[language]],
      [rows.officer, controller.officer[language]],
    ],
  }
}

function refusalSection(w: Wording, register: Register, controller: Controller, language: Language): Section {
  const names = MARKETING_PURPOSES.flatMap((id) => register.purposes[id]?.label[language] ?? []).map(uncapital)
  return {
    id: 'refuse',
    heading: w.refuse.heading,
    apart: true,
    paragraphs: w.refuse.paragraphs(controller.mailbox, names.join(', ')),
  }
}

function purposesSection(w: Wording, register: Register, language: Language): Section {
  const { columns, bases, interest, objections, objectionByLaw, asleep, positions } = w.purposes
  const basis = (purpose: Purpose) => (each: Basis) => {
    const specific = each === 'legitimate_interest' && purpose.interest
    return specific ? `${bases[each]} ${interest(uncapital(specific[language]))}` : bases[each]
  }
  // What storage and safety need is not stopped by an objection; it is still one under Art. 21(1), decided case by case.
  const isStored = ({ bit }: Purpose) => STORAGE_PURPOSES.some((id) => register.purposes[id]?.bit === bit)
  const choice = (purpose: Purpose) =>
    (purpose.objection === 'none' || isStored(purpose)) && purpose.bases.includes('legitimate_interest')
      ? objectionByLaw
      : objections[purpose.objection]
  return {
    id: 'purposes',
    ...headed(w.purposes),
    table: {
      columns,
      rows: Object.values(register.purposes).map((purpose) => ({
        name: purpose.label[language],
        says: lines(purpose.wording[language], purpose.asleep && asleep),
        cells: [
          capital(purpose.audience.map((position) => positions[position]).join(', ')),
          lines(...purpose.bases.map(basis(purpose))),
          choice(purpose),
        ],
      })),
    },
  }
}

function categoriesSection(w: Wording, register: Register, language: Language): Section {
  const { columns, nothing, nobody, insensitive, paragraphs } = w.categories
  const fields = fieldsOf(register)
  const seenIn = (held: readonly Held[], more: readonly string[]) =>
    Object.entries(register.purposes)
      .filter(([id]) => more.includes(id) || held.some(({ field }) => SHOWN.includes(field.purposes[id] ?? '')))
      .map(([, purpose]) => purpose.label[language])
  return {
    id: 'categories',
    heading: w.categories.heading,
    paragraphs: fields.some(({ noun, field }) => noun.schema === 'data' && field.sensitive)
      ? paragraphs
      : [...paragraphs, insensitive],
    table: {
      columns,
      rows: Object.entries(register.categories).map(([id, { label, wording }]) => {
        const held = fields.filter(({ field }) => field.category === id)
        const kept = keptBeside(w, register, id)
        const purposes = seenIn(held, BESIDE[id] ?? [])
        return {
          name: label[language],
          says: wording[language],
          cells: [
            lines(...byNoun(held, language), ...kept) || nothing,
            held.length || kept.length ? capital(purposes.map(uncapital).join(', ')) || nobody : '–',
          ],
        }
      }),
    },
  }
}

function retentionSection(w: Wording, register: Register, language: Language): Section {
  const { columns, anonymised, reviewed, notHeld, law, after } = w.retention
  const held = new Set([...KEPT_BESIDE, ...fieldsOf(register).map(({ field }) => field.retention)])
  const backedUp = isInUse(register, 'backups')
  if (backedUp) held.add('backups')
  const rules: [string, RetentionRule][] = Object.entries(register.retention)
  return {
    id: 'retention',
    ...headed(w.retention),
    table: {
      columns,
      rows: rules.map(([id, rule]) => ({
        name: rule.label[language],
        says: rule.what[language],
        cells: [
          lines(
            keptUntil(w, rule, language),
            rule.end === 'anonymise' && anonymised,
            rule.end === 'review' && reviewed,
            !held.has(id) && notHeld,
          ),
          lines(rule.reason[language], rule.law && law(...partsOfLaw(rule.law))),
        ],
      })),
    },
    after: after(spell(w, register.retention.backups?.length ?? 'P0D'), backedUp),
  }
}

function recipientsSection(w: Wording, register: Register, language: Language): Section {
  const { heading, none, some, columns, roles, always, inside, outside } = w.recipients
  const recipients = Object.values(register.recipients)
  const country = new Intl.DisplayNames([language], { type: 'region' })
  const nameOf = (code: string) => country.of(code) ?? code
  const abroad = [...new Set(recipients.map((each) => each.country).filter((code) => !EEA.includes(code)))]
  const section = {
    id: 'recipients',
    heading,
    paragraphs: [recipients.length ? some : none],
    after: [...always, abroad.length ? outside(abroad.map(nameOf).join(', ')) : inside],
  }
  if (!recipients.length) return section
  const rows = recipients.map((each) => ({
    name: each.name,
    says: each.wording[language],
    cells: [
      capital(`${roles[each.role]}, ${nameOf(each.country)}`),
      each.purposes.map((id) => register.purposes[id]?.label[language] ?? id).join(', '),
    ],
  }))
  return { ...section, table: { columns, rows } }
}

function complaintSection(w: Wording, { authority }: Controller, language: Language): Section {
  return {
    id: 'complaint',
    ...headed(w.complaint),
    terms: [
      [w.complaint.authority, authority.name[language]],
      [w.complaint.visit, authority.visit[language]],
      [w.complaint.post, authority.post[language]],
      [w.complaint.reach, `${authority.email}, ${authority.phone}, ${authority.site}`],
    ],
  }
}

function securitySection(w: Wording, register: Register, language: Language): Section {
  // Only what is in use: a list of what is missing would help an attacker and nobody else.
  const inUse = Object.values(register.measures).filter((each) => each.inUse)
  const say = (each: Measure): Term => [each.label[language], each.wording[language]]
  return { id: 'security', ...headed(w.security), terms: inUse.map(say) }
}

const SHOWN: readonly string[] = ['read', 'write', 'consent']

/** How long a rule keeps what it is about, as a sentence. */
export const untilOf = (rule: RetentionRule, language: Language): string =>
  keptUntil(wordings[language], rule, language)

function keptUntil(w: Wording, rule: RetentionRule, language: Language): string {
  const from = rule.from[language]
  if (!rule.length) return `${capital(from)}.`
  return /^P0[DMY]$/.test(rule.length) ? w.retention.sameDay(from) : w.retention.until(spell(w, rule.length), from)
}

/** An ISO 8601 duration of one part, in words. */
function spell(w: Wording, length: string): string {
  const [, count, unit] = /^P(\d+)([DMY])$/.exec(length) ?? []
  if (!count || !unit) throw new Error(`retention length ${length} is not of the form P24M`)
  const [one, many] = w.retention.units[unit as 'D' | 'M' | 'Y']
  return `${count} ${count === '1' ? one : many}`
}

/** "1336/1997 2:10" → act, chapter, section. */
function partsOfLaw(law: string): [string, string, string] {
  const [, act, chapter, section] = /^(\S+) (\d+):(\d+)$/.exec(law) ?? []
  if (!act || !chapter || !section) throw new Error(`law ${law} is not of the form 1336/1997 2:10`)
  return [act, chapter, section]
}

function isInUse(register: Register, measure: string): boolean {
  return Object.entries(register.measures).some(([id, each]) => id === measure && each.inUse)
}

const lines = (...parts: readonly (string | undefined | false)[]): string => parts.filter(Boolean).join('\n')
