import { type Built, bitsOf, carriesCopy, type Declared } from './compile.ts'
import type { Noun } from './vocabulary.ts'

/**
 * One person's mask, and the copies that nearly everybody has, by a single statement: to begin and end one costs as
 * much as a row. Called by the trigger that has locked the person; answers which other nouns hold something about them.
 */
export function setMask(declared: Declared): Built {
  const copies = copiesOf(declared)
    .filter(([name]) => USUAL.has(name))
    .map(([name, noun]) => {
      const bits = bitsOf(declared, noun)
      return `, ${name} as (
    update data.${name} c set permitted = set_mask.mask & ${bits} where c.${noun.person} = set_mask.person and c.permitted <> (set_mask.mask & ${bits})
  )`
    })
  return {
    name: 'data.set_mask',
    kind: 'function',
    noun: null,
    sql: `create or replace function data.set_mask(person uuid, mask bigint) returns text[] language plpgsql
as $$
declare
  held text[];
begin
  with people as (
    update data.people p set permitted = set_mask.mask where p.id = set_mask.person
  )${copies.join('')}
  select array_agg(h.noun) into held from register.held h where h.person_id = set_mask.person;
  return held;
end
$$;
`,
  }
}

/**
 * When a mask changes, the copies follow in the same transaction: of everybody whose mask it now is in one statement a
 * table, and in none where no purpose that sees the table has moved, or which holds nothing about them.
 */
export function spreadMask(declared: Declared): Built {
  const updates = (fn: string, usual: boolean) =>
    copiesOf(declared)
      .filter(([name]) => USUAL.has(name) === usual)
      .map(([name, noun]) => {
        const bits = bitsOf(declared, noun)
        return `  if ${usual ? '' : `'${name}' = any (held) and `}moved & ${bits} <> 0 then
    update data.${name} c set permitted = ${fn}.mask & ${bits} where c.${noun.person} = any (${fn}.ids) and c.permitted <> (${fn}.mask & ${bits});
  end if;`
      })
      .join('\n')
  return {
    name: 'data.spread_mask',
    kind: 'function',
    noun: null,
    sql: `create or replace function data.spread_further(ids uuid[], mask bigint, moved bigint, held text[]) returns void language plpgsql security definer
  set search_path = pg_catalog
as $$
begin
${updates('spread_further', false)}
end
$$;
create or replace function data.spread_mask(ids uuid[], mask bigint, moved bigint) returns void language plpgsql security definer
  set search_path = pg_catalog
as $$
declare
  held text[];
begin
${updates('spread_mask', true)}
  select array_agg(distinct h.noun) into held from register.held h where h.person_id = any (spread_mask.ids);
  if held is not null then
    perform data.spread_further(ids, mask, moved, held);
  end if;
end
$$;
`,
  }
}

/** What nearly everybody has: asked each time, as a note of it would only be one row more. */
export const USUAL: ReadonlySet<string> = new Set(['emails', 'phones', 'employments'])

/** Notes for spreadMask that a noun holds something about a person, with the first row that does; and what was there before. */
export function holdTrigger(name: string, noun: Noun): Built {
  return {
    name: `data.${name} hold`,
    kind: 'trigger',
    noun: name,
    sql: `create or replace trigger _500_hold after insert or update of ${noun.person} on data.${name} for each row when (new.${noun.person} is not null) execute function data.hold();
insert into register.held (person_id, noun)
select distinct c.${noun.person}, '${name}' from data.${name} c
where c.${noun.person} is not null and not exists (select from register.held h where h.person_id = c.${noun.person} and h.noun = '${name}');
`,
  }
}

/** Rows about people that spreadMask would not find: none, or a defect. */
export function unheld(declared: Declared): Built {
  const counts = copiesOf(declared)
    .filter(([name]) => !USUAL.has(name))
    .map(
      ([name, noun]) => `  select '${name}', count(*) from data.${name} c
  where c.${noun.person} is not null and not exists (select from register.held h where h.person_id = c.${noun.person} and h.noun = '${name}')`,
    )
  return {
    name: 'data.unheld',
    kind: 'function',
    noun: null,
    sql: `create or replace function data.unheld() returns table (noun text, missing bigint) language sql stable security definer
  set search_path = pg_catalog
as $$
${counts.join('\n  union all\n')}
$$;
`,
  }
}

const copiesOf = (declared: Declared): [string, Noun][] =>
  Object.entries(declared.nouns).filter(([, noun]) => noun.schema === 'data' && carriesCopy(noun))
