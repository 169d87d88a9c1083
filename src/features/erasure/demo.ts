import type pg from 'pg'
import type { Register } from '#register/index.ts'
import { tellers } from './identity.ts'

/** Two who have left: of one nothing remains but the certificate; of the other what a claim still needs, until its day. */
export async function erasuresDemo(client: pg.Client, register: Register): Promise<void> {
  const { self, last } = tellers(register)
  const kept = Object.keys(register.nouns).find(
    (name) => register.nouns[name]!.kept && register.nouns[name]!.fields.number,
  )!
  const taken = { [self]: 1, ...Object.fromEntries(last.map((noun) => [noun, 1])) }
  const certificate = async (n: number, more: { reason: string; state: string; ago: string; taken: object }) => {
    const subject = `${n}f3c81d2-5b40-4e6a-9d17-2a60c4b8e5a${n}`
    const nouns = Object.entries(more.taken).map(([noun, n]) => ({ noun, does: 'erase', n }))
    const { rows } = await client.query<{ id: string }>(
      `insert into data.erasures (id, subject, reason, state, plan, found, actor, created_at, started_at, done_at, swept_at)
       values ($1, $1, $2, $3, $4, $5, 'demo', now() - $6::interval, now() - $6::interval, now() - $6::interval + interval '4 seconds', now() - $6::interval + interval '9 seconds') returning id`,
      [
        subject,
        more.reason,
        more.state,
        JSON.stringify({ subjects: [subject], nouns, needed: [], holds: [], broad: [] }),
        JSON.stringify({ taken: more.taken, later: {}, traces: [], words: true, open: 0 }),
        more.ago,
      ],
    )
    return rows[0]!.id
  }
  await certificate(1, { reason: 'request', state: 'done', ago: '75 days', taken })
  const held = { ...taken, [kept]: 1 }
  const id = await certificate(2, { reason: 'retention', state: 'held', ago: '40 days', taken: held })
  await client.query(
    `insert into data.holds (erasure_id, noun, record_id, said, act, section, until)
     values ($1, $2, 'c91e7a05-38d2-4f61-8b0c-7d5e2f94a1b6', '{"number": "T-2024-0117", "gross": 1842.5}', 'Laki velan vanhentumisesta 728/2003', '4', (now() + interval '2 years')::date)`,
    [id, kept],
  )
}
