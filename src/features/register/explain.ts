import { printNotice } from '#features/notice/notice.ts'
import { refuse } from '#kernel/errors.ts'
import type { Language } from '#kernel/vocabulary.ts'
import type { Register } from '#register/index.ts'

/** Everything that is declared of one field: who may do what with it, why, how long, whose it is, and what the notice says. */
export function explain(register: Register, path: string, language: Language) {
  const [nounId, fieldId] = path.split('.') as [string, string | undefined]
  const noun = register.nouns[nounId] ?? refuse('NOUN_UNKNOWN', { field: 'field' })
  const field = (fieldId && noun.fields[fieldId]) || refuse('FIELD_UNKNOWN', { field: path })
  const rule = register.retention[field.retention]
  const category = register.categories[field.category as keyof typeof register.categories]
  const levels = (purpose: string) =>
    Object.entries(register.levels)
      .filter(([, level]) => level.writes.includes(purpose) || level.reads.includes(purpose))
      .map(([id]) => id)
  return {
    field: path,
    label: field.label[language],
    type: field.type,
    category: category?.label[language] ?? field.category,
    personal: field.personal,
    provenance: field.provenance,
    purposes: Object.entries(field.purposes).map(([purpose, use]) => ({
      purpose,
      label: register.purposes[purpose]?.label[language],
      use,
      bases: register.purposes[purpose]?.bases,
      asleep: register.purposes[purpose]?.asleep ?? false,
      role: use === 'read' || use === 'write' ? `purpose_${purpose}` : null,
      levels: levels(purpose),
    })),
    retention: rule
      ? {
          rule: field.retention,
          what: rule.what[language],
          length: rule.length,
          from: rule.from[language],
          law: 'law' in rule ? rule.law : null,
          reason: rule.reason[language],
        }
      : null,
    reaches: reaches(noun, nounId),
    notice: sentencesAbout(register, field.label[language], category?.label[language], language),
  }
}

function reaches(noun: Register['nouns'][string], nounId: string): string {
  if (noun.mask === 'self') return `${nounId}.id`
  if (!noun.person) return 'no person'
  return noun.mask === 'none'
    ? `${nounId}.${noun.person} → people.id (a sole trader’s row)`
    : `${nounId}.${noun.person} → people.id`
}

function sentencesAbout(register: Register, label: string, category: string | undefined, language: Language): string[] {
  const lines = printNotice(register, register.controller, language).text.split('\n')
  const holds = (words: string | undefined) => (line: string) =>
    words !== undefined && line.toLowerCase().includes(words.toLowerCase())
  return [...new Set([...lines.filter(holds(label)), ...lines.filter(holds(category))])]
    .filter((line) => line.trim())
    .slice(0, 4)
}
