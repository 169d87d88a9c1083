import { sql } from 'kysely'
import { z } from 'zod'
import { type Action, action } from '#kernel/action.ts'
import { checked } from '#kernel/check.ts'
import { writableOf } from '#kernel/compile.ts'
import { create, get, nounActions, recordOutput, update } from '#kernel/nounActions.ts'
import { meet } from '#kernel/reach.ts'
import { lensOf } from '#kernel/records.ts'
import { nouns, usualPosition } from '#register/index.ts'
import { refuseUnsourced } from '../duties/source.ts'
import { employment } from './employment.ts'
import { mergeActions } from './merge.ts'
import { reassign } from './reassign.ts'

const INTAKE = ['relationship', 'sales', 'prospecting', 'contract', 'support', 'suppliers'] as const

/** Purposes that may make a company by themselves; support meets it as somebody’s employer. */
const MAKERS = ['relationship', 'sales', 'prospecting', 'contract', 'suppliers'] as const

const EmploymentInput = z.object({
  person_id: z.uuid(),
  company_id: z.uuid(),
  role: z.enum(['contact', 'decision_maker', 'signatory', 'technical', 'billing', 'owner']).optional(),
  title: z.string().trim().max(200).nullable().optional(),
  duty_areas: z.array(z.string().max(40)).max(20).optional(),
  duty_source: z.string().max(20).nullable().optional(),
  start_on: z.iso.date().nullable().optional(),
  evidence: z
    .enum(Object.keys(nouns.employments.fields.evidence.options) as [string, ...string[]])
    .nullable()
    .optional(),
})

const one = z.object({ id: z.uuid() })

export const actions: Action[] = [
  ...nounActions('companies', ['list', 'get', 'update', 'change']),
  reassign('companies'),
  action({
    name: 'companies.create',
    purposes: MAKERS,
    verb: 'write',
    says: { fi: 'Lisää yritys', sv: 'Lägg till företag', en: 'Add a company' },
    input: z.looseObject({}),
    output: recordOutput,
    // A company without a role would open nothing for its people: it is taken to be what the purpose is about.
    run: (ctx, { roles, ...values }) =>
      create(ctx, 'companies', {
        ...values,
        roles:
          Array.isArray(roles) && roles.length > 0 ? roles : [usualPosition[ctx.purpose as (typeof MAKERS)[number]]],
      }),
  }),
  action({
    name: 'companies.delete',
    purposes: MAKERS,
    verb: 'write',
    says: { fi: 'Poista yritys', sv: 'Ta bort företag', en: 'Delete a company' },
    input: one,
    output: z.object({ id: z.string() }),
    async run(ctx, { id }) {
      await get(ctx, 'companies', id)
      await sql`select door.remove(${id}::uuid)`.execute(ctx.db)
      ctx.seen('companies', [id])
      return { id }
    },
  }),
  action({
    name: 'companies.restore',
    purposes: MAKERS,
    verb: 'write',
    says: { fi: 'Peru yrityksen poisto', sv: 'Ångra borttagningen av företaget', en: 'Undo the deletion of a company' },
    input: one,
    output: recordOutput,
    async run(ctx, { id }) {
      await sql`select door.remove(${id}::uuid, true)`.execute(ctx.db)
      return get(ctx, 'companies', id)
    },
  }),
  ...mergeActions('companies', 'addresses'),
  ...nounActions('addresses', ['list', 'get', 'create', 'update', 'delete']),
  ...nounActions('employments', ['list', 'get']),
  ...nounActions('employments', ['update']).map(
    (one): Action => ({
      ...one,
      async run(ctx, { id, ...values }) {
        await refuseUnsourced(ctx, values, id)
        return update(ctx, 'employments', id, values)
      },
    }),
  ),
  action({
    name: 'employments.create',
    purposes: INTAKE,
    verb: 'write',
    says: { fi: 'Lisää edustus', sv: 'Lägg till representation', en: 'Add an employment' },
    input: EmploymentInput,
    output: recordOutput,
    async run(ctx, { duty_areas, duty_source, ...input }) {
      await refuseUnsourced(ctx, { duty_areas, duty_source })
      const { noun } = lensOf(ctx.register.nouns, 'employments', ctx.purpose)
      const told = { ...(duty_areas?.length && { duty_areas }), ...(duty_source && { duty_source }) }
      const duties = checked(noun, writableOf(noun, ctx.purpose), told, false)
      await meet(ctx, lensOf(ctx.register.nouns, 'people', ctx.purpose), [input.person_id])
      const { person_id: person, company_id: company, ...more } = input
      const { id } = await employment(ctx.db, null, { person, company, ...more })
      if (Object.keys(duties).length > 0)
        await ctx.db.updateTable('employments').set(duties).where('id', '=', id).execute()
      return get(ctx, 'employments', id)
    },
  }),
  action({
    name: 'employments.end',
    purposes: INTAKE,
    verb: 'write',
    says: { fi: 'Päätä edustus', sv: 'Avsluta representationen', en: 'End an employment' },
    input: z.object({ id: z.uuid(), end_on: z.iso.date().optional() }),
    output: z.looseObject({ id: z.string() }),
    async run(ctx, { id, end_on }) {
      await meet(ctx, lensOf(ctx.register.nouns, 'employments', ctx.purpose), [id])
      const { person } = await employment(ctx.db, id, { end_on })
      ctx.seen('employments', [person], ['end_on'])
      return { id }
    },
  }),
]
