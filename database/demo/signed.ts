import type pg from 'pg'
import { proposalOf } from '#features/balancing/proposals.ts'
import { blockOf } from '#features/notice/authority.ts'
import { BALANCED } from '#kernel/additions.ts'
import { base, type PurposeId, type Register } from '#register/index.ts'
import { retention } from '../../register/index.ts'

/** A balancing test, signed, for every purpose that needs one: what a real company writes and signs itself. */
export async function signAllTests(client: Pick<pg.Client, 'query'>, name: string): Promise<void> {
  for (const purpose of BALANCED) {
    const body = { ...proposalOf(purpose as PurposeId, 'fi'), conclusion: CONCLUSION }
    await client.query(
      `insert into register.balancing_tests (purpose, body, outcome, written_by, signed_by, signed_name, signed_at, review_on)
       values ($1, $2, 'positive', 'demo', 'demo', $3, now(), (now() at time zone 'Europe/Helsinki')::date + 365)`,
      [purpose, JSON.stringify(body), name],
    )
  }
}

/** The demo company told its own people before the first log entry about their reading was written. */
export async function fileStaffNotice(client: Pick<pg.Client, 'query'>): Promise<void> {
  await client.query(`insert into register.settings (name, value, by) values ('staff_informed', $1, 'demo')`, [
    JSON.stringify({
      headcount: 12,
      informed_on: '2026-01-12',
      how: 'meeting',
      act: '759/2004 § 21',
      note: 'Kerrottu henkilöstökokouksessa; tiedote on työtilassa.',
      by_name: 'Antti Aho',
    }),
  ])
}

/** Somebody has looked that the authority's contact data is right. */
export async function confirmAuthority(client: Pick<pg.Client, 'query'>, name: string): Promise<void> {
  await client.query(`insert into register.settings (name, value, by) values ('authority_checked', $1, 'demo')`, [
    JSON.stringify({ block: blockOf(base as unknown as Register), name }),
  ])
}

/** The lengths as the register proposes them, adopted by name with a reason. */
export async function adoptRetention(client: Pick<pg.Client, 'query'>, name: string): Promise<void> {
  const rules = Object.fromEntries(Object.entries(retention).map(([rule, { length }]) => [rule, length]))
  await client.query(`insert into register.settings (name, value, by) values ('retention_adopted', $1, 'demo')`, [
    JSON.stringify({
      reason: 'Ajat vastaavat sitä, kuinka kauan asiakassuhteemme asioita hoidetaan; arvioidaan vuosittain.',
      rules,
      by_name: name,
    }),
  ])
}

const CONCLUSION =
  'Etu on todellinen ja rajattu, eikä sitä saavuteta vähemmillä tiedoilla. Vaikutus henkilöön on vähäinen, hän voi odottaa käsittelyä ja saa vastustaa sitä. Etu painaa enemmän, kun suojatoimet ovat käytössä.'
