import { z } from 'zod'
import type { Language } from '#kernel/vocabulary.ts'
import { channels, topics } from '#register/sendings.ts'

// What may be written is wider than what may be published: a draft with a fault in it is kept, and the lint names
// the fault.

const line = (most: number) => z.string().max(most).default('')
const texts = (most: number) =>
  z
    .object({ fi: line(most), sv: line(most), en: line(most) })
    .partial()
    .transform((given) => ({ fi: given.fi ?? '', sv: given.sv ?? '', en: given.en ?? '' }))
    .prefault({})
const topic = z.enum(Object.keys(topics) as [keyof typeof topics])
const channel = z.enum(Object.keys(channels) as [keyof typeof channels])
const languages = z.array(z.enum(['fi', 'sv', 'en'])).default(['fi', 'sv', 'en'])
const asked = z.enum(['no', 'optional']).default('no')

/** One wish, asked by itself. `answer`: an empty box, or yes and no beside each other with neither chosen. */
const consentShape = z.object({
  topic: z.union([topic, z.array(topic)]),
  channel: z.union([channel, z.array(channel)]),
  wording: texts(500),
  ticked: z.boolean().default(false),
  required: z.boolean().default(false),
  answer: z.enum(['box', 'yes_no']).default('box'),
  yes: texts(80),
  no: texts(80),
})

const formShape = z.object({
  kind: z.literal('form'),
  /** What people came for; it is given to them whatever they answer to the consents. */
  service: z.enum(['newsletter', 'download', 'contact', 'event']).default('newsletter'),
  languages,
  title: texts(120),
  intro: texts(1000),
  fields: z.object({ given_name: asked, family_name: asked, company: asked, language: asked }).prefault({}),
  consents: z.array(consentShape).max(20).default([]),
  withdrawal: texts(500),
  privacy: texts(1000),
  thanks: texts(500),
  /** Of a contact form: among whom its messages are shared out in turn; nobody's when empty. */
  lead: z.object({ users: z.array(z.string().max(100)).max(50).default([]) }).optional(),
  /** What they came for: an address or the words themselves. */
  content: texts(2000),
  content_for: z.enum(['everyone', 'consented']).default('everyone'),
  origins: z.array(z.string().max(200)).max(20).default([]),
})

/** What staff read aloud before a consent is said. Published like a form, so that “version 2” can be shown later. */
const scriptShape = z.object({
  kind: z.literal('script'),
  languages,
  title: texts(120),
  text: texts(3000),
})

export const bodyShape = z.discriminatedUnion('kind', [formShape, scriptShape])

export type Form = z.infer<typeof formShape>
export type Script = z.infer<typeof scriptShape>
export type Body = z.infer<typeof bodyShape>
export type Consent = z.infer<typeof consentShape>
export type Texts = Record<Language, string>

/** A version as it is kept: words of a published one never change. */
export type Version<B extends Body = Body> = {
  readonly id: string
  readonly version: number
  readonly body: B
  /** sha256, hex, of the body as PostgreSQL writes it. */
  readonly hash: string
  readonly published_at: string | null
  readonly retired_at: string | null
  readonly written_by: string
  readonly written_at: string
}

export const FORM_ID = /^[a-z0-9][a-z0-9-]{1,60}$/

export const one = <T>(value: T | readonly T[]): T => (Array.isArray(value) ? value[0]! : (value as T))
export const each = <T>(value: T | readonly T[]): readonly T[] => (Array.isArray(value) ? value : [value as T])
