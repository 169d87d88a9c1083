import { LANGUAGES } from '#web/language.ts'
import { EXTENDABLE, type Use, type Words } from '#web/register.ts'

export const TYPES = ['text', 'longtext', 'integer', 'date', 'boolean', 'choice', 'choices'] as const

/** A field as it is being asked about; `sensitive` null: nobody has said. */
export type Draft = {
  noun: string
  label: Record<'fi' | 'sv' | 'en', string>
  type: (typeof TYPES)[number]
  options: Words[]
  category: string
  purposes: Record<string, Use>
  retention: string
  sensitive: boolean | null
}

export const FRESH: Draft = {
  noun: EXTENDABLE[0]!,
  label: { fi: '', sv: '', en: '' },
  type: 'text',
  options: [],
  category: 'relationship',
  purposes: {},
  retention: 'contact',
  sensitive: null,
}

export const isWhole = ({ label, type, options, purposes, sensitive }: Draft): boolean =>
  LANGUAGES.every((one) => label[one].trim()) &&
  Object.keys(purposes).length > 0 &&
  sensitive === false &&
  (!type.startsWith('choice') || (options.length > 0 && options.every(isSaid)))

export const isSaid = (words: Words): boolean => LANGUAGES.every((one) => words[one].trim() !== '')

/** Its column: the English name, which speaks in code and in the API. */
export const slug = ({ label }: Draft): `x_${string}` => `x_${plain(label.en || label.fi)}`

export function declaration(draft: Draft): object {
  const { noun, label, type, options, category, purposes, retention, sensitive } = draft
  const given = Object.fromEntries(options.map((words, place) => [plain(words.en) || `option_${place + 1}`, words]))
  return {
    kind: 'field',
    body: {
      noun,
      name: slug(draft),
      type,
      label,
      category,
      purposes,
      retention,
      sensitive: sensitive ?? false,
      ...(type.startsWith('choice') && { options: given }),
    },
  }
}

const plain = (name: string): string =>
  name
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[_0-9]+|_+$/g, '')
    .slice(0, 40)
