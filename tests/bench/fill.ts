import assert from 'node:assert/strict'
import type pg from 'pg'
import type { Ground } from './ground.ts'

const GIVEN =
  'Aino,Eero,Helmi,Onni,Lilja,Väinö,Märta,Åke,Venla,Oskari,Ellen,Leo,Siiri,Toivo,Elsa,Nils,Hilla,Arvo,Saga,Urho,Ilona,Kalle,Meri,Otso,Pihla,Rauni,Sampo,Tuula,Ville,Ylva,Inga,Jussi,Kerttu,Lauri,Minna,Niilo,Outi,Pekka,Raija,Seppo'
const STEMS =
  'Virta,Korho,Mäki,Niemi,Hämälä,Lai,Koski,Järvi,Lind,Sal,Heik,Tuomi,Ranta,Karp,Niska,Fors,Lahti,Sand,Aalto,Halo,Kallio,Lehti,Metsä,Nurmi,Oja,Palo,Rinta,Suo,Tammi,Uusi,Vainio,Ylö,Berg,Dal,Ek,Gran,Holm,Kivi,Louhi,Myrsky'
const ENDS =
  'nen,la,lä,joki,saari,maa,pää,vaara,strand,ström,qvist,man,lund,suo,harju,vuori,lampi,selkä,kangas,pelto,aho,korpi,ranta,nurmi,talo'
const TITLES =
  'Toimitusjohtaja,Korjaamopäällikkö,Varaosapäällikkö,Hankintapäällikkö,Talousjohtaja,IT-asiantuntija,Verkstadschef,Inköpschef'
const TOWNS = 'Oulu,Turku,Vaasa,Jyväskylä,Espoo,Maarianhamina,Kuopio,Porvoo,Helsinki,Tampere,Rovaniemi,Kemi'

/**
 * People in their hundreds of thousands, by set-based SQL with triggers off: masks, copies and grounds as
 * intake would have made them, which is then asserted. Left alone when a kept folder has them already.
 */
export async function fill(ground: Ground, database: string): Promise<void> {
  const client = await ground.superuser(database)
  try {
    const there = await client.query('select count(*)::int as n from data.people')
    if (there.rows[0].n === ground.people) return
    assert.equal(there.rows[0].n, 0, `the kept folder holds ${there.rows[0].n} people: delete it or ask for as many`)
    const begun = performance.now()
    await client.query(
      "set session_replication_role = replica; set maintenance_work_mem = '1GB'; set work_mem = '256MB'; set synchronous_commit = off",
    )
    const indexes = await client.query<{ name: string; text: string }>(`
      select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as text
      from pg_index i join pg_class c on c.oid = i.indrelid
      where c.relnamespace = 'data'::regnamespace and not i.indisunique`)
    for (const { name } of indexes.rows) await client.query(`drop index ${name}`)
    for (const text of statements(ground)) await client.query(text)
    for (const { text } of indexes.rows) await client.query(text)
    for (const table of ['people', 'companies', 'emails', 'phones', 'employments', 'notes', 'grounds'])
      await client.query(`vacuum analyze data.${table}`)
    await assertMasks(client)
    ground.say(`filled with ${ground.people} people in ${((performance.now() - begun) / 1000).toFixed(0)} s`)
  } finally {
    await client.end()
  }
}

export const personId = (i: number): string => `019a0000-0002-7000-8000-${i.toString(16).padStart(12, '0')}`
export const companyId = (i: number): string => `019a0000-0001-7000-8000-${i.toString(16).padStart(12, '0')}`
export const FAMILIES: readonly string[] = STEMS.split(',').flatMap((stem) => ENDS.split(',').map((end) => stem + end))

function statements({ people, companies }: { people: number; companies: number }): string[] {
  const id = (kind: number, n: string) => `('019a0000-000${kind}-7000-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`
  const one = (list: string, n: string) => `('{${list}}'::text[])[1 + ((${n}) % ${list.split(',').length})::int]`
  // Half of the people crowd in a tenth of the companies, fifty or so in each; the others have five.
  const company = `case when n % 2 = 0 then 1 + (n / 2) % ${companies / 10} else 1 + (n * 7919) % ${companies} end`
  const family = `${one(STEMS, 'n * 31 / 7')} || ${one(ENDS, 'n * 17 / 3')}`
  return [
    `insert into data.companies (id, name, business_id, city, roles, source, created_at)
     select ${id(1, 'n')}, ${one(STEMS, 'n')} || ' ' || ${one('kone,huolto,auto,rengas,varaosa,paja', 'n / 7')} || ' ' || n || ' Oy',
       lpad((1000000 + n)::text, 7, '0') || '-' || n % 10, ${one(TOWNS, 'n * 13')},
       case when n % 10 < 6 then '{customer}' when n % 10 < 9 then '{prospect}' else '{supplier}' end::text[], 'bench',
       timestamptz '2020-01-01' + n * interval '30 minutes'
     from generate_series(1::bigint, ${companies}) n`,
    `create temp table made as
     select n, ${id(2, 'n')} as id, ${id(3, 'n')} as employment, c.id as company_id, data.mask_of_positions(c.roles) as opens,
       n % 10 = 3 as objects, timestamptz '2020-01-01' + n * interval '3 minutes' as at
     from generate_series(1::bigint, ${people}) n join data.companies c on c.id = ${id(1, company)}`,
    'alter table made add column mask bigint',
    `update made set mask = (opens & ~(case when objects then data.marketing_mask() else 0 end)) | data.always_mask()`,
    `insert into data.people (id, permitted, given_name, family_name, job_title, language, owner_id, source, informed_at, informed_how, created_at, updated_at, obtained_at)
     select id, mask, ${one(GIVEN, 'n * 7')}, ${family}, ${one(TITLES, 'n * 5')}, case when n % 5 = 0 then 'sv' else 'fi' end,
       null, 'person', at, 'tilauksen yhteydessä', at, at, at
     from made order by n`,
    `insert into data.emails (person_id, permitted, address, kind, main, created_at)
     select id, mask & data.emails_bits(), 'henkilo' || n || '@yritys' || n % ${companies} || '.example', 'named_work', true, at from made order by n`,
    `insert into data.phones (person_id, permitted, number, kind, main, created_at)
     select id, mask & data.phones_bits(), '+35850' || lpad(n::text, 7, '0'), 'mobile', true, at from made where n % 4 <> 0 order by n`,
    `insert into data.employments (id, person_id, permitted, company_id, role, title, created_at)
     select employment, id, mask & data.employments_bits(), company_id, 'contact', ${one(TITLES, 'n * 5')}, at from made order by n`,
    `insert into data.notes (person_id, permitted, body, created_at)
     select id, mask & data.notes_bits(), 'Tavattu messuilla ' || n, at from made where n % 10 = 0 order by n`,
    `insert into register.held (person_id, noun) select id, 'notes' from made where n % 10 = 0 order by n`,
    `insert into data.grounds (person_id, slot, kind, effect, purposes, actor, ref, at)
     select id, 'employment:' || employment, 'employment', 'allow', opens, 'bench', employment, at from made order by n`,
    `insert into data.grounds (person_id, slot, kind, effect, purposes, actor, channel, at)
     select id, 'objection:marketing', 'objection', 'block', data.marketing_mask(), 'bench', 'phone', at from made where objects order by n`,
    'drop table made',
  ]
}

/** Figures on rows that no intake could have made would be worth nothing. */
async function assertMasks(client: pg.Client): Promise<void> {
  const people = await client.query("select number as stale from door.examine('masks')")
  for (const row of people.rows) assert.equal(Number(row.stale), 0, 'masks that differ from their grounds')
  for (const table of ['emails', 'phones', 'employments', 'notes']) {
    const { rows } =
      await client.query(`select count(*)::int as n from data.${table} t join data.people p on p.id = t.person_id
      where t.permitted <> p.permitted & data.${table}_bits()`)
    assert.equal(rows[0].n, 0, `stale copies in ${table}`)
  }
}
