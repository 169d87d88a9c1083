import { z } from 'zod'
import { type Action, action, type Context } from '#kernel/action.ts'
import { TODAY } from '#kernel/clock.ts'
import { refuse } from '#kernel/errors.ts'

/** Employees from which the Co-operation Act 1333/2021 applies; below, staff are heard. To be checked with the law in force. */
export const COOPERATION_FROM = 20

const filed = z.object({
  headcount: z.int().min(0).max(100_000),
  informed_on: z.iso.date(),
  how: z.enum(['meeting', 'letter', 'negotiation', 'other']),
  note: z.string().trim().max(2000).optional(),
})
const Notice = z.object({
  filed: filed.extend({ act: z.string(), by_name: z.string(), at: z.string() }).nullable(),
  /** Whether the one who asks may file it. */
  mayFile: z.boolean(),
  cooperation_from: z.int(),
})

const mayFile = ({ actor }: Context): boolean => actor.may.has('users') || actor.may.has('register')

async function shown(ctx: Context): Promise<z.infer<typeof Notice>> {
  const { rows } = await ctx.house.jobs.query(
    `select value, at from register.settings where name = 'staff_informed' order by at desc limit 1`,
  )
  const last = rows[0] ? { ...rows[0].value, at: rows[0].at } : null
  return { filed: last, mayFile: mayFile(ctx), cooperation_from: COOPERATION_FROM }
}

export const staffNoticeActions: Action[] = [
  action({
    name: 'staff.notice',
    purposes: ['staff'],
    verb: 'read',
    anyone: true,
    unlogged: true,
    http: { method: 'GET', path: '/staff-notice' },
    says: {
      fi: 'Kysy, milloin henkilöstölle kerrottiin käytön kirjaamisesta',
      sv: 'Fråga när personalen informerades om användningsloggen',
      en: 'Ask when staff were told that use is logged',
    },
    input: z.object({}),
    output: Notice,
    run: shown,
  }),
  action({
    name: 'staff.inform',
    purposes: ['staff'],
    verb: 'users',
    anyone: true,
    http: { method: 'POST', path: '/staff-notice' },
    says: {
      fi: 'Kirjaa, että henkilöstölle on kerrottu käytön kirjaamisesta',
      sv: 'Anteckna att personalen har informerats om användningsloggen',
      en: 'File that staff were told of the logging of use',
    },
    input: filed.extend({ name: z.string().trim().min(3).max(200).optional() }),
    output: Notice,
    async run(ctx, { name, ...value }) {
      const { actor, house } = ctx
      // Two levels may: whoever runs the system, and whoever looks after privacy. A key is neither.
      if (!mayFile(ctx)) refuse('PURPOSE_MISMATCH')
      const by_name = actor.kind === 'operator' ? name : actor.name
      if (!by_name) refuse('VALUE_MISSING', { field: 'name' })
      const { rows } = await house.jobs.query<{ future: boolean }>(`select $1::date > ${TODAY} as future`, [
        value.informed_on,
      ])
      if (rows[0]!.future) refuse('VALUE_NOT_ALLOWED', { field: 'informed_on' })
      const many = value.headcount >= COOPERATION_FROM
      // With that many, telling is not enough: the matter is dealt with in co-operation.
      if (many && value.how === 'letter') refuse('STAFF_NOT_INFORMED', { field: 'how' })
      const act = many ? '759/2004 § 21, 1333/2021' : '759/2004 § 21'
      await house.jobs.query(`insert into register.settings (name, value, by) values ('staff_informed', $1, $2)`, [
        JSON.stringify({ ...value, act, by_name }),
        actor.id,
      ])
      await house.renew()
      ctx.note({ headcount: value.headcount, informed_on: value.informed_on, how: value.how, act })
      return shown(ctx)
    },
  }),
]
