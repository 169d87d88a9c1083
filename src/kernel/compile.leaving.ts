import type { Built, Declared } from './compile.ts'
import type { Noun } from './vocabulary.ts'

/**
 * What the register says of a row whose person leaves, as functions the eraser asks by the name of a noun:
 *   data.needed_of(noun, ids)  what may not go while something lives that needs it, and what that is called
 *   data.kept_of(noun, ids)    what a law keeps of it: the fields alone, the law, and until when
 *   data.keeps_vouchers(act)   whether that act is one of those laws
 */
export function leaving(declared: Declared): Built[] {
  const nouns = Object.entries(declared.nouns).filter(([, noun]) => noun.schema === 'data')
  const needed = nouns.flatMap(([name, noun]) =>
    noun.needed
      ? [
          `  when '${name}' then return query select t.id, ${titleOf(declared, noun, 't')} from data.${name} t where t.id = any (ids) and (${noun.needed}) order by t.id;`,
        ]
      : [],
  )
  const kept = nouns.flatMap(([name, { kept: law }]) =>
    law
      ? [
          `  when '${name}' then return query select t.id, jsonb_build_object(${law.fields.map((one) => `'${one}', t.${one}`).join(', ')}), '${law.act}', '${law.section}', data.kept_until(${law.day}, ${law.years}) from data.${name} t where t.id = any (ids) and (${law.when});`,
        ]
      : [],
  )
  const acts = [...new Set(nouns.flatMap(([, { kept: law }]) => law?.act ?? []))]
  return [
    asked('needed_of', 'id uuid, name text', needed),
    asked('kept_of', 'id uuid, said jsonb, act text, section text, until date', kept),
    {
      name: 'data.keeps_vouchers',
      kind: 'function',
      noun: null,
      sql: `create or replace function data.keeps_vouchers(act text) returns boolean language sql immutable parallel safe
as $$ select act like any (array[${acts.map((one) => `'%${one}%'`).join(', ')}]::text[]) $$;
`,
    },
  ]
}

const asked = (name: string, columns: string, cases: readonly string[]): Built => ({
  name: `data.${name}`,
  kind: 'function',
  noun: null,
  sql: `create or replace function data.${name}(noun text, ids uuid[]) returns table (${columns}) language plpgsql stable security definer
  set search_path = pg_catalog
as $$
begin
  case noun
${cases.join('\n')}
  else return;
  end case;
end
$$;
`,
})

/** What a record is called; what is called by no words of its own is called by what it stands on. */
function titleOf(declared: Declared, noun: Noun, row: string): string {
  const words = noun.title.filter((one) => noun.fields[one]?.type === 'text').map((one) => `${row}.${one}`)
  if (words.length > 0) return `concat_ws(' ', ${words.join(', ')})`
  const parents = (noun.linked ?? []).flatMap(({ noun: of, column }) => {
    const parent = declared.nouns[of]!
    const named = parent.title.filter((one) => parent.fields[one]?.type === 'text').map((one) => `p.${one}`)
    return named.length > 0
      ? [`(select concat_ws(' ', ${named.join(', ')}) from data.${of} p where p.id = ${row}.${column})`]
      : []
  })
  return parents.length > 0 ? `coalesce(${parents.toReversed().join(', ')}, '')` : `''::text`
}
