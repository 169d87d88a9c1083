import { sql } from 'kysely'
import { z } from 'zod'
import { listUsers } from '#features/access/users.ts'
import { type Action, action, type Context } from '#kernel/action.ts'
import { applyAsOwner } from '#kernel/apply.child.ts'
import { config } from '#kernel/config.ts'
import { refuse } from '#kernel/errors.ts'
import { businessId } from '#kernel/values.ts'
import { LANGUAGES } from '#kernel/vocabulary.ts'
import { companyActions } from './company.ts'
import { foundingActions } from './founding.ts'
import { leavingActions, leavingStep } from './leaving.ts'
import { mailActions } from './mail.ts'
import { textActions } from './texts.ts'

/** The order in which a company gets going; each is done when the system says so, not when somebody ticks it. */
const STEPS = ['company', 'team', 'tests', 'retention', 'staff', 'import', 'mail', 'work', 'notice', 'leaving'] as const
/** Purposes without which nobody works. */
const FIRST_TESTS = ['relationship', 'sales', 'support'] as const

const step = z.object({ id: z.enum(STEPS), done: z.boolean(), detail: z.looseObject({}) })

export const actions: Action[] = [
  ...foundingActions,
  action({
    name: 'setup.state',
    purposes: ['security', 'staff', 'rights'],
    verb: 'read',
    anyone: true,
    unlogged: true,
    http: { method: 'GET', path: '/setup' },
    says: {
      fi: 'Kysy, mitä käyttöönotosta puuttuu',
      sv: 'Fråga vad som återstår av ibruktagningen',
      en: 'Ask what is left to set up',
    },
    input: z.object({}),
    output: z.object({ steps: z.array(step), demo: z.boolean() }),
    run: state,
  }),
  action({
    name: 'setup.company',
    purposes: ['rights'],
    verb: 'register',
    says: { fi: 'Tallenna, mikä yritys on', sv: 'Ange vilket företag detta är', en: 'Say which company this is' },
    input: z.object({
      name: z.string().trim().min(1).max(200),
      business_id: z.string().max(20),
      street: z.string().trim().max(200),
      postcode: z.string().trim().max(20),
      town: z.string().trim().min(1).max(100),
      mailbox: z.email(),
      contact: z.string().trim().min(1).max(200),
      headcount: z.int().min(1).max(1_000_000),
      /** Month and day on which the financial year ends, `12-31`. */
      year_end: z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/),
      languages: z.array(z.enum(LANGUAGES as ['fi', 'sv', 'en'])).min(1),
    }),
    output: z.object({ done: z.literal(true) }),
    run: company,
  }),
  action({
    name: 'setup.adopt',
    purposes: ['rights'],
    verb: 'register',
    says: { fi: 'Ota säilytysajat käyttöön', sv: 'Ta lagringstiderna i bruk', en: 'Adopt the retention periods' },
    input: z.object({ reason: z.string().trim().min(10).max(1000) }),
    output: z.object({ done: z.literal(true) }),
    async run(ctx, { reason }) {
      const rules = Object.fromEntries(Object.entries(ctx.register.retention).map(([id, rule]) => [id, rule.length]))
      await keep(ctx, 'retention_adopted', { reason, rules, by_name: ctx.actor.name })
      return { done: true as const }
    },
  }),
  ...companyActions,
  ...mailActions,
  ...textActions,
  ...leavingActions,
]

async function state(ctx: Context) {
  const { house, register } = ctx
  const { rows } = await house.jobs.query<{ name: string; value: any; at: string }>(
    `select distinct on (name) name, value, at from register.settings
     where name = any ($1) order by name, at desc`,
    [['company_facts', 'retention_adopted', 'staff_informed', 'mail_tested', 'leaving_tried']],
  )
  const said = new Map(rows.map((row) => [row.name, row]))
  const { rows: facts } = await house.jobs.query<{ company: boolean; notice: boolean }>(
    `select exists (select from register.additions where kind = 'controller') as company,
            exists (select from register.notices) as notice`,
  )
  const { company, notice } = facts[0]!
  const users = (await listUsers(house)).filter((user) => user.state !== 'left')
  const tests = FIRST_TESTS.map((purpose) => ({
    purpose,
    state: register.purposes[purpose]?.balance?.state ?? 'unsigned',
  }))
  // A yes or no, about nobody.
  const { rows: held } = await sql<{ some: boolean }>`select exists (select from people) as some`.execute(
    house.under('relationship'),
  )
  const some = held[0]!.some
  const mail = {
    relay: Boolean(config.mailUrl),
    from: config.mailFrom ?? null,
    tested_at: said.get('mail_tested')?.at ?? null,
  }
  const done: Record<(typeof STEPS)[number], [boolean, object]> = {
    company: [
      company || config.demo,
      { name: register.controller.name, facts: said.get('company_facts')?.value ?? null },
    ],
    team: [users.length > 1, { levels: [...new Set(users.flatMap((user) => user.levels))], users: users.length }],
    tests: [tests.every((one) => one.state === 'in_force' || one.state === 'review_due'), { tests }],
    retention: [said.has('retention_adopted'), said.get('retention_adopted')?.value ?? {}],
    staff: [said.has('staff_informed'), {}],
    import: [some, {}],
    mail: [mail.tested_at !== null, mail],
    work: [some && tests.some((one) => one.state === 'in_force'), {}],
    notice: [notice, {}],
    leaving: await leavingStep(ctx, said.get('leaving_tried')),
  }
  return { steps: STEPS.map((id) => ({ id, done: done[id][0], detail: { ...done[id][1] } })), demo: config.demo }
}

async function company(ctx: Context, input: any) {
  const id = businessId(input.business_id) ?? refuse('BUSINESS_ID_INVALID', { field: 'business_id' })
  const { name, street, postcode, town, mailbox, contact, headcount, year_end, languages } = input
  const everywhere = (text: string) => ({ fi: text, sv: text, en: text })
  await applyAsOwner(
    ctx.house,
    {
      kind: 'controller',
      body: {
        name,
        businessId: id,
        address: { street, postcode, town: everywhere(town) },
        mailbox,
        contact: everywhere(contact),
      },
    },
    ctx.actor.id,
  )
  await keep(ctx, 'company_facts', { headcount, year_end, languages })
  return { done: true as const }
}

async function keep(ctx: Context, name: string, value: object) {
  await ctx.house.jobs.query(
    `insert into register.settings (name, value, by, at) values ($1, $2, $3, clock_timestamp())`,
    [name, JSON.stringify(value), ctx.actor.id],
  )
  ctx.note({ setting: name })
}
