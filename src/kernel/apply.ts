import type pg from 'pg'
import { base, type Register } from '#register/index.ts'
import { effective, readAdditions } from './additions.ts'
import { type Built, compile } from './compile.ts'
import { type Addition, compileAdditions, sqlTypes } from './extend.ts'
import { asOwner, build, patiently } from './migrate.ts'

export type Difference = { name: string; before: string | null; after: string | null }

/** What the compiler would say otherwise: object by object, as text. */
export function differences(before: Register, after: Register): Difference[] {
  const old = new Map(compile(before).map((one) => [one.name, one.sql]))
  const fresh = new Map(compile(after).map((one: Built) => [one.name, one.sql]))
  return [...new Set([...old.keys(), ...fresh.keys()])]
    .filter((name) => old.get(name) !== fresh.get(name))
    .map((name) => ({ name, before: old.get(name) ?? null, after: fresh.get(name) ?? null }))
}

/**
 * Declares an addition, if there is one, and rebuilds what has changed, as the owner: also what follows from a signed
 * balancing test or from its day. The column and the declaration are one transaction; if the process dies before the
 * views follow, the next start builds them from the declaration.
 */
export async function applyAddition(
  client: pg.Client,
  addition: Addition | null,
  by: string,
): Promise<{ register: Register; changed: string[] }> {
  return asOwner(client, async () => {
    // One change at a time: a second one that had not read the first would take its columns out of the views.
    await client.query(`select pg_advisory_lock(hashtext('seloste register'))`)
    const before = await readAdditions(client)
    // Refused, if it is, before anything is written; what holds is read again below, in its own order.
    if (addition) compileAdditions(base, [...before, addition])
    // A column goes after the views that show it: those of a withdrawn field are built without it by then.
    await patiently(client, async () => {
      if (!addition) return
      if (addition.kind === 'erasure')
        await client.query(`alter table data.${addition.body.noun} drop column ${addition.body.name}`)
      if (addition.kind === 'field') {
        const { noun, name, type, options } = addition.body
        const known = effective(before).nouns[noun]?.fields[name]
        if (!known) {
          const check = columnCheck(name, type, options)
          // Not valid: nothing stands in the column yet, and to make sure of it every row would be read with all locked out.
          await client.query(
            `alter table data.${noun} add column ${name} ${sqlTypes[type]}${check && `, add check (${check}) not valid`}`,
          )
        }
      }
      await client.query('insert into register.additions (kind, body, by) values ($1, $2, $3)', [
        addition.kind,
        JSON.stringify(addition.body),
        by,
      ])
    })
    const register = effective(await readAdditions(client))
    return { register, changed: await build(client, register, { serving: true }) }
  })
}

/** The same limits as everywhere: a choice is one of its options, a text has an end. */
function columnCheck(name: string, type: string, options: Record<string, unknown> | undefined): string {
  const list = Object.keys(options ?? {}).map((option) => `'${option.replaceAll("'", "''")}'`)
  if (type === 'choice') return `${name} in (${list.join(', ')})`
  if (type === 'choices') return `${name} <@ array[${list.join(', ')}]::text[]`
  if (type === 'text') return `length(${name}) <= 2000`
  if (type === 'longtext') return `length(${name}) <= 20000`
  return ''
}
