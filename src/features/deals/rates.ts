import { z } from 'zod'
import { type Action, action, type Context } from '#kernel/action.ts'
import { refuse } from '#kernel/errors.ts'
import { nounActions } from '#kernel/nounActions.ts'
import { isFetching, takeRates } from './ecb.ts'
import { SEEN } from './pipelines.ts'

export const rateActions: Action[] = [
  ...nounActions('rates', ['list']),
  ...nounActions('rates', ['create', 'update', 'delete']).map(
    (one): Action => ({ ...one, purposes: ['sales'], verb: 'arrange' }),
  ),
  action({
    name: 'rates.state',
    purposes: SEEN,
    verb: 'read',
    unlogged: true,
    says: {
      fi: 'Kysy, haetaanko valuuttakurssit',
      sv: 'Fråga om valutakurser hämtas',
      en: 'Ask whether rates are fetched',
    },
    input: z.object({}),
    output: z.object({ fetching: z.boolean() }),
    run: async (ctx) => ({ fetching: await isFetching(ctx.house) }),
  }),
  action({
    name: 'rates.fetching',
    purposes: ['sales'],
    verb: 'arrange',
    says: {
      fi: 'Kytke valuuttakurssien haku',
      sv: 'Slå på eller av hämtningen av valutakurser',
      en: 'Switch the nightly fetching of rates',
    },
    input: z.object({ on: z.boolean() }),
    output: z.object({ fetching: z.boolean() }),
    async run({ house, actor, note }: Context, { on }) {
      await house.jobs.query(
        `insert into register.settings (name, value, by, at) values ('rates_fetched', to_jsonb($1::boolean), $2, clock_timestamp())`,
        [on, actor.id],
      )
      note({ on })
      return { fetching: on }
    },
  }),
  action({
    name: 'rates.fetch',
    purposes: ['sales'],
    verb: 'arrange',
    // Another's answer is waited for: no transaction stands open meanwhile.
    long: true,
    says: { fi: 'Hae valuuttakurssit', sv: 'Hämta valutakurserna', en: 'Fetch the rates now' },
    input: z.object({}),
    output: z.object({ day: z.string(), taken: z.number() }),
    async run({ house }) {
      if (!(await isFetching(house))) refuse('RATES_NOT_READ', { detail: 'switched off' })
      return takeRates(house)
    },
  }),
]
