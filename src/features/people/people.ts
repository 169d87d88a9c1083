import { sql } from 'kysely'
import { z } from 'zod'
import { employment } from '#features/companies/employment.ts'
import { mergeActions } from '#features/companies/merge.ts'
import { reassign } from '#features/companies/reassign.ts'
import { type Action, action, type Context } from '#kernel/action.ts'
import { checked, checkedValue } from '#kernel/check.ts'
import { writableOf } from '#kernel/compile.ts'
import { refuse } from '#kernel/errors.ts'
import { newId } from '#kernel/ledger.ts'
import { get, nounActions, recordOutput } from '#kernel/nounActions.ts'
import { meet } from '#kernel/reach.ts'
import { lensOf } from '#kernel/records.ts'
import { usualPosition } from '#register/index.ts'
import { emailKind, isSoleTrader } from './import/channels.ts'
import { actions as duplicateActions } from './people.duplicates.ts'
import { actions as exportActions } from './people.export.ts'
import { actions as importActions } from './people.import.actions.ts'
import { INTAKE, intake, monthsFromNow } from './people.intake.ts'
import { actions as pairActions } from './people.pairs.ts'

const text = (most: number) => z.string().max(most).nullable().optional()

/** Whatever else is given is one of the company's own fields, or unknown. */
const PersonInput = z.looseObject({
  given_name: text(200),
  family_name: text(200),
  job_title: text(200),
  language: z.enum(['fi', 'sv', 'en']).nullable().optional(),
  position: z.enum(['customer', 'prospect', 'supplier', 'partner', 'reseller', 'group_company']).optional(),
  source: z.enum(['person', 'company', 'register', 'elsewhere']).default('person'),
  source_name: text(300),
  informed_at: z.iso.datetime().optional(),
  informed_how: text(300),
  owner_id: text(100),
  team: text(100),
  emails: z
    .array(z.object({ address: z.string(), kind: z.string().optional(), main: z.boolean().optional() }))
    .max(20)
    .default([]),
  phones: z
    .array(z.object({ number: z.string(), kind: z.string().optional(), main: z.boolean().optional() }))
    .max(20)
    .default([]),
  employment: z
    .object({
      company_id: z.uuid().optional(),
      company: z.object({ name: z.string().min(1).max(300), business_id: z.string().nullable().optional() }).optional(),
      title: text(200),
      role: z.string().optional(),
      start_on: z.iso.date().nullable().optional(),
    })
    .optional(),
})

type PersonInput = z.infer<typeof PersonInput>

/** How long after indirect collection the person must have been told, Art. 14(3)(a). */
const ART14_MONTHS = 1

export async function create(ctx: Context, input: PersonInput) {
  const nouns = ctx.register.nouns
  const id = newId()
  const value = (noun: string, field: string, given: unknown) => checkedValue(field, nouns[noun]!.fields[field]!, given)
  const names = ['given_name', 'family_name', 'job_title', 'language'] as const
  const added = checked(
    nouns.people!,
    writableOf(nouns.people!, ctx.purpose).filter((name) => name.startsWith('x_')),
    Object.fromEntries(Object.entries(input).filter(([name]) => name.startsWith('x_'))),
    true,
  )
  const person: Record<string, unknown> = {
    ...(Object.keys(added).length > 0 && { fields: added }),
    id,
    line: 1,
    owner_id: input.owner_id ?? ownerOf(ctx),
    team: input.team ?? ctx.actor.team,
  }
  for (const name of names) person[name] = value('people', name, input[name] ?? null)
  const companyName = input.employment?.company?.name ?? ''
  const emails = input.emails.map((one, i) => {
    const address = value('emails', 'address', one.address)
    const kind = one.kind ? value('emails', 'kind', one.kind) : emailKind(address, isSoleTrader(companyName))
    return { person: id, address, kind, main: one.main ?? i === 0 }
  })
  const phones = input.phones.map((one, i) => ({
    person: id,
    number: value('phones', 'number', one.number),
    kind: value('phones', 'kind', one.kind ?? 'mobile'),
    main: one.main ?? i === 0,
  }))
  if (!person.given_name && !person.family_name && emails.length === 0 && phones.length === 0)
    refuse('VALUE_MISSING', { field: 'family_name' })

  const companies: object[] = []
  if (input.employment?.company) {
    person.company = newId()
    companies.push({
      id: person.company,
      name: value('companies', 'name', input.employment.company.name),
      business_id: value('companies', 'business_id', input.employment.company.business_id ?? null),
      sole_trader: isSoleTrader(companyName),
    })
    person.title = value('employments', 'title', input.employment.title ?? input.job_title ?? null)
    person.role = value('employments', 'role', input.employment.role ?? 'contact')
    person.start_on = input.employment.start_on ?? null
  }
  const plan = {
    position: input.position ?? usualPosition[ctx.purpose as (typeof INTAKE)[number]],
    source: input.source,
    source_name: value('people', 'source_name', input.source_name ?? null),
    informed_at: input.informed_at ?? null,
    informed_how: value('people', 'informed_how', input.informed_how ?? null),
    inform_by: input.source === 'elsewhere' && !input.informed_at ? monthsFromNow(ART14_MONTHS) : null,
    // A form's answer must be the same whoever is already here: it always makes a record.
    match: false,
  }
  await intake(ctx, { people: [person], emails, phones, companies, notes: [], plan })
  if (input.employment?.company_id) {
    const { company_id, title, role, start_on } = input.employment
    await employment(ctx.db, null, { person: id, company: company_id, role, title: title ?? input.job_title, start_on })
  }
  return get(ctx, 'people', id, 'emails,phones,employments')
}

const ownerOf = (ctx: Context): string | null => (ctx.actor.kind === 'user' ? ctx.actor.id : null)

const within = (ctx: Context, ids: string[]) => meet(ctx, lensOf(ctx.register.nouns, 'people', ctx.purpose), ids)

const one = z.object({ id: z.uuid() })

export const actions: Action[] = [
  ...duplicateActions,
  ...importActions,
  ...exportActions,
  ...nounActions('people', ['list', 'get', 'update', 'change']),
  reassign('people'),
  ...pairActions,
  ...nounActions('emails', ['list', 'get', 'create', 'update', 'delete']),
  ...nounActions('phones', ['list', 'get', 'create', 'update', 'delete']),
  action({
    name: 'people.create',
    purposes: INTAKE,
    verb: 'write',
    says: { fi: 'Lisää henkilö', sv: 'Lägg till person', en: 'Add a person' },
    input: PersonInput,
    output: recordOutput,
    run: create,
  }),
  action({
    name: 'people.delete',
    purposes: INTAKE,
    verb: 'write',
    says: { fi: 'Poista henkilö', sv: 'Ta bort person', en: 'Delete a person' },
    input: one,
    output: z.object({ id: z.string() }),
    async run(ctx, { id }) {
      await within(ctx, [id])
      await sql`select door.remove(${id}::uuid)`.execute(ctx.db)
      ctx.seen('people', [id])
      return { id }
    },
  }),
  action({
    name: 'people.restore',
    purposes: INTAKE,
    verb: 'write',
    says: { fi: 'Peru henkilön poisto', sv: 'Ångra borttagningen av personen', en: 'Undo the deletion of a person' },
    input: one,
    output: recordOutput,
    async run(ctx, { id }) {
      await sql`select door.remove(${id}::uuid, true)`.execute(ctx.db)
      return get(ctx, 'people', id)
    },
  }),
  ...mergeActions('people', 'emails,phones,employments'),
]
