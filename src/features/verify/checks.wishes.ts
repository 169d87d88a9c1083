import type { PurposeId } from '#register/index.ts'
import { anyone, MARKETING, tryGate } from './proofs.ts'
import { alone, rehearse } from './rehearse.ts'
import { everSaid, standing, whoSaid, withdrawn } from './said.ts'
import { broken, type Check, fenced, kept, open, plural, type Scene, type Verdict } from './verdict.ts'

const DEFECT = 'Report it as a defect.'

/** P48: each consent in force has all that shows it, as it was kept, and each permission follows from an event. */
export const consentsShown: Check = async (scene) => {
  const bare = await standing(scene, 'consentsBare')
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
  const all = await everSaid(scene, 'consents')
  const said = `${plural(all, 'consent')} on record, in force without its proof 0; evidence that differs from its seal: 0`
  const [person] = await anyone(scene)
  if (!person) return open(`${said}; nobody is here yet with whom it could be tried.`)
  const { own, ...alone } = await consentsRehearsed(scene, person)
  const loose = Object.entries(alone).find(([, code]) => code !== 'CONSENT_UNPROVEN')
  if (loose)
    return broken(`A consent that nothing shows (${loose[0]}) is answered with ${loose[1] ?? 'a yes'}.`, DEFECT)
  if (!own?.proof?.wording || !own.proof.version || !own.proof.notice)
    return broken('A consent given by the person is not kept with its wording, version and notice.', DEFECT)
  return fenced(
    scene,
    ['masks', 'triggers', 'functions'],
    kept(
      `${said}. Tried and undone: a consent without proof, by somebody else’s word as if it were the person’s, and heard without its script → CONSENT_UNPROVEN; given by the person → kept with wording, version, language and notice, and shown with them.`,
    ),
  )
}

const consentsRehearsed = (scene: Scene, person: string) =>
  rehearse(scene, async (stage) => {
    const consent = { kind: 'consent', purpose: 'marketing', topic: 'events', channel: 'post' }
    const bare = await stage.say(person, consent)
    const others = await stage.say(person, { ...consent, proof: OWN })
    const heard = await stage.say(person, { ...consent, proof: { how: 'oral', said_at: '2020-01-01' } })
    await stage.as('person')
    // Whoever has said no to all of it says yes again themselves, and first to being asked at all.
    const given = await stage.say(person, { ...consent, proof: OWN })
    return { bare, others, heard, own: given ? undefined : await stage.last(person, 'consent:marketing:events:post') }
  })

/** What a person sees on their own page when they agree to something. */
const OWN = {
  how: 'preference_centre',
  ...{ wording: 'verify', wording_hash: 'verify', version: '1', language: 'en', notice: '1' },
}

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

/** P22: choices are made on a page that answers, without an account. */
export const choicesOpen: Check = (scene) => preferences(scene)

/** P64: a choice that is changed is a new event, and the one before it stays. */
export const choicesChange: Check = async (scene) => {
  const tried = await giveAndTake(scene)
  if (!tried) return open('nobody is here with an address, who could change a choice.')
  if (tried.refused) return broken(`A choice of a person’s own is answered with ${tried.refused}.`, DEFECT)
  if (tried.events < 2) return broken('A choice that was changed has overwritten the one before it.', DEFECT)
  return preferences(
    scene,
    `; given and taken back in one rehearsal that was undone: ${tried.events} events, the earlier one unchanged`,
  )
}

/** P63: what is withdrawn opens nothing any more. */
export const withdrawalsHold: Check = async (scene) => {
  const rows = await withdrawn(scene)
  let through = 0
  for (const { person, slot } of rows) {
    const [, , topic, channel] = slot.split(':')
    through += (await tryGate(scene, [person], [{ content: 'marketing', topic, channel }])).filter(
      (one) => one.allowed,
    ).length
  }
  if (through > 0)
    return broken(`Withdrawn, and the gate lets it through: ${through}.`, 'Stop all sending and report it as a defect.')
  const tried = await giveAndTake(scene)
  if (!tried)
    return open(`withdrawals tried at the gate: ${rows.length}, let through 0; nobody is here to try one with.`)
  if (tried.refused) return broken(`Withdrawing is answered with ${tried.refused}.`, DEFECT)
  if (tried.after)
    return broken('Withdrawn, and the gate lets it through: 1.', 'Stop all sending and report it as a defect.')
  return preferences(
    scene,
    `; withdrawals tried at the gate: ${rows.length}, let through 0; given and withdrawn in a rehearsal that was undone, each in one step: a message ${tried.before ? 'might leave before and not after' : 'could not leave before nor after'}`,
  )
}

/** A consent given and withdrawn by somebody on their own page, and what the gate says of a message in between. */
async function giveAndTake(scene: Scene) {
  const ask = { content: 'marketing', topic: 'events', channel: 'email' }
  const about = { purpose: 'marketing', topic: 'events', channel: 'email', via: 'preference_centre' }
  const silent = ['DM_NO_GROUND', 'WORK_RELEVANCE_UNKNOWN', 'SOFT_OPTIN_FAILS', 'LIA_MISSING_OR_EXPIRED', null]
  const [one] = (await tryGate(scene, await anyone(scene), [ask])).filter(({ code }) => silent.includes(code))
  if (!one) return null
  return rehearse(scene, async (stage) => {
    await stage.as('person')
    const given = await stage.say(one.person, { kind: 'consent', ...about, proof: OWN })
    const before = (await stage.gate(one.person, ask)).allowed
    const taken = await stage.say(one.person, { kind: 'withdrawal', ...about, proof: {} })
    const after = (await stage.gate(one.person, ask)).allowed
    const past = await stage.rows<{ kind: string }>('select kind from door.grounds_of($1, true) where slot = $2', [
      one.person,
      'consent:marketing:events:email',
    ])
    return { refused: given ?? taken, before, after, events: past.length }
  })
}

/** P67: an objection is heard by whoever is asked, and closes what it names. */
export const objectionsHeard: Check = async (scene) => {
  const record = (scene.house.actions ?? []).filter(({ name }) => name.endsWith('.object'))
  if (record.length === 0 || record.some(({ verb }) => verb !== 'read'))
    return broken('Nobody, or only some, can record an objection.', DEFECT)
  const people = await whoSaid(scene, 'refusedMarketing')
  const through = (await tryGate(scene, people, MARKETING)).filter((one) => one.allowed).length
  if (through > 0)
    return broken(
      `Objected, and the gate lets ${plural(through, 'message')} through.`,
      'Stop all sending and report it as a defect.',
    )
  if (people.length === 0) return open('nobody has objected yet, so that it could be tried.')
  const all = await everSaid(scene, 'objections')
  return fenced(
    scene,
    ['masks', 'functions'],
    kept(
      `recorded by anyone under ${record[0]!.purposes.length} purposes; ${plural(all, 'objection')} on record; ${people.length} of those who object tried at the gate: ${people.length * MARKETING.length} messages, let through 0.`,
    ),
  )
}

/** P73: there is no way to refuse a refusal of marketing: the door is tried, and undone. */
export const marketingAbsolute: Check = async (scene) => {
  const people = await whoSaid(scene, 'refusedMarketing')
  if (people.length === 0) return open('nobody has refused direct marketing yet, so that refusing it could be tried.')
  const scopes = ['marketing', ...(scene.register.masks.marketing as readonly PurposeId[])]
  for (const scope of scopes)
    for (const kind of ['objection_refusal_proposed', 'objection_refused']) {
      const code = await alone(scene, () =>
        attempt(scene, people[0]!, {
          kind,
          scope,
          ground: 'legal_claims',
          reason: 'verify tries what must not be possible',
        }),
      )
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
