import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Built, compile, type Declared } from './compile.ts'
import { FUNCTIONS, migrations } from './migrate.ts'

/** A function or trigger as our own files make it: what the database must hold, and nothing beside it. */
export type SourceFunction = { name: string; definer: boolean; body: string; text: string }
export type SourceTrigger = { name: string; table: string; calls: string; text: string }
export type Source = {
  readonly built: readonly Built[]
  readonly functions: ReadonlyMap<string, SourceFunction>
  readonly triggers: readonly SourceTrigger[]
  /** Every table our migrations make, "schema.name". */
  readonly tables: ReadonlySet<string>
}

const root = fileURLToPath(new URL('../../', import.meta.url))
const FUNCTION = /create (?:or replace )?function\s+([a-z_]+\.[a-z_0-9]+)\s*\(([\s\S]*?)as \$\$([\s\S]*?)\$\$/g
const TABLE = /create table (?:if not exists )?([a-z]+\.[a-z_0-9]+)/g
const TRIGGER =
  /create (?:or replace )?trigger\s+(\w+)\s[\s\S]*?\son\s+([a-z]+\.[a-z_0-9]+)\s[\s\S]*?execute function\s+([a-z_.0-9]+)\([^)]*\)/g

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
  // The list of migrations is made before the first of them.
  const tables = new Set(['register.migrations'])
  for (const text of texts) {
    const steps: [at: number, step: () => void][] = []
    const on = (pattern: RegExp, step: (...parts: string[]) => void) => {
      for (const found of text.matchAll(pattern)) steps.push([found.index, () => step(...found.slice(1), found[0])])
    }
    on(FUNCTION, (name, head, body, text) =>
      functions.set(name!, { name: name!, definer: /security definer/.test(head!), body: body!, text: text! }),
    )
    on(TRIGGER, (name, table, calls, text) =>
      triggers.set(`${table} ${name}`, { name: name!, table: table!, calls: calls!, text: text!.replace(/\s+/g, ' ') }),
    )
    on(TABLE, (name) => tables.add(name!))
    on(/drop function (?:if exists )?([a-z_]+\.[a-z_0-9]+)/g, (name) => functions.delete(name!))
    on(/drop trigger (?:if exists )?(\w+) on ([a-z]+\.[a-z_0-9]+)/g, (name, table) =>
      triggers.delete(`${table} ${name}`),
    )
    on(/drop table (?:if exists )?([a-z]+\.[a-z_0-9]+)/g, (name) => tables.delete(name!))
    for (const [, step] of steps.sort(([one], [other]) => one - other)) step()
  }
  return { built, functions, triggers: [...triggers.values()], tables }
}

const read = (path: string): string => readFileSync(join(root, path), 'utf8')
