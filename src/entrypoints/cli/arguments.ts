import { z } from 'zod'
import type { Action } from '#kernel/action.ts'
import { refuse } from '#kernel/errors.ts'
import { LANGUAGES, type Language } from '#kernel/vocabulary.ts'
import { base } from '#register/index.ts'

export type Given = {
  /** What stands without a flag: noun, verb, and perhaps what they act on. */
  words: string[]
  fields: Map<string, string | true>
  /** `--json '{…}'`: the input whole. */
  input: Record<string, unknown>
  json: boolean
  help: boolean
  language: Language
  purpose?: string
  /** Where a file that is the answer goes. */
  out?: string
  /** The version the caller has seen: what If-Match is over HTTP. */
  version?: number
}

/** `people list --q virt --purpose=sales --json` */
export function readArguments(args: readonly string[]): Given {
  const given: Given = { words: [], fields: new Map(), input: {}, json: false, help: false, language: 'en' }
  for (let i = 0; i < args.length; i++) {
    const arg = args[i]!
    if (arg === '-h') given.help = true
    else if (!arg.startsWith('--') || arg === '--') given.words.push(arg)
    else {
      const equals = arg.indexOf('=')
      const name = arg.slice(2, equals < 0 ? undefined : equals).replaceAll('-', '_')
      const next = args[i + 1]
      // `--json` alone asks for JSON back; only an object after it is an input.
      const takes = next !== undefined && !next.startsWith('--') && (name !== 'json' || next.startsWith('{'))
      const value = equals >= 0 ? arg.slice(equals + 1) : takes && name !== 'help' ? args[++i]! : true
      take(given, name, value)
    }
  }
  return given
}

function take(given: Given, name: string, value: string | true): void {
  switch (name) {
    case 'help':
      given.help = true
      break
    case 'json':
      given.json = true
      if (value !== true) given.input = objectOf(name, value)
      break
    case 'purpose':
      given.purpose = textOf(name, value)
      break
    case 'out':
      given.out = textOf(name, value)
      break
    case 'version':
      given.version = Number(textOf(name, value))
      if (!Number.isSafeInteger(given.version)) refuse('INPUT_INVALID', { field: name })
      break
    case 'lang': {
      const found = LANGUAGES.find((language) => language === value)
      given.language = found ?? refuse('VALUE_NOT_ALLOWED', { field: name })
      break
    }
    default: {
      const before = given.fields.get(name)
      given.fields.set(name, before === undefined || value === true ? value : `${before},${value}`)
    }
  }
}

export function textOf(name: string, value: string | true | undefined): string {
  return typeof value === 'string' ? value : refuse('VALUE_MISSING', { field: name })
}

export function objectOf(name: string, text: string): Record<string, unknown> {
  try {
    const value = JSON.parse(text)
    if (value && typeof value === 'object' && !Array.isArray(value)) return value
  } catch {
    // falls through to the refusal
  }
  return refuse('INPUT_INVALID', { field: name, detail: 'a JSON object is expected' })
}

type Shape = {
  type?: string
  anyOf?: Shape[]
  enum?: string[]
  default?: unknown
  description?: string
  properties?: Record<string, Shape>
  required?: string[]
}

/** What an action takes: the flags, whether each must be given, and, for a record's own fields, the register's word. */
export type Flag = {
  name: string
  type: string
  required: boolean
  options?: string[]
  default?: unknown
  about?: string
}

export function flagsOf(action: Action): Flag[] {
  const schema = z.toJSONSchema(action.input, { unrepresentable: 'any', io: 'input' }) as Shape & {
    additionalProperties?: unknown
  }
  const flags = Object.entries(schema.properties ?? {}).map(([name, shape]): Flag => {
    const plain = shape.anyOf?.find((one) => one.type !== 'null') ?? shape
    return {
      name,
      type: plain.type ?? 'object',
      required: schema.required?.includes(name) ?? false,
      ...(plain.enum ? { options: plain.enum } : {}),
      ...(shape.default === undefined ? {} : { default: shape.default }),
      ...(shape.description ? { about: shape.description } : {}),
    }
  })
  return schema.additionalProperties === undefined || schema.additionalProperties === false
    ? flags
    : [...flags, ...recordFlags(action)]
}

/** An action that takes any field of its noun: those that one of its purposes may write. */
function recordFlags(action: Action): Flag[] {
  const noun = base.nouns[action.name.split('.')[0] as keyof typeof base.nouns]
  if (!noun) return []
  const part = action.name.endsWith('.create') ? noun.partOf?.column : undefined
  return Object.entries(noun.fields)
    .filter(
      ([name, field]) => name === part || (!field.system && action.purposes.some((p) => field.purposes[p] === 'write')),
    )
    .map(([name, field]) => ({
      name,
      type: { integer: 'integer', boolean: 'boolean', choices: 'array' }[field.type as string] ?? 'string',
      required:
        action.name.endsWith('.create') && (name === part || (field.required === true && field.default === undefined)),
      ...(field.options ? { options: Object.keys(field.options) } : {}),
      about: field.label.en,
    }))
}

/** The words of the command line as the action's input; a flag the action does not know is refused, not forgotten. */
export function inputOf(action: Action, given: Given): Record<string, unknown> {
  const flags = flagsOf(action)
  const input: Record<string, unknown> = { ...given.input }
  const [, , subject, ...more] = given.words
  if (more.length > 0) refuse('INPUT_INVALID', { detail: `${more.join(' ')} has no flag before it` })
  if (subject !== undefined) {
    const first = flags.find((flag) => flag.name === 'id') ?? flags.find((flag) => flag.required)
    if (!first) refuse('INPUT_INVALID', { detail: `${subject} has no flag before it` })
    input[first.name] = subject
  }
  // A key is made for a purpose: then the flag is what it is made for, not what one works under.
  if (given.purpose && flags.some((flag) => flag.name === 'purpose')) input.purpose = given.purpose
  for (const [name, value] of given.fields) {
    // x_…: a field the company has added, which only the running register knows.
    const flag =
      flags.find((one) => one.name === name) ?? (name.startsWith('x_') ? { name, type: 'string' } : undefined)
    if (!flag) refuse('FIELD_UNKNOWN', { field: name })
    input[name] = readValue(flag, value)
  }
  return input
}

const BOOLEANS = new Map<string | true, boolean>([
  [true, true],
  ['true', true],
  ['yes', true],
  ['false', false],
  ['no', false],
])

function readValue({ name, type }: { name: string; type: string }, value: string | true): unknown {
  if (type === 'boolean') return BOOLEANS.get(value) ?? value
  const text = textOf(name, value)
  if (type === 'integer' || type === 'number') return text.trim() === '' ? text : Number(text)
  if (type === 'object' || (type === 'array' && text.startsWith('['))) return parsed(name, text)
  if (type === 'array') return text === '' ? [] : text.split(',').map((one) => one.trim())
  return text
}

function parsed(name: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return refuse('INPUT_INVALID', { field: name, detail: 'JSON is expected' })
  }
}
