import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { type Action, action } from '#kernel/action.ts'
import { clock } from '#kernel/clock.ts'
import { refuse } from '#kernel/errors.ts'
import { type PurposeId, purposeIds } from '#register/index.ts'
import { digestOf, forgetActors } from './actor.ts'

const DAY_MS = 24 * 60 * 60 * 1000

const key = z.object({
  id: z.uuid(),
  name: z.string().trim().min(1).max(100),
  recipient: z.string().trim().min(1).max(200),
  purpose: z.enum(purposeIds as [PurposeId, ...PurposeId[]]),
  writes: z.boolean(),
  created_at: z.string(),
  created_by: z.string(),
  expires_at: z.string(),
  ended_at: z.string().nullable(),
})
const COLUMNS = Object.keys(key.shape).join(', ')

export const keyActions: Action[] = [
  action({
    name: 'keys.list',
    purposes: ['security'],
    verb: 'users',
    http: { method: 'GET', path: '/keys' },
    says: { fi: 'Lue rajapinnan avaimet', sv: 'Läs gränssnittets nycklar', en: 'Read the API keys' },
    input: z.object({}),
    output: z.object({ items: z.array(key) }),
    async run(ctx) {
      const { rows } = await ctx.house.auth.query(
        `select ${COLUMNS} from auth.keys order by ended_at is not null, created_at desc`,
      )
      ctx.seen(
        'keys',
        rows.map((row) => row.id),
      )
      return { items: rows }
    },
  }),
  action({
    name: 'keys.create',
    purposes: ['security'],
    verb: 'users',
    says: {
      fi: 'Tee avain yhdelle vastaanottajalle yhteen käyttötarkoitukseen',
      sv: 'Gör en nyckel för en mottagare och ett ändamål',
      en: 'Make a key for one recipient and one purpose',
    },
    input: key.pick({ name: true, recipient: true, purpose: true }).extend({
      writes: z.boolean().default(false),
      days: z.number().int().min(1).max(365).default(90),
    }),
    output: z.object({ key, secret: z.string() }),
    async run(ctx, { name, recipient, purpose, writes, days }) {
      // The secret is in this one answer and nowhere else.
      const secret = `seloste_${randomBytes(32).toString('base64url')}`
      const { rows } = await ctx.house.auth.query(
        `insert into auth.keys (name, recipient, purpose, writes, digest, created_at, created_by, expires_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8) returning ${COLUMNS}`,
        [
          name,
          recipient,
          purpose,
          writes,
          digestOf(secret),
          clock.now(),
          ctx.actor.id,
          new Date(clock.now().getTime() + days * DAY_MS),
        ],
      )
      ctx.seen('keys', [rows[0].id])
      ctx.note({ for: purpose, writes, days })
      return { key: rows[0], secret }
    },
  }),
  action({
    name: 'keys.delete',
    purposes: ['security'],
    verb: 'users',
    says: { fi: 'Päätä avain', sv: 'Avsluta en nyckel', en: 'End a key' },
    input: z.object({ id: z.uuid() }),
    output: key,
    async run(ctx, input) {
      const { rows } = await ctx.house.auth.query(
        `update auth.keys set ended_at = coalesce(ended_at, $2), ended_by = coalesce(ended_by, $3) where id = $1 returning ${COLUMNS}`,
        [input.id, clock.now(), ctx.actor.id],
      )
      forgetActors(ctx.house)
      if (!rows[0]) refuse('NOT_FOUND', { field: 'id' })
      ctx.seen('keys', [input.id])
      return rows[0]
    },
  }),
]
