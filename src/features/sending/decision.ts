import type { Attached, Invitation, Written } from '#kernel/disclose.ts'
import type { Code } from '#kernel/errors.ts'
import type { Language } from '#kernel/vocabulary.ts'
import type { PurposeId, Register, topics } from '#register/index.ts'
import type { Source } from './words.ts'

export type Topic = keyof typeof topics
export type Content = 'service' | 'marketing' | 'rights'
export type Channel = 'email' | 'text' | 'phone' | 'post'

/** What is asked of the gate. */
export type Ask = {
  channel: Channel
  content: Content
  topic?: Topic
  product_group?: string
  /** Id of the row of the address; the main one when absent. */
  address?: string
  message?: string
}

/** The gate's answer, as `door.gate` gives it. */
export type Decision = {
  allowed: boolean
  code?: Code
  detail?: string
  ground?: string
  since?: string
  until?: string
  duty?: { area: string; source: string; grade: 'weak' | 'confirmed' }
  sending?: string
  address?: string
  address_id?: string
  language?: Language
  requires?: Need[]
  source?: Source
  measure?: boolean
}

/** refusal: a way to say no · notice, source: Art. 14 in the first message, with where the address came from. */
export type Need = 'refusal' | 'notice' | 'source'

/** What a composer gets when a message may be sent: to whom, why, in which language, and what it must carry. */
export type Allowed = {
  readonly content: Content
  readonly topic?: Topic
  readonly purpose: PurposeId
  /** The person; of a subscription its own id. */
  readonly person: string
  readonly sending: string
  readonly address: string
  readonly language: Language
  readonly ground: string
  readonly since?: string
  readonly requires: readonly Need[]
  /** The person agreed to be measured. Without it: plain links, no image that reports. */
  readonly measure: boolean
  readonly source?: Source
  readonly sender: Register['controller']
  readonly links: { readonly notice: string; readonly leave: string }
}

/** `kinds` declares of what a message is made, where its maker knows: `promotion` has no place in a service message. */
export type Composed = {
  subject: string
  text: string
  html?: string
  kinds?: readonly string[]
  written?: Written
  invitation?: Invitation
  attached?: readonly Attached[]
}
