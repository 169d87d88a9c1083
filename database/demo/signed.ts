import type pg from 'pg'
import { proposalOf } from '#features/balancing/proposals.ts'
import { BALANCED } from '#kernel/additions.ts'
import type { PurposeId } from '#register/index.ts'

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

const CONCLUSION =
  'Etu on todellinen ja rajattu, eikä sitä saavuteta vähemmillä tiedoilla. Vaikutus henkilöön on vähäinen, hän voi odottaa käsittelyä ja saa vastustaa sitä. Etu painaa enemmän, kun suojatoimet ovat käytössä.'
