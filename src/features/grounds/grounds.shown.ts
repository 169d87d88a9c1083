import { type PurposeId, purposeIds, type Register } from '#register/index.ts'

/** One event of the ledger of grounds, as door.grounds_of answers it. */
export type Event = {
  number: number
  slot: string
  kind: string
  effect: 'allow' | 'block' | 'end'
  purposes: number
  at: string
  until: string | null
  by: string
  channel: string | null
  ref: string | null
  reason: string | null
  proof: Record<string, any> | null
}

export type Line = {
  purpose: string
  permitted: boolean
  asleep: boolean
  ground: Brief | null
  /** What stands in the way, the weightiest first. */
  blocks: Brief[]
}
type Brief = Pick<Event, 'number' | 'kind' | 'until' | 'by' | 'channel' | 'ref'> & {
  since: string | null
  slot: string
}

/** For each purpose what allows it and what blocks it, from the latest event of every slot. The same rule as data.masks_of. */
export function linesOf(register: Register, events: readonly Event[]): Line[] {
  return purposeIds.map((purpose) => {
    const { bit, asleep } = register.purposes[purpose]!
    const about = events.filter((event) => (BigInt(event.purposes) >> BigInt(bit)) & 1n)
    const withdrawn = about.find(({ kind }) => kind === 'withdrawal')
    const allows = about.filter((event) => event.effect === 'allow' && !(withdrawn && isInterest(event)))
    const unused = withdrawn && allows.length === 0 && about.some((event) => event.effect === 'allow')
    const blocks = [...about.filter(({ effect }) => effect === 'block'), ...(unused ? [withdrawn] : [])]
    const always = purpose === 'rights'
    const ground = allows.toSorted(newest)[0] ?? about.filter(({ effect }) => effect === 'allow').toSorted(newest)[0]
    return {
      purpose,
      permitted: always || (allows.length > 0 && blocks.length === 0),
      asleep: asleep ?? false,
      ground: ground ? briefOf(ground) : always ? LAW : null,
      blocks: blocks.toSorted((a, b) => rankOf(a, register) - rankOf(b, register) || newest(a, b)).map(briefOf),
    }
  })
}

/** True for a scope whose objection needs no reason and can be refused by nobody. */
export function isAbsolute(register: Register, scope: string): boolean {
  return (
    scope === 'marketing' || ['absolute', 'withdrawal'].includes(register.purposes[scope as PurposeId]?.objection ?? '')
  )
}

const LAW: Brief = {
  number: 0,
  slot: 'law',
  kind: 'law',
  since: null,
  until: null,
  by: '',
  channel: null,
  ref: null,
}

// A withdrawn consent is not replaced by an interest in the same.
const isInterest = ({ kind }: Event) => kind === 'employment' || kind === 'interest'
const newest = (a: Event, b: Event) => b.number - a.number
const briefOf = ({ number, slot, kind, at, until, by, channel, ref }: Event): Brief => ({
  number,
  slot,
  kind,
  since: at,
  until,
  by,
  channel,
  ref,
})

const RANK = ['removal', 'restriction', 'absolute', 'undecided', 'upheld', 'suppression', 'uninformed', 'pause']

function rankOf({ slot, kind }: Event, register: Register): number {
  const [what = '', scope = ''] = slot.split(':')
  const class_ =
    what !== 'objection'
      ? kind === 'restriction_told'
        ? 'restriction'
        : kind
      : isAbsolute(register, scope)
        ? 'absolute'
        : kind === 'objection_upheld'
          ? 'upheld'
          : 'undecided'
  const rank = RANK.indexOf(class_)
  return rank < 0 ? RANK.length : rank
}
