import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Built, compile, type Declared } from './compile.ts'
import { FUNCTIONS, migrations } from './migrate.ts'

/** A function or trigger as our own files make it: what the database must hold, and nothing beside it. */
export type SourceFunction = { name: string; definer: boolean; body: string }
export type SourceTrigger = { name: string; table: string; calls: string }
export type Source = {
  readonly built: readonly Built[]
  readonly functions: ReadonlyMap<string, SourceFunction>
  readonly triggers: readonly SourceTrigger[]
}

const root = fileURLToPath(new URL('../../', import.meta.url))
const FUNCTION = /create (?:or replace )?function\s+([a-z_]+\.[a-z_0-9]+)\s*\(([\s\S]*?)as \$\$([\s\S]*?)\$\$/g
const TRIGGER =
  /create (?:or replace )?trigger\s+(\w+)\s[\s\S]*?\son\s+([a-z]+\.[a-z_0-9]+)\s[\s\S]*?execute function\s+([a-z_.0-9]+)\(/g

/** Read out of the shipped SQL and the compiler's output, so that no second list can fall behind them. */
export function sourceOf(declared: Declared): Source {
  const built = compile(declared)
  const texts = [
    ...migrations().map((name) => read(`database/migrations/${name}`)),
    ...FUNCTIONS.map(read),
    ...built.map((one) => one.sql),
  ]
  const functions = new Map<string, SourceFunction>()
  const triggers = new Map<string, SourceTrigger>()
  for (const text of texts) {
    for (const [, name, head, body] of text.matchAll(FUNCTION)) {
      functions.set(name!, { name: name!, definer: /security definer/.test(head!), body: body! })
    }
    for (const [, name, table, calls] of text.matchAll(TRIGGER)) {
      triggers.set(`${table} ${name}`, { name: name!, table: table!, calls: calls! })
    }
  }
  return { built, functions, triggers: [...triggers.values()] }
}

const read = (path: string): string => readFileSync(join(root, path), 'utf8')
