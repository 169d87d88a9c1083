import type pg from 'pg'

/** What the demo company sells and to whose work it belongs, approved by its privacy owner; some contacts told their duties. */
export async function seedDuties(client: Pick<pg.Client, 'query'>, name: string): Promise<void> {
  for (const [id, fi, sv, en, similar] of GROUPS)
    await client.query('insert into register.product_groups (id, label, similar_to) values ($1, $2, $3)', [
      id,
      JSON.stringify({ fi, sv, en }),
      similar,
    ])
  for (const [area, group, reasoning] of CELLS)
    await client.query(
      `insert into register.duties (area, product_group, reasoning, approved_by, approved_name, until)
       values ($1, $2, $3, 'demo', $4, ((now() at time zone 'Europe/Helsinki')::date + interval '12 months')::date)`,
      [area, group, reasoning, name],
    )
  for (const [title, area] of [
    ['varaosapaallikko', 'parts'],
    ['verkstadschef', 'workshop'],
  ])
    await client.query(
      `insert into register.title_duties (title, area, confirmed_by, confirmed_name) values ($1, $2, 'demo', $3)`,
      [title, area, name],
    )
  for (const [title, area] of TOLD)
    await client.query(
      `update data.employments set duty_areas = array[$2], duty_source = 'person'
       where id in (select id from data.employments where title = $1 order by person_id limit 5)`,
      [title, area],
    )
}

const GROUPS: readonly [id: string, fi: string, sv: string, en: string, similar: string[]][] = [
  ['maintenance', 'Huoltosopimukset', 'Serviceavtal', 'Maintenance', ['workshop_equipment']],
  ['software', 'Korjaamo-ohjelmistot', 'Verkstadsprogram', 'Software', []],
  ['spare_parts', 'Varaosat', 'Reservdelar', 'Spare parts', []],
  ['workshop_equipment', 'Korjaamolaitteet', 'Verkstadsutrustning', 'Workshop equipment', ['maintenance']],
]

const CELLS: readonly [area: string, group: string, reasoning: string][] = [
  [
    'parts',
    'spare_parts',
    'Varaosista vastaava valitsee osat ja toimittajan ja päättää tavallisista ostoista. Tarjous koskee juuri tätä työtä.',
  ],
  [
    'workshop',
    'workshop_equipment',
    'Korjaamosta vastaava esittää laitehankinnat ja vastaa laitteiden käytöstä. Tarjous kuuluu hänen toimivaltaansa.',
  ],
  [
    'workshop',
    'maintenance',
    'Laitteiden määräaikaishuolto on korjaamon esihenkilön vastuulla, ja hän sopii huolloista toimittajan kanssa.',
  ],
  ['it', 'software', 'Tietohallinto arvioi ja hankkii ohjelmistot. Pelkkä laitteiden käyttö korjaamolla ei riitä.'],
]

/** Never the whole of a title: some are left for the title alone to speak. */
const TOLD = [
  ['Varaosapäällikkö', 'parts'],
  ['Korjaamopäällikkö', 'workshop'],
  ['IT-asiantuntija', 'it'],
] as const
