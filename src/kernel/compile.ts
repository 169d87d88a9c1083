import { leaving } from './compile.leaving.ts'
import { holdTrigger, setMask, spreadMask, USUAL, unheld } from './compile.masks.ts'
import type { Field, Noun, Purpose } from './vocabulary.ts'

/** What the compiler reads of the register; base or base and additions. */
export type Declared = {
  readonly purposes: Readonly<Record<string, Purpose>>
  readonly nouns: Readonly<Record<string, Noun>>
  /** Which purposes each position opens by legitimate interest. */
  readonly positions: Readonly<Record<string, readonly string[]>>
  /** marketing: what refusing direct marketing closes. storage: what a restriction leaves. always: open whatever was said. */
  readonly masks: Readonly<Record<'marketing' | 'storage' | 'always', readonly string[]>>
}

/** One database object: its name, the whole text that makes it, and the noun whose transaction it belongs to. */
export type Built = {
  readonly name: string
  readonly kind: 'schema' | 'function' | 'trigger' | 'view'
  readonly noun: string | null
  readonly sql: string
}

/** Register in, SQL text out; no database, no clock. Same register, same text. */
export function compile(declared: Declared): Built[] {
  const built: Built[] = Object.keys(declared.purposes).map((purpose) => ({
    name: purpose,
    kind: 'schema',
    noun: null,
    sql: `create schema if not exists ${purpose};\nrevoke all on schema ${purpose} from public;\ngrant usage on schema ${purpose} to purpose_${purpose};\n`,
  }))
  built.push(bitOfLogin(declared), masks(declared))
  built.push(...leaving(declared))
  for (const [name, noun] of Object.entries(declared.nouns)) {
    if (noun.schema !== 'data') continue
    if (carriesCopy(noun)) built.push(...copyOnInsert(declared, name, noun))
    if (carriesCopy(noun) && !USUAL.has(name)) built.push(holdTrigger(name, noun))
    if (Object.hasOwn(noun.fields, 'version')) built.push(versionTrigger(name, noun))
    if (noun.history) built.push(historyTrigger(name, noun))
    const frozen = frozenTrigger(name, noun)
    if (frozen) built.push(frozen)
    if (hasCorrected(noun)) built.push(correctedTrigger(declared, name, noun))
    for (const purpose of Object.keys(declared.purposes)) {
      const view = viewOf(declared, name, purpose)
      if (view) built.push(view)
    }
  }
  built.push(setMask(declared), spreadMask(declared), unheld(declared))
  return built
}

/** The columns of a noun that a purpose holds, in declared order. */
export function columnsOf(noun: Noun, purpose: string): string[] {
  return Object.entries(noun.fields)
    .filter(([, field]) => holds(field, purpose))
    .map(([column]) => column)
}

export function writableOf(noun: Noun, purpose: string): string[] {
  return Object.entries(noun.fields)
    .filter(([, field]) => field.purposes[purpose] === 'write' && !field.system && !field.generated)
    .map(([column]) => column)
}

export function holds(field: Field, purpose: string): boolean {
  const use = field.purposes[purpose]
  return use === 'read' || use === 'write'
}

export const bit = (purpose: Purpose): bigint => 1n << BigInt(purpose.bit)

/** The bits that matter to a table: of the purposes that see it. A copy holds no others. */
export function bitsOf(declared: Declared, noun: Noun): bigint {
  return Object.entries(declared.purposes)
    .filter(([id]) => columnsOf(noun, id).length > 0)
    .reduce((mask, [, purpose]) => mask | bit(purpose), 0n)
}

export const carriesCopy = (noun: Noun): boolean =>
  noun.mask === 'copy' || (noun.mask === 'none' && noun.person !== undefined)

function viewOf(declared: Declared, name: string, purposeId: string): Built | null {
  const noun = declared.nouns[name]!
  const purpose = declared.purposes[purposeId]!
  const columns = columnsOf(noun, purposeId)
  if (columns.length === 0) return null
  const view = `${purposeId}.${name}`
  const writable = writableOf(noun, purposeId)
  const open = noun.open?.includes(purposeId) ?? false
  const insertable = open ? [...new Set([...writable, ...(noun.partOf ? [noun.partOf.column] : [])])] : []
  const login = `purpose_${purposeId}`
  const grants = [
    `grant select on ${view} to ${login};`,
    writable.length ? `grant update (${writable.join(', ')}) on ${view} to ${login};` : '',
    insertable.length ? `grant insert (${insertable.join(', ')}) on ${view} to ${login};` : '',
    open && !noun.trash ? `grant delete on ${view} to ${login};` : '',
  ].filter(Boolean)
  const check = noun.mask === 'ask' ? '' : '\nwith local check option'
  return {
    name: view,
    kind: 'view',
    noun: name,
    sql: `create or replace view ${view} as
select ${columns.map((column) => `t.${column}`).join(', ')}
from data.${name} t
where ${conditions(noun, purposeId, purpose).join('\n  and ')}${check};
revoke all on ${view} from ${login};
${grants.join('\n')}
`,
  }
}

/** The rows a purpose sees. The mask is tested against a literal, so that the view is inlined and every index stays usable. */
function conditions(noun: Noun, purposeId: string, purpose: Purpose): string[] {
  const list: string[] = []
  if (noun.mask === 'ask') {
    list.push(
      `exists (select from data.people p where p.id = t.${noun.person} and (p.permitted & ${bit(purpose)}) <> 0)`,
    )
  } else if (noun.mask === 'self' || carriesCopy(noun)) {
    list.push(`(t.permitted & ${bit(purpose)}) <> 0`)
  } else {
    list.push('true')
  }
  const { rows } = noun
  if (rows?.closed) {
    const allowed = Object.keys(rows.only).filter((value) => rows.only[value]!.includes(purposeId))
    list.push(`t.${rows.column} = any (array[${allowed.map((value) => `'${value}'`).join(', ')}]::text[])`)
  } else if (rows) {
    for (const [value, allowed] of Object.entries(rows.only)) {
      if (!allowed.includes(purposeId)) list.push(`t.${rows.column} <> '${value}'`)
    }
  }
  if (noun.trash) list.push('t.removed_at is null')
  if (purpose.asleep) list.push('false')
  return list
}

/** From the login of the session to its bit: what a trigger may believe about who is asking. Without settings, so that it is inlined. */
function bitOfLogin(declared: Declared): Built {
  // Looked up and not compared case by case: it stands in what is prepared anew in every transaction.
  const bits = Object.fromEntries(
    Object.entries(declared.purposes).map(([id, purpose]) => [`purpose_${id}`, String(bit(purpose))]),
  )
  return {
    name: 'data.bit_of_login',
    kind: 'function',
    noun: null,
    sql: `create or replace function data.bit_of_login(login name) returns bigint language sql immutable parallel safe
as $$
  select ('${JSON.stringify(bits)}'::jsonb ->> login::text)::bigint
$$;
`,
  }
}

/** The masks that doors and triggers reckon with, as constants of the compiled register. */
function masks(declared: Declared): Built {
  const maskOf = (ids: readonly string[]) => ids.reduce((mask, id) => mask | bit(declared.purposes[id]!), 0n)
  const constants = Object.entries(declared.masks).map(
    ([name, ids]) => `create or replace function data.${name}_mask() returns bigint language sql immutable parallel safe
as $$ select ${maskOf(ids)}::bigint $$;
`,
  )
  const asleep = Object.keys(declared.purposes).filter((id) => declared.purposes[id]!.asleep)
  constants.push(`create or replace function data.asleep_mask() returns bigint language sql immutable parallel safe
as $$ select ${maskOf(asleep)}::bigint $$;
`)
  const trash = Object.entries(declared.nouns).flatMap(([name, noun]) => (noun.trash ? [`'${name}'`] : []))
  constants.push(`create or replace function data.is_trash(noun text) returns boolean language sql immutable parallel safe
as $$ select noun = any (array[${trash.join(', ')}]::text[]) $$;
`)
  const cases = Object.entries(declared.positions)
    .map(([position, ids]) => `    when '${position}' then ${maskOf(ids)}`)
    .join('\n')
  return {
    name: 'data.masks',
    kind: 'function',
    noun: null,
    sql: `${constants.join('')}create or replace function data.mask_of_positions(positions text[]) returns bigint language sql immutable parallel safe
as $$
  select coalesce(bit_or(case position
${cases}
    else 0
  end), 0)::bigint from unnest(positions) as position
$$;
`,
  }
}

/**
 * A row about a person takes its copy of the mask when it comes in or changes hands, with the person's
 * row share-locked: a withdrawal at the same moment waits, and then finds the row. Doors that lock the
 * people themselves insert with the mask already set and are left alone.
 */
function copyOnInsert(declared: Declared, name: string, noun: Noun): Built[] {
  const person = noun.person!
  const optional = noun.mask === 'none'
  const when = optional ? `new.${person} is not null and new.permitted = -1` : 'new.permitted = 0'
  const back = optional ? `  if new.${person} is null then\n    new.permitted := -1;\n    return new;\n  end if;\n` : ''
  const fn = `create or replace function data.${name}_copy() returns trigger language plpgsql security definer
  set search_path = pg_catalog
as $$
declare
  mask bigint;
begin
${back}  select permitted into mask from data.people where id = new.${person} for share;
  -- the same answer for hidden and unknown: no one learns who exists elsewhere
  if mask is null or (mask & coalesce(data.bit_of_login(session_user), -1)) = 0 then
    raise exception using errcode = 'SEL01', message = 'PERSON_NOT_FOUND';
  end if;
  new.permitted := mask & ${bitsOf(declared, noun)};
  return new;
end
$$;
`
  const trigger = `create or replace trigger _200_copy_insert before insert on data.${name} for each row when (${when}) execute function data.${name}_copy();
create or replace trigger _201_copy_update before update of ${person} on data.${name} for each row when (old.${person} is distinct from new.${person} and old.permitted = new.permitted) execute function data.${name}_copy();
`
  const bits = `create or replace function data.${name}_bits() returns bigint language sql immutable parallel safe
as $$ select ${bitsOf(declared, noun)}::bigint $$;
`
  return [
    { name: `data.${name}_bits`, kind: 'function', noun: name, sql: bits },
    { name: `data.${name}_copy`, kind: 'function', noun: name, sql: fn },
    { name: `data.${name} copy`, kind: 'trigger', noun: name, sql: trigger },
  ]
}

/** A change of the record, not of its mask, makes a new version. */
function versionTrigger(name: string, noun: Noun): Built {
  const sameMask = noun.mask === 'self' || carriesCopy(noun) ? ' when (old.permitted = new.permitted)' : ''
  return {
    name: `data.${name} version`,
    kind: 'trigger',
    noun: name,
    sql: `create or replace trigger _100_version before update on data.${name} for each row${sameMask} execute function data.new_version();\n`,
  }
}

/** What people type is kept when it is typed over; of a change of the mask alone the trigger knows nothing. */
function historyTrigger(name: string, noun: Noun): Built {
  const kept = Object.entries(noun.fields)
    // A company's own field is added while people work: its table is not locked for a trigger made anew.
    .filter(([column, field]) => !field.system && !field.generated && !column.startsWith('x_'))
    .map(([column]) => column)
  return {
    name: `data.${name} history`,
    kind: 'trigger',
    noun: name,
    sql: `create or replace trigger _400_history after update of ${kept.join(', ')} on data.${name} for each row execute function data.keep_change('${noun.mask === 'self' ? 'id' : (noun.person ?? '')}', ${kept.map((column) => `'${column}'`).join(', ')});\n`,
  }
}

/** Said by somebody, and so to be corrected; a field that was taken out of use goes with its column. */
const isFact = (field: Field): boolean =>
  field.personal && !field.system && !field.generated && field.withdrawn === undefined

/** Facts that a person may have corrected: rows of theirs that carry their mask. */
const hasCorrected = (noun: Noun): boolean =>
  (noun.mask === 'self' || carriesCopy(noun)) &&
  noun.open?.join() !== 'rights' &&
  Object.values(noun.fields).some(isFact)

/**
 * What was corrected is not brought back: through a view, which is by hand, it is refused; through a door, which takes
 * many at once, the rest is taken without it.
 */
function correctedTrigger(declared: Declared, name: string, noun: Noun): Built {
  const person = noun.mask === 'self' ? 'id' : noun.person!
  const others = "session_user::text <> 'purpose_rights'"
  const byHand = "current_user::text like 'purpose\\_%'"
  const part = noun.partOf && declared.nouns[noun.partOf.noun]?.mask === 'self'
  // Named, so that a change of the mask alone does not even ask.
  const facts = Object.keys(noun.fields).filter((name) => isFact(noun.fields[name]!))
  const made = (mode: string, when: string) =>
    `create or replace trigger _35${mode === 'refuse' ? 0 : 1}_corrected before update of ${facts.join(', ')} on data.${name} for each row when (old.permitted = new.permitted and ${others} and ${when}) execute function data.keep_corrected('${person}', '${mode}');
` +
    (part
      ? `create or replace trigger _45${mode === 'refuse' ? 0 : 1}_corrected after insert on data.${name} referencing new table as added for each statement when (${others} and ${when}) execute function data.keep_corrected_out('${person}', '${mode}');
`
      : '')
  return {
    name: `data.${name} corrected`,
    kind: 'trigger',
    noun: name,
    sql: made('refuse', byHand) + made('keep', `not (${byHand})`),
  }
}

/**
 * What somebody waits to see is not deleted by hand: neither at once nor into the trash. Through the doors of those
 * who serve rights, and of what ends by its rule, it goes.
 */
function frozenTrigger(name: string, noun: Noun): Built | null {
  const byHand = noun.open?.some((purpose) => purpose !== 'rights') ?? false
  if (!noun.person || noun.mask === 'self' || !byHand) return null
  const [how, when] = noun.trash
    ? [
        'update of removed_at',
        `old.removed_at is null and new.removed_at is not null and session_user::text like 'purpose\\_%' and session_user::text <> 'purpose_rights'`,
      ]
    : ['delete', `current_user::text like 'purpose\\_%'`]
  return {
    name: `data.${name} frozen`,
    kind: 'trigger',
    noun: name,
    sql: `create or replace trigger _090_frozen_by_request before ${how} on data.${name} for each row when (${when}) execute function data.refuse_frozen_row('${noun.person}');\n`,
  }
}
