import type { PurposeId } from '#register/index.ts'

type Door = {
  /** Purposes whose login may call it; `every`: all that see people. */
  readonly to: 'every' | readonly PurposeId[] | 'jobs'
  readonly why: string
}

const INTAKE = ['relationship', 'sales', 'prospecting', 'contract', 'support', 'suppliers'] as const
const OPEN = ['relationship', 'sales', 'prospecting', 'contract', 'delivery', 'support', 'suppliers'] as const
const STEWARDS = ['relationship', 'sales', 'support', 'suppliers', 'rights'] as const

/** The doors in the wall: everything that crosses purposes. At most thirty, each with its reason. */
export const doors: Readonly<Record<string, Door>> = {
  audit: { to: 'every', why: 'a change and its ledger entry are one transaction' },
  claim: { to: 'every', why: 'an Idempotency-Key is claimed in the transaction of the work, and what came of it kept' },
  intake: { to: INTAKE, why: 'a person comes in with grounds, parts and copies that no one purpose may write alone' },
  employment: { to: INTAKE, why: 'an employment opens grounds, its end closes them' },
  object: { to: 'every', why: 'anyone may record anyone’s wish, and it reaches purposes the recorder cannot see' },
  ground: { to: 'every', why: 'what people say and what is decided about it reaches every purpose, under one lock' },
  ask_consent: { to: 'every', why: 'a consent waits for its person outside every purpose: it opens none' },
  confirm: { to: ['rights'], why: 'a person confirms a consent: who they are to other purposes shows to nobody' },
  inform: { to: 'every', why: 'that a person was told is evidence for all purposes' },
  gate: { to: 'every', why: 'whether a message may leave rests on what every purpose was told' },
  ask_right: {
    to: 'every',
    why: 'anyone may record what a person asks by the law, also of people they cannot see; its states follow rules and not fields',
  },
  refuse_company: {
    to: 'every',
    why: 'anyone may record that a company refuses marketing, for people they cannot see',
  },
  discard: {
    to: OPEN,
    why: 'deleting with a way back: a view that hides deleted rows refuses to delete, and cannot bring back',
  },
  quote: {
    to: ['sales'],
    why: 'a quote is sent, answered and revised by its rules alone: its state is no column that anybody writes',
  },
  trash: { to: OPEN, why: 'what one has deleted oneself is hidden by every view' },
  remove: { to: INTAKE, why: 'a removal, and its undoing while the record is hidden, moves every purpose at once' },
  erase: { to: ['rights'], why: 'who leaves is taken out of every purpose, step by step, and looked for afterwards' },
  held: { to: ['rights'], why: 'what is kept about a person, under every purpose, for whoever serves their rights' },
  merge: { to: STEWARDS, why: 'parts and grounds of several records become one’s' },
  grounds_of: { to: 'every', why: 'the ground-on-record panel shows every purpose’s ground, values apart' },
  fulfil: {
    to: ['contract', 'suppliers'],
    why: 'the state of an order is a step of work and no field; what ends is told to who looks after it, for another purpose',
  },
  overview: {
    to: OPEN,
    why: 'how the business goes: counts and sums across purposes, of no person and of no colleague',
  },
  hand_over: { to: ['security'], why: 'a leaver’s work is spread over every purpose' },
  tick: { to: 'jobs', why: 'time ends grounds, whatever purpose they opened' },
  examine: {
    to: ['security', 'rights'],
    why: 'masks are compared with the grounds of all purposes, evidence with its seals: numbers, no person',
  },
  remind: { to: 'jobs', why: 'reminders are due under every purpose: ids for the inbox of whoever has the work' },
  count_permitted: { to: 'jobs', why: 'how many people a change of the register touches: a number, no person' },
  import_step: {
    to: INTAKE,
    why: 'imports are kept beside the data, outside every purpose; a forecast counts and an undoing takes back across all',
  },
  imports_of: { to: INTAKE, why: 'imports and their progress; the error file' },
  retire: {
    to: ['rights'],
    why: 'what has been kept long enough goes from every purpose, by the clocks of the register: numbers, no person',
  },
}
