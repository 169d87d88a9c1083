import { z } from 'zod'
import { type Action, action, type Context } from '#kernel/action.ts'
import { config } from '#kernel/config.ts'
import { refuse } from '#kernel/errors.ts'
import { assess } from '../notice/notice.editions.ts'
import { announceRound, figuresOf } from './announcing.ts'
import { change } from './letter.ts'

const about = { version: z.coerce.number().int().min(1) }
const Figures = z.object({
  people: z.int(),
  sent: z.int(),
  no_address: z.int(),
  failed: z.int(),
  unclear: z.int(),
})
const Announced = z.object({
  version: z.int(),
  valid_from: z.string(),
  /** Null: nobody has said whether the change was material. */
  material: z.boolean().nullable(),
  assessment: z.string().nullable(),
  assessed_by: z.string().nullable(),
  effective_on: z.string().nullable(),
  begun_at: z.string().nullable(),
  ended_at: z.string().nullable(),
  otherwise: z.string().nullable(),
  figures: Figures.nullable(),
})

export const announcements: Action[] = [
  action({
    name: 'notice.announcements',
    purposes: ['rights'],
    verb: 'read',
    unlogged: true,
    says: {
      fi: 'Lue selosteen muutokset ja niistä kertominen',
      sv: 'Läs beskrivningens ändringar och vem som fått veta',
      en: 'Read the changes of the notice, and who was told',
    },
    input: z.object({}),
    output: z.object({ items: z.array(Announced), relay: z.boolean() }),
    run: listed,
  }),
  action({
    name: 'notice.assess',
    purposes: ['rights'],
    verb: 'register',
    unlogged: true,
    says: {
      fi: 'Arvioi julkaistu selosteen muutos',
      sv: 'Bedöm en publicerad ändring av beskrivningen',
      en: 'Assess a published change of the notice',
    },
    input: z.object({
      ...about,
      material: z.boolean(),
      assessment: z.string().trim().min(20).max(4000),
      summary: z.record(z.enum(['fi', 'sv', 'en']), z.string().trim().max(4000)).optional(),
    }),
    output: z.object({ version: z.int() }),
    async run({ house, actor }, { version, material, assessment, summary }) {
      if (material && !(summary?.fi && summary.sv && summary.en)) refuse('VALUE_MISSING', { field: 'summary' })
      if (
        !(await assess(house.jobs, version, {
          by: actor.id,
          material,
          assessment,
          ...(summary && { summary: summary as any }),
        }))
      )
        refuse('VALUE_NOT_ALLOWED', { field: 'version' })
      return { version }
    },
  }),
  action({
    name: 'notice.announce',
    purposes: ['rights'],
    verb: 'register',
    says: {
      fi: 'Kerro selosteen muutoksesta kaikille',
      sv: 'Meddela beskrivningens ändring till alla',
      en: 'Tell everybody of the changed notice',
    },
    input: z.object(about),
    output: z.object({ version: z.int() }),
    long: true,
    async run({ house, actor, note }, { version }) {
      if (!config.mailUrl) refuse('MAIL_NOT_SET')
      const { rowCount } = await house.jobs.query(
        `update register.announcements set begun_at = coalesce(begun_at, now()), body = body || jsonb_build_object('by', coalesce(body->>'by', $2))
         where version = $1 and material and ended_at is null`,
        [version, actor.id],
      )
      if (!rowCount) refuse('VALUE_NOT_ALLOWED', { field: 'version' })
      note({ version })
      // Goes on by itself; when this process ends, the job takes it up.
      void announceRound(house, version).catch(() => {})
      return { version }
    },
  }),
  action({
    name: 'notice.announced',
    purposes: ['rights'],
    verb: 'register',
    says: {
      fi: 'Kirjaa, että selosteen muutoksesta kerrottiin muuten',
      sv: 'Anteckna att beskrivningens ändring meddelats på annat sätt',
      en: 'Record that a change of the notice was told otherwise',
    },
    input: z.object({
      ...about,
      evidence: z.string().trim().min(20).max(4000).describe('how, when and to whom, e.g. by post'),
    }),
    output: z.object({ version: z.int() }),
    long: true,
    async run({ house, actor, note }, { version, evidence }) {
      const { rowCount } = await house.jobs.query(
        `update register.announcements set begun_at = coalesce(begun_at, now()), ended_at = now(),
           body = body || jsonb_build_object('otherwise', $2::text, 'by', $3::text)
         where version = $1 and material and ended_at is null`,
        [version, evidence, actor.id],
      )
      if (!rowCount) refuse('VALUE_NOT_ALLOWED', { field: 'version' })
      note({ version })
      return { version }
    },
  }),
  action({
    name: 'notice.announcement',
    purposes: ['rights'],
    verb: 'read',
    unlogged: true,
    http: { method: 'GET', path: '/notice/announcement' },
    says: {
      fi: 'Lue kirje selosteen muutoksesta',
      sv: 'Läs brevet om beskrivningens ändring',
      en: 'Read the letter about a change of the notice',
    },
    input: z.object({ ...about, language: z.enum(['fi', 'sv', 'en']).optional() }),
    output: z.object({ subject: z.string(), text: z.string() }),
    async run(ctx, { version, language = ctx.language }) {
      const { rows } = await ctx.house.jobs.query(
        `select effective_on, body->'summary' as summary from register.announcements where version = $1 and material`,
        [version],
      )
      if (!rows[0]) refuse('NOT_FOUND')
      const told = {
        version,
        day: rows[0].effective_on ?? new Date().toISOString(),
        summary: rows[0].summary[language],
      }
      const { subject, body } = change(ctx.register, { name: '', language }, told)
      return { subject, text: body }
    },
  }),
]

async function listed({ house }: Context): Promise<{ items: z.infer<typeof Announced>[]; relay: boolean }> {
  const { rows } = await house.jobs.query(
    `select n.version, min(n.valid_from) as valid_from, a.material, a.assessment, a.assessed_by, a.effective_on,
       a.begun_at, a.ended_at, a.body->>'otherwise' as otherwise, a.counts
     from register.notices n left join register.announcements a using (version)
     group by n.version, a.version order by n.version desc limit 50`,
  )
  const items = []
  for (const { counts, ...row } of rows) {
    const open = row.material && row.begun_at && !row.ended_at
    items.push({
      ...row,
      figures: open ? await figuresOf(house, row.version) : counts?.people === undefined ? null : counts,
    })
  }
  return { items, relay: Boolean(config.mailUrl) }
}
