import type { Action } from '#kernel/action.ts'
import { refuse } from '#kernel/errors.ts'
import { type Flag, flagsOf } from './arguments.ts'

export type Special = { name: string; usage: string; says: string }

/** Signing in is for browsers, an operator needs no session; and an uploaded file is taken away, which one's own must not be. */
export const forOperators = (actions: readonly Action[]): Action[] =>
  actions.filter(
    (action) => !action.public && !('file' in action) && !/^(session|sessions|password)\./.test(action.name),
  )

export function helpAll(actions: readonly Action[], specials: readonly Special[]): string {
  const nouns = Map.groupBy(
    [...forOperators(actions).map((one) => one.name as string), ...specials.map((one) => one.name)],
    (name) => name.split('.')[0]!,
  )
  const wide = Math.max(...[...nouns.keys()].map((noun) => noun.length))
  const lines = [...nouns].map(([noun, names]) => {
    const verbs = new Set(names.map((name) => name.split('.')[1]).filter(Boolean))
    return `  ${noun.padEnd(wide)}  ${[...verbs].join(', ')}`.trimEnd()
  })
  return `npm run seloste -- NOUN VERB [--field value …] [--purpose P] [--json] [--lang fi|sv|en]

Works on the installation in ./data (or SELOSTE_DATA): on the running one, or on its database alone.
Everything done is in the ledger under your account's name.

${lines.join('\n')}

  NOUN help          what each verb takes
  --json             print JSON; --json '{…}' gives the whole input as JSON
  --purpose P        work under this purpose: see only what it holds
  --out FILE         write a file (an export, an error file) there
  --version N        the version you have seen, for changing a record`
}

export function helpNoun(noun: string, actions: readonly Action[], specials: readonly Special[]): string {
  const own = specials.filter((one) => one.name.split('.')[0] === noun)
  const declared = forOperators(actions).filter(
    (one) => one.name.startsWith(`${noun}.`) && !own.some((special) => special.name === one.name),
  )
  if (own.length + declared.length === 0) refuse('NOUN_UNKNOWN', { field: noun })
  return [
    ...declared.map(
      (action) =>
        `${action.name.replace('.', ' ')}${purposesOf(action)}\n  ${action.says.en}${flagsOf(action).map(line).join('')}`,
    ),
    ...own.map((special) => `${special.usage}\n  ${special.says}`),
  ].join('\n\n')
}

function purposesOf(action: Action): string {
  return action.anyone || action.purposes.length < 2 ? '' : ` [--purpose ${action.purposes.join('|')}]`
}

function line({ name, type, required, options, default: usual, about }: Flag): string {
  const kind = options ? options.join('|') : type === 'array' ? 'a,b' : type === 'object' ? 'JSON' : type
  const written = typeof usual === 'object' ? JSON.stringify(usual) : usual
  const notes = [about, written === undefined || written === '[]' || written === '{}' ? '' : `usually ${written}`]
  const said = notes.filter(Boolean).join('; ')
  return `\n    --${name} ${kind}${required ? ' (needed)' : ''}${said ? `  ${said}` : ''}`
}
