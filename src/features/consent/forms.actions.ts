import { z } from 'zod'
import { editionInForce } from '#features/grounds/edition.ts'
import { type Action, action, type Context } from '#kernel/action.ts'
import { config } from '#kernel/config.ts'
import type { House } from '#kernel/database.ts'
import { refuse } from '#kernel/errors.ts'
import { LANGUAGES } from '#kernel/vocabulary.ts'
import type { PurposeId } from '#register/index.ts'
import { countsOf } from './counts.ts'
import { formPage } from './form.page.ts'
import { type Body, bodyShape, FORM_ID, type Version } from './form.ts'
import { listForms, markPublished, retire, saveDraft, versionsOf } from './forms.ts'
import { lint } from './lint.ts'
import { keepPreview } from './preview.ts'
import { consentsOffered, startingForm, startingScript } from './starting.ts'

// Who writes for marketing or for people's rights makes forms; no person stands in any of them.
const MAKERS: readonly PurposeId[] = ['marketing', 'rights']
/** Parts of addresses of ours, and so not names of forms. */
const RESERVED = ['check', 'confirmations', 'template']

const id = z.string().regex(FORM_ID)
const language = z.enum(['fi', 'sv', 'en']).optional()
const problem = z.object({ code: z.string(), field: z.string(), why: z.string() })
const row = z.object({
  form: z.string(),
  kind: z.enum(['form', 'script']),
  version: z.int(),
  open: z.int().nullable(),
  title: z.record(z.string(), z.string()),
  languages: z.array(z.string()),
  service: z.string().nullable(),
  wishes: z.int(),
  written_at: z.string(),
  published_at: z.string().nullable(),
  retired_at: z.string().nullable(),
  asked: z.int(),
  confirmed: z.int(),
  declined: z.int(),
  lapsed: z.int(),
})

export const formActions: Action[] = [
  action({
    name: 'forms.list',
    purposes: MAKERS,
    verb: 'read',
    unlogged: true,
    says: { fi: 'Listaa lomakkeet', sv: 'Lista formulär', en: 'List forms' },
    input: z.object({}),
    output: z.object({ rows: z.array(row) }),
    async run({ house }) {
      const [found, counts] = await Promise.all([listForms(house.jobs), countsOf(house)])
      const none = { asked: 0, confirmed: 0, declined: 0, lapsed: 0 }
      return { rows: found.map((each) => ({ ...rowOf(each), open: each.open, ...(counts.get(each.id) ?? none) })) }
    },
  }),
  action({
    name: 'forms.template',
    purposes: MAKERS,
    verb: 'read',
    unlogged: true,
    says: { fi: 'Lue lomakkeen pohja', sv: 'Läs mallen för ett formulär', en: 'Read what a new form starts from' },
    input: z.object({}),
    output: z.object({ form: z.looseObject({}), script: z.looseObject({}), consents: z.array(z.looseObject({})) }),
    async run({ house }) {
      const { name } = house.register.controller
      return { form: startingForm(name), script: startingScript(name), consents: consentsOffered(name) }
    },
  }),
  action({
    name: 'forms.versions',
    purposes: MAKERS,
    verb: 'read',
    unlogged: true,
    says: { fi: 'Lue lomakkeen versiot', sv: 'Läs formulärets versioner', en: 'Read the versions of a form' },
    input: z.object({ id }),
    output: z.object({ versions: z.array(z.looseObject({ version: z.int() })) }),
    async run({ house }, { id }) {
      const versions = await versionsOf(house.jobs, id)
      if (!versions.length) refuse('NOT_FOUND', { field: 'id' })
      return { versions: versions.map(({ written_by: _, ...shown }) => shown) }
    },
  }),
  action({
    name: 'forms.check',
    purposes: MAKERS,
    verb: 'read',
    unlogged: true,
    http: { method: 'POST', path: '/forms/check' },
    says: { fi: 'Tarkista lomakkeen luonnos', sv: 'Granska ett utkast till formulär', en: 'Check the draft of a form' },
    input: z.object({ body: bodyShape, language }),
    output: z.object({ problems: z.array(problem), preview: z.string().nullable() }),
    async run(ctx, { body, language }) {
      return { problems: await problemsOf(ctx.house, body), preview: previewed(ctx, body, language) }
    },
  }),
  action({
    name: 'forms.save',
    purposes: MAKERS,
    verb: 'write',
    http: { method: 'PATCH', path: '/forms/{id}/draft' },
    says: { fi: 'Tallenna lomakkeen luonnos', sv: 'Spara ett utkast till formulär', en: 'Save the draft of a form' },
    input: z.object({ id, body: bodyShape }),
    output: z.object({ form: z.string(), draft: z.int(), problems: z.array(problem) }),
    async run({ house, actor, note }, { id, body }) {
      if (RESERVED.includes(id)) refuse('VALUE_NOT_ALLOWED', { field: 'id' })
      const before = await versionsOf(house.jobs, id)
      if (before.some((each) => each.body.kind !== body.kind)) refuse('VALUE_NOT_ALLOWED', { field: 'kind' })
      const draft = await saveDraft(house.jobs, id, body, actor.id)
      note({ form: id, version: draft })
      return { form: id, draft, problems: await problemsOf(house, body) }
    },
  }),
  action({
    name: 'forms.publish',
    purposes: MAKERS,
    verb: 'write',
    http: { method: 'POST', path: '/forms/{id}/publish' },
    says: { fi: 'Julkaise lomake', sv: 'Publicera ett formulär', en: 'Publish a form' },
    input: z.object({ id, draft: z.int() }),
    output: z.object({ form: z.string(), open: z.int() }),
    async run({ house, note }, { id, draft }) {
      const [newest] = await versionsOf(house.jobs, id)
      if (!newest) refuse('NOT_FOUND', { field: 'id' })
      if (newest.published_at || newest.version !== draft) refuse('FORM_PUBLISHED', { field: 'draft' })
      const problems = await problemsOf(house, newest.body)
      const [worst] = problems
      if (worst) refuse(worst.code, { field: worst.field, data: { problems } })
      note({ form: id, version: draft })
      await markPublished(house.jobs, id, draft)
      return { form: id, open: draft }
    },
  }),
  action({
    name: 'forms.retire',
    purposes: MAKERS,
    verb: 'write',
    http: { method: 'POST', path: '/forms/{id}/retire' },
    says: { fi: 'Poista lomake käytöstä', sv: 'Ta ett formulär ur bruk', en: 'Take a form out of use' },
    input: z.object({ id }),
    output: z.object({ form: z.string() }),
    async run({ house, note }, { id }) {
      note({ form: id })
      await retire(house.jobs, id)
      return { form: id }
    },
  }),
]

const rowOf = ({ id, body, version, written_at, published_at, retired_at }: Version) => ({
  form: id,
  kind: body.kind,
  version,
  title: body.title,
  languages: body.languages,
  service: body.kind === 'form' ? body.service : null,
  wishes: body.kind === 'form' ? body.consents.length : 0,
  written_at,
  published_at,
  retired_at,
})

async function problemsOf(house: House, body: Body) {
  const editions = await Promise.all(LANGUAGES.map((language) => editionInForce(house, language)))
  const notices = LANGUAGES.filter((_, at) => editions[at] !== null)
  return lint(body, { controller: house.register.controller.name, notices })
}

function previewed({ house, language }: Context, form: Body, wished: 'fi' | 'sv' | 'en' | undefined): string | null {
  if (form.kind !== 'form') return null
  return keepPreview(
    formPage({
      id: 'preview',
      form,
      language: wished ?? language,
      owner: house.register.controller.name,
      stamp: '',
      mails: Boolean(config.mailUrl),
      preview: true,
    }),
  )
}
