import { TODAY } from '#kernel/clock.ts'
import type { PurposeId } from '#register/index.ts'
import { count, latest, MARKETING, SERVICE, saidIn, tryGate, whoSaid } from './proofs.ts'
import { broken, type Check, fenced, kept, open, organisational, plural, type Scene, type Verdict } from './verdict.ts'

const DEFECT = 'Report it as a defect.'
const UNDECIDED = `kind in ('objection', 'objection_reason', 'objection_refusal_proposed') and proof ? 'due'`

/** P48: each consent in force has all that shows it, as it was kept, and each permission follows from an event. */
export const consentsShown: Check = async (scene) => {
  const bare = await count(
    scene,
    `${latest(scene, `slot like 'consent:%'`)} where effect = 'allow' and not (${PROVED})`,
  )
  if (bare > 0)
    return broken(
      `${plural(bare, 'consent')} in force without complete proof.`,
      'Ask the person again, or record the withdrawal.',
    )
  const { rows: seals } = await scene.house
    .pool('rights')
    .query<{ what: string; number: string }>("select what, number from door.examine('seals')")
  if (seals[0])
    return broken(
      `Evidence is not as it was sealed: ${seals.length} (${seals[0].what} ${seals[0].number}).`,
      'Restore it from a backup; the ledger tells when it was written.',
    )
  const all = await count(scene, `${saidIn(scene)} where kind = 'consent'`)
  if (all === 0) return open('no consent is on record yet; evidence that is: as it was sealed.')
  return fenced(
    scene,
    ['masks', 'triggers', 'functions'],
    kept(`${plural(all, 'consent')} on record, each in force with its proof; evidence that differs from its seal: 0.`),
  )
}

// By how it came: the person's own act, a word heard, or a file that told when and where.
const PROVED = `case proof->>'how'
  when 'oral' then proof ?& array['script', 'said_at', 'heard_by']
  when 'double_opt_in' then proof ?& array['wording', 'wording_hash', 'version', 'language', 'notice']
  when 'preference_centre' then proof ?& array['wording', 'wording_hash', 'version', 'language', 'notice']
  else coalesce(proof->>'grade' in ('full', 'legacy'), false) end is true`

/** P47: a form that is open can be filled in now, with nothing ticked. */
export const formsAnswer: Check = async ({ house, ask }) => {
  const { rows } = await house.jobs.query<{ id: string }>(
    `select distinct id from register.forms where published_at is not null and retired_at is null and coalesce(body->>'kind', 'form') <> 'script' order by id limit 20`,
  )
  if (rows.length === 0) return open('no consent form has been published on this installation yet.')
  for (const { id } of rows) {
    const page = await ask.get(`/forms/${id}`)
    if (page.status === 404 && !ask.running)
      return open(`${plural(rows.length, 'form')} published; they are asked while the server runs.`)
    if (page.status !== 200 || !/<form/.test(page.body))
      return broken(`GET /forms/${id} answers ${page.status} without a form.`, DEFECT)
    if (/<input[^>]*\schecked/.test(page.body))
      return broken(`GET /forms/${id} has a box ticked beforehand.`, 'Retire the form and publish it anew.')
  }
  return kept(
    `${ask.who}: ${plural(rows.length, 'published form')} asked, each answers 200 with its form; ticked beforehand: 0.`,
  )
}

/** P22, P64: choices are made on a page that answers, without an account. */
export const choicesOpen: Check = (scene) => preferences(scene)

/** P63: what is withdrawn opens nothing any more. */
export const withdrawalsHold: Check = async (scene) => {
  const { rows } = await scene.house.pool('rights').query<{ person: string; topic: string; channel: string }>(
    `select person_id as person, split_part(slot, ':', 3) as topic, split_part(slot, ':', 4) as channel
     from ${latest(scene, `slot like 'consent:%:%:%'`)} where kind = 'withdrawal' and slot not like '%:measurement:%' limit 100`,
  )
  let through = 0
  for (const { person, topic, channel } of rows)
    through += (await tryGate(scene, [person], [{ content: 'marketing', topic, channel }])).filter(
      (one) => one.allowed,
    ).length
  if (through > 0)
    return broken(`Withdrawn, and the gate lets it through: ${through}.`, 'Stop all sending and report it as a defect.')
  return preferences(scene, `; withdrawals tried at the gate: ${rows.length}, let through 0`)
}

/** P67: an objection is heard by whoever is asked, and closes what it names. */
export const objectionsHeard: Check = async (scene) => {
  const record = (scene.house.actions ?? []).filter(({ name }) => name.endsWith('.object'))
  if (record.length === 0 || record.some(({ verb }) => verb !== 'read'))
    return broken('Nobody, or only some, can record an objection.', DEFECT)
  const people = await whoSaid(scene, `slot = 'objection:marketing'`, `effect = 'block'`)
  const through = (await tryGate(scene, people, MARKETING)).filter((one) => one.allowed).length
  if (through > 0)
    return broken(
      `Objected, and the gate lets ${plural(through, 'message')} through.`,
      'Stop all sending and report it as a defect.',
    )
  if (people.length === 0) return open('nobody has objected yet, so that it could be tried.')
  const all = await count(scene, `${saidIn(scene)} where kind = 'objection'`)
  return fenced(
    scene,
    ['masks', 'functions'],
    kept(
      `recorded by anyone under ${record[0]!.purposes.length} purposes; ${plural(all, 'objection')} on record; ${people.length} of those who object tried at the gate: ${people.length * MARKETING.length} messages, let through 0.`,
    ),
  )
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
  const bare = await count(
    scene,
    `${latest(scene, `slot = 'restriction'`)} where effect = 'block' and not coalesce(proof ?& array['ground', 'review_on'], false)`,
  )
  if (bare > 0)
    return broken(`${plural(bare, 'restriction')} without ground or day of review.`, 'Record them again with both.')
  const people = await whoSaid(scene, `slot = 'restriction'`, `effect = 'block'`)
  const through = (await tryGate(scene, people, [...MARKETING, ...SERVICE])).filter((one) => one.allowed).length
  if (through > 0)
    return broken(
      `Restricted, and the gate lets ${plural(through, 'message')} through.`,
      'Stop all sending and report it as a defect.',
    )
  if (people.length === 0) return open('nobody’s data is restricted now, so that it could be tried; ended untold: 0.')
  return kept(
    `${plural(people.length, 'restricted person', 'restricted people')} tried at the gate: let through 0; each with ground and day of review; ended untold: 0.`,
  )
}

/** P70: no objection with reasons waits beyond its month. */
export const objectionsDecided: Check = async (scene) => {
  const late = await count(
    scene,
    `${latest(scene, `slot like 'objection:%'`)} where ${UNDECIDED} and (proof->>'due')::date < ${TODAY}`,
  )
  if (late > 0)
    return broken(
      `${plural(late, 'objection')} undecided past the day it was due.`,
      'Decide under Privacy → Wishes; the processing stands still until then.',
    )
  const all = await count(scene, `${saidIn(scene)} where kind = 'objection' and proof ? 'due'`)
  if (all === 0) return open('no objection for reasons of one’s own is on record yet; late: 0.')
  const waiting = await count(scene, `${latest(scene, `slot like 'objection:%'`)} where ${UNDECIDED}`)
  return kept(
    `${plural(all, 'objection')} with a day to decide by, ${waiting} undecided, late 0; each stopped its purpose when it was recorded.`,
  )
}

/** P71: a reason is asked for where the law lets it be asked, and kept nowhere else. */
export const reasonsAsked: Check = async (scene) => {
  const needless = await count(
    scene,
    `${saidIn(scene)} where slot = 'objection:marketing' and kind = 'objection' and reason is not null`,
  )
  if (needless > 0)
    return broken(`${plural(needless, 'refusal')} of marketing with a reason, which nobody owes.`, DEFECT)
  const reasoned = await count(scene, `${latest(scene, `slot like 'objection:%'`)} where ${UNDECIDED}`)
  if (reasoned === 0)
    return open(
      'no objection awaits a decision, so that its reason could be asked for; reasons kept of refusals of marketing: 0.',
    )
  const unasked = await count(
    scene,
    `${latest(scene, `slot like 'objection:%'`)} where ${UNDECIDED} and reason is null and not proof ? 'asked_at' and at < now() - interval '7 days'`,
  )
  if (unasked > 0)
    return broken(
      `${plural(unasked, 'objection')} without a reason for a week, and nobody asked.`,
      'Write to the person: Privacy → Wishes.',
    )
  return kept(
    `${plural(reasoned, 'objection')} undecided, each with its situation or still within the week to ask for it; reasons kept of refusals of marketing: 0.`,
  )
}

/** P72: what was refused has its ground in the law, its reasons, and a second person. */
export const refusalsGrounded: Check = async (scene) => {
  const refused = await count(scene, `${saidIn(scene)} where kind = 'objection_refused'`)
  const wrong = await count(
    scene,
    `${saidIn(scene)} where kind = 'objection_refused' and not coalesce(proof->>'ground' in ('compelling_grounds', 'legal_claims') and length(reason) >= 20
       and proof ? 'proposed_by' and proof ? 'approved_by' and (proof->>'approved_by' <> proof->>'proposed_by' or proof ? 'alone'), false)`,
  )
  if (wrong > 0)
    return broken(
      `${plural(wrong, 'refused objection')} without a ground of the law, reasons or a second approver.`,
      'Uphold them: Privacy → Wishes.',
    )
  const single = (await approvers(scene)) < 2
  if (single && (await decidedAlone(scene)) > 0) {
    return organisational(
      `${plural(refused, 'refused objection')}, each on a ground of the law and with reasons. Single approver: nobody else here may approve, so that what is decided alone rests on a written reason and 24 hours of waiting, or on a named outside person asked by link.`,
    )
  }
  if (refused === 0)
    return single
      ? organisational(
          'single approver: no objection has been refused yet, and only one person here may approve a refusal.',
        )
      : open('no objection has been refused yet.')
  return kept(
    `${plural(refused, 'refused objection')}, each on a ground of the law, with reasons and a second approver: 0 without.`,
  )
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

const decidedAlone = (scene: Scene): Promise<number> =>
  count(scene, `${saidIn(scene)} where kind = 'objection_refused' and proof ? 'alone'`)

/** P73: there is no way to refuse a refusal of marketing: the door is tried, and undone. */
export const marketingAbsolute: Check = async (scene) => {
  const people = await whoSaid(scene, `slot = 'objection:marketing'`, `effect = 'block'`)
  if (people.length === 0) return open('nobody has refused direct marketing yet, so that refusing it could be tried.')
  const scopes = ['marketing', ...(scene.register.masks.marketing as readonly PurposeId[])]
  for (const scope of scopes)
    for (const kind of ['objection_refusal_proposed', 'objection_refused']) {
      const code = await attempt(scene, people[0]!, {
        kind,
        scope,
        ground: 'legal_claims',
        reason: 'verify tries what must not be possible',
      })
      if (code !== 'DM_OBJECTION_ABSOLUTE')
        return broken(`A refusal of ${scope} can be refused (${kind}: ${code ?? 'done'}).`, DEFECT)
    }
  const open_ = (scene.house.actions ?? []).filter(
    ({ name, input }) =>
      /^people\..*refus/.test(name) && scopes.some((scope) => input.shape.scope?.safeParse(scope).success),
  )
  // What takes anything under such a name takes it to refuse it: an amount has a type.
  const priced = (scene.house.actions ?? []).filter(({ input }) =>
    ['fee', 'price', 'payment'].some(
      (word) => word in input.shape && input.shape[word].safeParse({ no: 'amount' }).success === false,
    ),
  )
  if (priced.length > 0) return broken(`${priced.map(({ name }) => name).join(', ')} asks for money.`, DEFECT)
  return kept(
    `refusing what may not be refused was tried ${scopes.length * 2} times as whoever decides, each time answered DM_OBJECTION_ABSOLUTE and undone; actions that take money: 0 of ${scene.house.actions?.length ?? 0}; those that could name marketing end at the same door: ${open_.length}.`,
  )
}

async function attempt({ house }: Scene, person: string, event: object): Promise<string | null> {
  const client = await house.pool('rights').connect()
  try {
    await client.query('begin')
    await client.query(`select set_config('seloste.actor', 'verify', true)`)
    await client.query(`select door.ground($1, $2, 'verify')`, [person, JSON.stringify(event)])
    return null
  } catch (error) {
    return (error as Error).message
  } finally {
    await client.query('rollback').catch(() => {})
    client.release()
  }
}

async function preferences({ ask }: Scene, more = ''): Promise<Verdict> {
  const page = await ask.get('/preferences')
  if (page.status === 404 && !ask.running) return open(`the page of preferences is asked while the server runs${more}.`)
  if (page.status !== 200 || !/<form/.test(page.body))
    return broken(`GET /preferences answers ${page.status} without a form.`, DEFECT)
  if (/<script/.test(page.body)) return broken('GET /preferences needs a script.', DEFECT)
  return kept(`${ask.who}: GET /preferences answers 200 with its form, no sign-in, scripts 0${more}.`)
}
