import type { PurposeId } from '#register/index.ts'
import { dataNouns } from './held.ts'
import { count, MARKETING, SERVICE, saidIn, tryGate } from './proofs.ts'
import { rehearse } from './rehearse.ts'
import { everSaid, standing, whoSaid } from './said.ts'
import { broken, type Check, fenced, kept, open, organisational, plural, type Scene } from './verdict.ts'

const DEFECT = 'Report it as a defect.'
const NOBODY_HERE = 'nobody is here yet with whom it could be tried.'

/** Somebody under a purpose that may be objected to for reasons of one's own, and who has not said anything of it. */
async function subject(scene: Scene): Promise<{ person: string; scope: PurposeId } | null> {
  const { house, register } = scene
  const [self] = dataNouns(scene).find(([, noun]) => noun.mask === 'self')!
  const scopes = (Object.keys(register.purposes) as PurposeId[]).filter((id) => {
    const { objection, bases, asleep } = register.purposes[id]!
    return objection === 'reasoned' && (bases as readonly string[]).includes('legitimate_interest') && !asleep
  })
  for (const scope of scopes) {
    const { rows } = await house.pool(scope).query<{ id: string }>(`select id from ${scope}.${self} limit 20`)
    for (const { id } of rows)
      if ((await count(scene, `${saidIn(scene)} where person_id = '${id}' and slot = 'objection:${scope}'`)) === 0)
        return { person: id, scope }
  }
  return null
}

/** P70: an objection closes its purpose at once, and none waits beyond its month. */
export const objectionsDecided: Check = async (scene) => {
  const late = await standing(scene, 'objectionsLate')
  if (late > 0)
    return broken(
      `${plural(late, 'objection')} undecided past the day it was due.`,
      'Decide under Privacy → Wishes; the processing stands still until then.',
    )
  const who = await subject(scene)
  if (!who) return open(`late: 0; ${NOBODY_HERE}`)
  const tried = await rehearse(scene, async (stage) => {
    const code = await stage.object(who.person, who.scope)
    return { code, word: await stage.last(who.person, `objection:${who.scope}`) }
  })
  const bit = 1n << BigInt(scene.register.purposes[who.scope]!.bit)
  const days = tried.word?.proof?.due ? (Date.parse(tried.word.proof.due) - scene.now.getTime()) / 86_400_000 : 99
  if (tried.code || tried.word?.effect !== 'block' || (BigInt(tried.word.purposes) & bit) === 0n || days > 31)
    return broken(
      `An objection to ${who.scope} does not close it at once with a day to decide by (${tried.code ?? 'taken'}).`,
      DEFECT,
    )
  const all = await everSaid(scene, 'objectionsDue')
  const waiting = await standing(scene, 'objectionsWaiting')
  return fenced(
    scene,
    ['masks', 'functions', 'triggers'],
    kept(
      `an objection to ${who.scope} was recorded and undone: it closed the purpose in the same transaction, to be decided by ${tried.word.proof!.due}; on record ${plural(all, 'objection')} with such a day, ${waiting} undecided, late 0; undecided in time they stand.`,
    ),
  )
}

/** P71: a reason is asked for where the law lets it be asked, and kept nowhere else. */
export const reasonsAsked: Check = async (scene) => {
  const needless = await everSaid(scene, 'marketingReasoned')
  if (needless > 0)
    return broken(`${plural(needless, 'refusal')} of marketing with a reason, which nobody owes.`, DEFECT)
  const unasked = await standing(scene, 'objectionsUnasked')
  if (unasked > 0)
    return broken(
      `${plural(unasked, 'objection')} without a reason for a week, and nobody asked.`,
      'Write to the person: Privacy → Wishes.',
    )
  const who = await subject(scene)
  if (!who) return open(`reasons kept of refusals of marketing: 0; ${NOBODY_HERE}`)
  const [free, owed, silent] = await rehearse(scene, async (stage) => [
    await stage.object(who.person, 'marketing'),
    await stage.object(who.person, 'marketing', 'verify tries what must not be asked'),
    await stage.object(who.person, who.scope),
  ])
  if (free || silent)
    return broken(
      `Without a reason, an objection to ${free ? 'marketing' : who.scope} is answered with ${free ?? silent}.`,
      DEFECT,
    )
  if (owed !== 'DM_OBJECTION_ABSOLUTE')
    return broken(`A reason given with a refusal of marketing is ${owed ?? 'kept'}.`, DEFECT)
  return kept(
    `tried and undone: marketing refused without a reason → taken, with a reason → DM_OBJECTION_ABSOLUTE, so that none is kept; an objection to ${who.scope} without a reason → taken. Reasons kept of refusals of marketing: 0; without a reason for a week and not asked: 0.`,
  )
}

/** P72: what was refused has its ground in the law, its reasons, and a second person. */
export const refusalsGrounded: Check = async (scene) => {
  const refused = await everSaid(scene, 'refused')
  const wrong = await everSaid(scene, 'refusedBare')
  if (wrong > 0)
    return broken(
      `${plural(wrong, 'refused objection')} without a ground of the law, reasons or a second approver.`,
      'Uphold them: Privacy → Wishes.',
    )
  const who = await subject(scene)
  if (!who) return open(`refused: ${refused}; ${NOBODY_HERE}`)
  const { person, scope } = who
  const reason = 'verify tries what must not be possible'
  const proposed = { kind: 'objection_refusal_proposed', scope, reason }
  const tried = await rehearse(scene, async (stage) => {
    await stage.object(person, scope)
    return {
      none: await stage.say(person, proposed),
      own: await stage.say(person, { ...proposed, ground: 'business' }),
      bare: await stage.say(person, { ...proposed, ground: 'legal_claims', reason: 'no' }),
      whole: await stage.say(person, { ...proposed, ground: 'legal_claims' }),
      alone: await stage.say(person, { kind: 'objection_refused', scope }),
    }
  })
  const loose = [tried.none, tried.own, tried.bare].find((code) => code !== 'REFUSAL_INCOMPLETE')
  if (loose !== undefined || tried.whole || tried.alone !== 'SECOND_APPROVER_NEEDED')
    return broken(
      `An objection can be refused without a ground of the law, reasons or a second person (${Object.values(tried)
        .map((code) => code ?? 'done')
        .join(', ')}).`,
      DEFECT,
    )
  const seen = `tried and undone: refusing without a ground, on a ground of one’s own and without reasons → REFUSAL_INCOMPLETE, approving one’s own proposal → SECOND_APPROVER_NEEDED; refused on record: ${refused}, without ground, reasons or approver 0`
  const single = (await approvers(scene)) < 2
  if (single)
    return organisational(
      `${seen}. Single approver: nobody else here may approve, so that what is decided alone rests on a written reason and 24 hours of waiting, or on a named outside person asked by link.`,
    )
  return fenced(scene, ['functions'], kept(`${seen}.`))
}

/** Accounts in use with a level that may approve. */
async function approvers({ house, register }: Scene): Promise<number> {
  const levels = Object.keys(register.levels).filter((id) => register.levels[id]!.may.includes('approve'))
  const { rows } = await house.auth.query<{ n: number }>(
    `select count(distinct u.id)::int as n from auth.users u join auth.grants g on g.user_id = u.id and g.ended_at is null
     where u.left_at is null and g.level = any ($1)`,
    [levels],
  )
  return rows[0]!.n
}

/** P68: a restricted record is kept and not used, and no restriction ends untold. */
export const restrictionsHold: Check = async (scene) => {
  const untold = await count(
    scene,
    `${saidIn(scene)} e where e.kind = 'restriction_ended' and (
       select b.kind from ${saidIn(scene)} b where b.person_id = e.person_id and b.slot = e.slot and b.number < e.number order by b.number desc limit 1) is distinct from 'restriction_told'`,
  )
  if (untold > 0)
    return broken(
      `${plural(untold, 'restriction')} ended before the person was told.`,
      'Tell them now, and report it as a defect.',
    )
  const bare = await standing(scene, 'restrictionsBare')
  if (bare > 0)
    return broken(`${plural(bare, 'restriction')} without ground or day of review.`, 'Record them again with both.')
  const people = await whoSaid(scene, 'restricted')
  const asks = [...MARKETING, ...SERVICE]
  const through = (await tryGate(scene, people, asks)).filter((one) => one.allowed).length
  if (through > 0)
    return broken(
      `Restricted, and the gate lets ${plural(through, 'message')} through.`,
      'Stop all sending and report it as a defect.',
    )
  const seen = await seenUnder(scene, people)
  if (seen.length > 0)
    return broken(
      `Restricted, and still seen under ${seen.join(', ')}.`,
      'Start again: the self-audit mends the masks.',
    )
  const who = await subject(scene)
  if (!who) return open(`restricted now: ${people.length}; ${NOBODY_HERE}`)
  const { person } = who
  const tried = await rehearse(scene, async (stage) => {
    const bare = await stage.say(person, { kind: 'restriction' })
    const done = await stage.say(person, { kind: 'restriction', ground: 'accuracy_contested' })
    const gates = []
    for (const ask of asks) gates.push(await stage.gate(person, ask))
    const lifted = await stage.say(person, { kind: 'restriction_ended', reason: 'verify' })
    return { bare, done, lifted, out: gates.filter(({ allowed }) => allowed).length }
  })
  if (
    tried.bare !== 'RESTRICTION_GROUND_MISSING' ||
    tried.done ||
    tried.out > 0 ||
    tried.lifted !== 'LIFT_WITHOUT_NOTICE'
  )
    return broken(
      `A restriction does not hold: without a ground ${tried.bare ?? 'taken'}, with one ${tried.done ?? 'taken'}, messages let through ${tried.out}, lifted untold ${tried.lifted ?? 'done'}.`,
      DEFECT,
    )
  return fenced(
    scene,
    ['masks', 'views', 'view_texts'],
    kept(
      `restricted now: ${people.length}, seen under a purpose of use 0, let through the gate 0, ended untold 0. Tried and undone: a restriction without a ground → RESTRICTION_GROUND_MISSING; with one, ${asks.length} messages asked about, let through 0; lifted untold → LIFT_WITHOUT_NOTICE.`,
    ),
  )
}

/** Purposes of use that still show one of these people: storing, and what the law obliges to, are none. */
async function seenUnder(scene: Scene, people: readonly string[]): Promise<string[]> {
  if (people.length === 0) return []
  const { house, register } = scene
  const [self] = dataNouns(scene).find(([, noun]) => noun.mask === 'self')!
  const spared = [...register.masks.always, ...register.masks.storage] as readonly string[]
  const found: string[] = []
  for (const purpose of Object.keys(register.purposes) as PurposeId[]) {
    if (spared.includes(purpose)) continue
    const { rows } = await house
      .pool(purpose)
      .query<{ n: number }>(`select count(*)::int as n from ${purpose}.${self} where id = any ($1)`, [people])
    if (rows[0]!.n > 0) found.push(purpose)
  }
  return found
}
