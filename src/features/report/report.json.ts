import { z } from 'zod'
import { addressOf } from '#kernel/address.ts'
import { refuse } from '#kernel/errors.ts'
import type { Register } from '#register/index.ts'
import type { Report } from './collect.ts'
import { reasonWords } from './redact.ts'
import { reportWords } from './report.words.ts'

const text = z.string()
const moment = z.string().describe('ISO 8601')
const until = z.object({
  rule: text.describe('name of the retention rule'),
  words: text,
  on: z.iso.date().nullable().describe('the day, where the clock runs already; null: words say what starts it'),
})

/** The shape of the machine-readable report, as it is published. */
export const reportShape = z
  .object({
    schema: z.url(),
    request: text.describe('number of the request it answers'),
    language: z.enum(['fi', 'sv', 'en']),
    as_of: moment.describe('the data as it stood then'),
    made_at: moment,
    controller: z.object({ name: text, business_id: text, mailbox: text, address: text }),
    person: z.object({ id: z.uuid(), name: text.nullable(), since: moment.nullable(), source: text.nullable() }),
    categories: z.array(
      z.object({
        id: text,
        label: text,
        wording: text,
        blocks: z.array(
          z.object({
            noun: text,
            label: text,
            why: z.array(z.object({ purpose: text, label: text, wording: text, bases: z.array(text) })),
            sources: z.array(text),
            until: z.array(until),
            records: z.array(
              z.object({
                id: text,
                title: text.nullable(),
                since: moment.nullable(),
                until: until.describe('until when this record is kept, and why'),
                facts: z.array(
                  z.object({
                    field: text,
                    label: text,
                    value: text.describe('in words'),
                    raw: z.unknown().describe('as it is kept'),
                    provenance: z.enum(['provided', 'observed', 'derived', 'system']),
                    said: z
                      .array(z.object({ kind: z.enum(['corrected', 'disputed']), words: text, at: moment }))
                      .describe('what the person says of it'),
                  }),
                ),
              }),
            ),
          }),
        ),
      }),
    ),
    accounts: z.array(
      z.object({ noun: text, label: text, facts: z.array(z.object({ field: text, label: text, value: text })) }),
    ),
    recipients: z.array(
      z.object({ name: text, role: text, country: text.nullable(), how: text, last: moment.nullable() }),
    ),
    uses: z.array(
      z.object({
        day: z.iso.date(),
        purpose: text,
        action: text,
        who: text.describe('the company, a team of five or more, or a recipient; nobody by name'),
        team: text.nullable(),
        times: z.int().min(1),
      }),
    ),
    automated_decisions: z.object({ made: z.literal(false), words: text }),
    files: z.array(z.object({ name: text, path: text, bytes: z.int(), sha256: text })),
    hidden: z.array(z.object({ reason: text, passages: z.int().min(1) })),
    searched: z.array(
      z.object({ store: text, label: text, found: z.int(), at: moment.nullable(), words: text.nullable() }),
    ),
    complaint: z.object({ name: text, address: text, email: text, phone: text, site: text }),
  })
  .describe('A person’s data report, Art. 15 GDPR')

export const SCHEMA_PATH = '/api/report.schema.json'
export const schemaOf = (shape: z.ZodType): object => z.toJSONSchema(shape, { target: 'draft-2020-12' }) as object

/** The report for machines. What does not match the published schema is not released: EXPORT_SCHEMA_INVALID. */
export function reportJson({ controller }: Register, report: Report): Buffer {
  const { held, stores, marks, files } = report
  const { language } = held
  const { authority, address } = controller
  const made = {
    schema: `${addressOf()}${SCHEMA_PATH}`,
    request: report.number,
    language,
    as_of: report.asOf,
    made_at: report.madeAt,
    controller: {
      name: controller.name,
      business_id: controller.businessId,
      mailbox: controller.mailbox,
      address: `${address.street}, ${address.postcode} ${address.town[language]}`,
    },
    person: { id: held.person, name: held.name, since: held.since, source: held.source },
    categories: held.categories.map((category) => ({
      ...category,
      blocks: category.blocks.map((block) => ({
        ...block,
        records: block.records.map((record) => ({
          ...record,
          facts: record.facts.map(({ free: _, ...fact }) => fact),
        })),
      })),
    })),
    accounts: report.accounts,
    recipients: report.receivers,
    uses: report.uses,
    automated_decisions: { made: false, words: reportWords[language].decisions },
    files: files.map(({ name, path, bytes, hash }) => ({
      name,
      path: `${reportWords[language].folder}/${path}`,
      bytes,
      sha256: hash,
    })),
    hidden: [...Map.groupBy(marks, ({ reason }) => reason!)].map(([reason, list]) => ({
      reason: reasonWords(reason, language),
      passages: list.length,
    })),
    searched: stores.map(({ id, label, count, at, words }) => ({ store: id, label, found: count ?? 0, at, words })),
    complaint: {
      name: authority.name[language],
      address: authority.post[language],
      email: authority.email,
      phone: authority.phone,
      site: authority.site,
    },
  }
  return checked(reportShape, made)
}

export function checked(shape: z.ZodType, made: unknown): Buffer {
  const { success, error } = shape.safeParse(made)
  if (!success) refuse('EXPORT_SCHEMA_INVALID', { field: error.issues[0]!.path.join('.') })
  return Buffer.from(`${JSON.stringify(made, null, 1)}\n`)
}
