import type { Kysely, Transaction } from 'kysely'
import type { z } from 'zod'
import type { LevelId, PurposeId, Register } from '#register/index.ts'
import type { House } from './database.ts'
import type { Language, Verb, Words } from './vocabulary.ts'

/** Who acts, and what their levels come to: purposes × verbs × reach. */
export type Actor = {
  readonly kind: 'user' | 'key' | 'operator' | 'job'
  readonly id: string
  readonly name: string
  readonly language: Language
  readonly levels: readonly LevelId[]
  readonly writes: ReadonlySet<PurposeId>
  readonly reads: ReadonlySet<PurposeId>
  readonly may: ReadonlySet<Verb>
  readonly scope: 'own' | 'team' | 'all'
  readonly team: string | null
  /** An API key is made for one recipient and one purpose, and can name no other. */
  readonly purpose?: PurposeId
}

export type Request = {
  readonly ip: string
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  setCookie(cookie: string): void
  setHeader(name: string, value: string): void
}

export type Context = {
  readonly house: House
  readonly actor: Actor
  readonly purpose: PurposeId
  readonly language: Language
  /** Bound to the purpose; in an action that writes, one transaction around the whole of it. */
  readonly db: Kysely<any> | Transaction<any>
  /** The register in force: base and the company's additions. */
  readonly register: Register
  /** The version the caller has seen, from If-Match; null when none was named. */
  readonly version: number | null
  /** Adds to the one ledger entry of this answer: ids and field names, never values. */
  seen(noun: string, ids: readonly string[], fields?: readonly string[]): void
  /** Non-personal facts for the entry, e.g. which fields were searched. */
  note(detail: Record<string, string | number | boolean>): void
  /** Present when the door is HTTP. */
  readonly request?: Request
}

export type Action = {
  readonly name: `${string}.${string}`
  /** The caller works under exactly one of these. */
  readonly purposes: readonly PurposeId[]
  readonly verb: Verb
  readonly says: Words
  readonly input: z.ZodObject<any>
  readonly output: z.ZodType<any>
  /** Needs no sign-in; then `purposes` says under which purpose it works. */
  readonly public?: true
  /** Public, and for the pages of other sites too: it takes no cookie, and says itself whose pages may call it. */
  readonly foreign?: true
  /** Open to every signed-in user whatever their level, e.g. ending one's own session. */
  readonly anyone?: true
  /** True: no personal data of the register in the answer, so no read entry is written. */
  readonly unlogged?: true
  /** Reads for long and writes at most one statement at its end: no transaction, and no connection, is held around it. */
  readonly long?: true
  /** stores: works while its purpose sleeps for want of a balancing test; what comes in is kept and closed. */
  readonly asleep?: 'stores'
  /** Takes one file, of at most so many bytes: the door puts it on disk and passes `upload: {path, name}`. */
  readonly file?: true | { most: () => number }
  /** Only where the derived route does not fit. */
  readonly http?: { method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'; path: string; status?: number }
  readonly run: (ctx: Context, input: any) => Promise<any>
}

export function action<I extends z.ZodObject<any>, O extends z.ZodType<any>>(declared: {
  name: `${string}.${string}`
  purposes: readonly PurposeId[]
  verb: Verb
  says: Words
  input: I
  output: O
  public?: true
  foreign?: true
  anyone?: true
  unlogged?: true
  long?: true
  asleep?: 'stores'
  file?: Action['file']
  http?: Action['http']
  run(ctx: Context, input: z.infer<I>): Promise<z.infer<O>>
}): Action {
  return declared as unknown as Action
}

/** HTTP method and path below /api/v1: the five verbs of a collection, else a verb on it or on a record. */
export function routeOf(declared: Action): { method: string; path: string } {
  if (declared.http) return declared.http
  const [noun, verb] = declared.name.split('.') as [string, string]
  const one = `/${noun}/{id}`
  switch (verb) {
    case 'list':
      return { method: 'GET', path: `/${noun}` }
    case 'get':
      return { method: 'GET', path: one }
    case 'create':
      return { method: 'POST', path: `/${noun}` }
    case 'update':
      return { method: 'PATCH', path: one }
    case 'delete':
      return { method: 'DELETE', path: one }
  }
  const base = 'id' in declared.input.shape ? one : `/${noun}`
  return { method: declared.verb === 'read' ? 'GET' : 'POST', path: `${base}/${verb}` }
}
