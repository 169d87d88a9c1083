import { z } from 'zod'
import { type Action, action } from '#kernel/action.ts'
import type { House } from '#kernel/database.ts'
import { approve, cellsOf, decline, end, propose, renew } from './cells.ts'
import { actions as groups, groupsOf } from './groups.ts'
import { actions as person } from './person.ts'
import { actions as titles } from './titles.ts'

const says = (fi: string, sv: string, en: string) => ({ fi, sv, en })
const reasoning = z.string().trim().min(10).max(2000)
const until = z.iso.date().optional()
const one = z.object({ id: z.uuid() })
const done = z.object({ id: z.string() })
const approved = z.object({ id: z.string(), until: z.string() })
const place = { area: z.string().max(40), product_group: z.string().max(41) }

/** Which duties an offer concerns: our interpretation of 917/2014 § 200, approved by a named owner for a time. */
export const actions: Action[] = [
  action({
    name: 'duties.list',
    purposes: ['rights', 'marketing'],
    verb: 'read',
    unlogged: true,
    says: says(
      'Lue työtehtävät ja tuoteryhmät',
      'Läs arbetsuppgifterna och produktgrupperna',
      'Read the duties and product groups',
    ),
    input: z.object({}),
    output: z.object({
      areas: z.array(z.string()),
      groups: z.array(z.looseObject({ id: z.string() })),
      cells: z.array(z.looseObject({ id: z.string(), state: z.string() })),
      proposals: z.array(z.looseObject({ id: z.string() })),
      confirmed_only: z.boolean(),
    }),
    run: async ({ house, register }) => ({
      areas: Object.keys(register.nouns.employments!.fields.duty_areas!.options ?? {}),
      groups: await groupsOf(house),
      ...(await cellsOf(house)),
      confirmed_only: await isConfirmedOnly(house),
    }),
  }),
  action({
    name: 'duties.approve',
    purposes: ['rights'],
    verb: 'register',
    says: says(
      'Hyväksy tehtävä ja tuoteryhmä',
      'Godkänn uppgift och produktgrupp',
      'Approve a duty and a product group',
    ),
    input: z.object({ ...place, reasoning, until: until.describe('12 to 24 months from today; 12 when absent') }),
    output: approved,
    run: approve,
  }),
  action({
    name: 'duties.renew',
    purposes: ['rights'],
    verb: 'register',
    says: says(
      'Jatka tehtävän ja tuoteryhmän hyväksyntää',
      'Förnya godkännandet av uppgift och produktgrupp',
      'Renew the approval of a duty and a product group',
    ),
    input: one.extend({ reasoning: reasoning.optional(), until }),
    output: approved,
    run: (ctx, { id, ...change }) => renew(ctx, id, change),
  }),
  action({
    name: 'duties.end',
    purposes: ['rights'],
    verb: 'register',
    says: says(
      'Päätä tehtävän ja tuoteryhmän hyväksyntä',
      'Avsluta godkännandet av uppgift och produktgrupp',
      'End the approval of a duty and a product group',
    ),
    input: one,
    output: done,
    async run(ctx, { id }) {
      await end(ctx, id)
      return { id }
    },
  }),
  action({
    name: 'duties.propose',
    purposes: ['marketing'],
    verb: 'write',
    says: says(
      'Esitä tehtävää ja tuoteryhmää',
      'Föreslå uppgift och produktgrupp',
      'Propose a duty and a product group',
    ),
    input: z.object({ ...place, reasoning }),
    output: done,
    run: propose,
  }),
  action({
    name: 'duties.decline',
    purposes: ['rights'],
    verb: 'register',
    says: says(
      'Hylkää esitys tehtävästä ja tuoteryhmästä',
      'Avslå förslaget om uppgift och produktgrupp',
      'Decline a proposed duty and product group',
    ),
    input: one,
    output: done,
    async run(ctx, { id }) {
      await decline(ctx, id)
      return { id }
    },
  }),
  action({
    name: 'duties.policy',
    purposes: ['rights'],
    verb: 'register',
    says: says(
      'Päätä, kelpaako pelkkä nimike työtehtäväksi',
      'Bestäm om titeln ensam räcker som arbetsuppgift',
      'Decide whether a title alone is enough',
    ),
    input: z.object({ confirmed_only: z.boolean() }),
    output: z.object({ confirmed_only: z.boolean() }),
    async run({ house, actor, note }, { confirmed_only }) {
      await house.jobs.query(
        `insert into register.settings (name, value, by, at) values ('duties_confirmed_only', to_jsonb($1::boolean), $2, clock_timestamp())`,
        [confirmed_only, actor.id],
      )
      note({ confirmed_only })
      return { confirmed_only }
    },
  }),
  ...groups,
  ...titles,
  ...person,
]

async function isConfirmedOnly(house: House): Promise<boolean> {
  const { rows } = await house.jobs.query<{ value: boolean }>(
    `select value from register.settings where name = 'duties_confirmed_only' order by at desc limit 1`,
  )
  return rows[0]?.value ?? false
}
