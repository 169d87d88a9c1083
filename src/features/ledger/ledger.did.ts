import type { Action } from '#kernel/action.ts'
import type { Language, Words } from '#kernel/vocabulary.ts'
import { beside, brought } from './ledger.beside.ts'
import { VERBS } from './ledger.verbs.ts'

/**
 * What was done, for the log: an action's own words with its verb told as done ("Muuta sopimusta" → "Muutettiin
 * sopimusta"), and as ordered where it was refused. `null`: nobody has said it, as of an action that is no more.
 */
export function didOf(actions: readonly Action[]) {
  const says = new Map(actions.map((action) => [action.name as string, action.says]))
  return (name: string, language: Language, outcome = 'done'): string | null => {
    const ordered = says.get(name)
    if (ordered) return outcome === 'refused' ? ordered[language] : done(ordered, language)
    return (beside[name] ?? brought(name))?.[language] ?? null
  }
}

/** `null` when the words do not begin with a verb we know. */
export function done(says: Words, language: Language): string | null {
  const [verb] = /^\p{L}+/u.exec(says[language]) ?? []
  const past = verb && VERBS[language][verb]
  return past ? past[0]!.toLocaleUpperCase(language) + past.slice(1) + says[language].slice(verb.length) : null
}
