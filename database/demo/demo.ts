import type pg from 'pg'
import { colleague } from '#features/access/demo.ts'
import { activitiesDemo } from '#features/activities/demo.ts'
import { calendarDemo } from '#features/calendar/demo.ts'
import { casesDemo } from '#features/cases/demo.ts'
import { consentDemo } from '#features/consent/demo.ts'
import { contractsDemo } from '#features/contracts/demo.ts'
import { dealsDemo } from '#features/deals/demo.ts'
import { erasuresDemo } from '#features/erasure/demo.ts'
import { lettersDemo } from '#features/letters/demo.ts'
import { publishNotice } from '#features/notice/notice.editions.ts'
import { quotesDemo } from '#features/quotes/demo.ts'
import { requestsDemo } from '#features/requests/demo.ts'
import { WAITING } from '#features/sensitive/said.ts'
import { effective, readAdditions } from '#kernel/additions.ts'
import { suppressionKey } from '#kernel/instance.ts'
import { asOwner, build, inTransaction } from '#kernel/migrate.ts'
import { base, type Register } from '#register/index.ts'
import { batches } from './characters.ts'
import { seedDuties } from './duties.ts'
import { adoptRetention, confirmAuthority, fileStaffNotice, signAllTests } from './signed.ts'

/** The demo company's register, the same in every installation; left alone once there is anybody. */
export async function seedDemo(client: pg.Client, key: Buffer): Promise<void> {
  await asOwner(client, async () => {
    const { rows } = await client.query(
      'select exists (select from data.people) or exists (select from register.notices) as there',
    )
    if (rows[0].there) return
    await inTransaction(client, async () => {
      await client.query(`select set_config('seloste.actor', 'demo', true)`)
      for (const batch of batches()) {
        await client.query('select door.intake($1, $2, $3, $4, $5, $6, $7)', [
          JSON.stringify(batch.people),
          JSON.stringify(batch.emails),
          JSON.stringify(batch.phones),
          JSON.stringify(batch.companies),
          JSON.stringify(batch.notes),
          JSON.stringify(batch.plan),
          suppressionKey(key),
        ])
      }
      await signAllTests(client, 'Paula Palo')
      await seedCanaries(client, key)
      await seedDuties(client, 'Paula Palo')
      await fileStaffNotice(client)
      await confirmAuthority(client, 'Paula Palo')
      await adoptRetention(client, 'Paula Palo')
      await seedWork(client)
      await refuseOneNumber(client, key)
      await consentDemo(client, base.controller.name)
      await publishNotice(client, { register: effective(await readAdditions(client)), approvedBy: 'demo' })
    })
    // The tests wake their purposes: the views follow.
    await build(client, effective(await readAdditions(client)))
  })
}

/** A year of work: who is spoken with, what is sold, agreed and asked. Each feature knows its own. */
async function seedWork(client: pg.Client): Promise<void> {
  const [seller, lead] = [colleague('seller'), colleague('sales_lead')]
  await client.query(
    `update data.companies set owner_id = case when right(id::text, 1) < '8' then $1 else $2 end, team = 'myynti'
    where owner_id is null and roles && '{customer,prospect}'`,
    [seller, lead],
  )
  await representing(client)
  await dealsDemo(client, { seller, lead })
  await quotesDemo(client)
  await activitiesDemo(client, { seller, lead })
  await calendarDemo(client, { seller, lead })
  await lettersDemo(client, lead)
  await casesDemo(client, [colleague('support'), colleague('support'), colleague('support_lead')])
  const [buyer, support] = [colleague('purchasing'), colleague('support')]
  await contractsDemo(client, { seller, lead, buyer, support })
  await requestsDemo(client)
  await erasuresDemo(client, base as unknown as Register)
  await seedFinding(client)
}

/** Since when most of them represent their company, and how that is known; of the others nobody has asked yet. */
async function representing(client: pg.Client): Promise<void> {
  await client.query(
    `update data.employments set start_on = date '2016-03-01' + (right(person_id::text, 3)::int * 11) % 3200,
       evidence = case right(person_id::text, 1)::int % 3 when 0 then 'person' when 1 then 'company' else 'public' end
     where start_on is null and right(person_id::text, 3) ~ '^[0-9]{3}$' and right(person_id::text, 1)::int < 8`,
  )
}

/** One of those who have two numbers takes no sales calls to the first. */
async function refuseOneNumber(client: pg.Client, key: Buffer): Promise<void> {
  const { rows } = await client.query<{ person: string; number: string }>(
    `select n.person_id as person, (array_agg(n.id order by n.main desc, n.id))[1] as number from data.phones n
     join data.people p on p.id = n.person_id
     where p.permitted & data.marketing_mask() <> 0 group by 1 having count(*) = 2 order by 1 limit 1`,
  )
  if (!rows[0]) return
  const event = {
    kind: 'number_refused',
    number: rows[0].number,
    via: 'phone',
    evidence: 'Puhelimessa: ei myyntipuheluja tähän numeroon.',
  }
  await client.query('select door.ground($1, $2, $3)', [rows[0].person, JSON.stringify(event), suppressionKey(key)])
}

/** A sentence somebody should not have written, found three nights ago and not yet looked at. */
async function seedFinding(client: pg.Client): Promise<void> {
  await client.query(
    `with said as (
       insert into data.notes (person_id, company_id, purpose, author_id, body, created_at, updated_at)
       select n.person_id, n.company_id, n.purpose, n.author_id, 'Asiakas kertoi olevansa sairauslomalla. Soitetaan uudestaan joulun jälkeen.',
         now() - interval '3 days', now() - interval '3 days'
       from data.notes n where n.purpose = 'relationship' and n.person_id is not null order by n.person_id, n.created_at limit 1
       returning id, person_id)
     insert into data.findings (kind, noun, record_id, field, person_id, found_at, ends_on)
     select 'health', 'notes', id, 'body', person_id, now() - interval '3 days', (now() at time zone 'Europe/Helsinki')::date + 11 from said`,
  )
  await client.query('select data.withhold_open($1)', [WAITING])
}

/** Two who are nobody, and have refused direct marketing: if anything ever reaches them, a check has failed. */
async function seedCanaries(client: pg.Client, key: Buffer): Promise<void> {
  for (const [given, address] of [
    ['Kanerva', 'kanerva.koelintu@koelinnut.example'],
    ['Kaarna', 'kaarna.koelintu@koelinnut.example'],
  ]) {
    const { rows } = await client.query(
      `insert into data.people (permitted, given_name, family_name, language, source, informed_at, informed_how)
       values (data.always_mask(), $1, 'Koelintu', 'fi', 'person', now(), 'form') returning id`,
      [given],
    )
    const { id } = rows[0]
    await client.query(
      `insert into data.emails (person_id, permitted, address, kind, main)
       values ($1, data.always_mask() & data.emails_bits(), $2, 'private', true)`,
      [id, address],
    )
    await client.query('select door.object($1, $2, $3, $4, $5)', [id, 'marketing', 'web', null, suppressionKey(key)])
    await client.query('insert into data.canaries (person_id) values ($1)', [id])
  }
}
