import { planOf } from '#features/erasure/plan.ts'
import { contentOf, editionsOf } from '#features/notice/notice.editions.ts'
import { clocksOf } from '#kernel/clocks.ts'
import { LANGUAGES } from '#kernel/vocabulary.ts'
import type { PurposeId } from '#register/index.ts'
import { heldOf } from '../report/held.ts'
import { dataNouns, eyeFor } from './held.ts'
import { MARKETING, once, tryGate } from './proofs.ts'
import { rehearse } from './rehearse.ts'
import { whoSaid } from './said.ts'
import { broken, type Check, fenced, kept, open, plural, type Scene } from './verdict.ts'

const DEFECT = 'Report it as a defect.'

/** The noun that is people, and its view under a purpose. */
const selfOf = (scene: Scene): string => dataNouns(scene).find(([, noun]) => noun.mask === 'self')![0]

async function ids({ house }: Scene, purpose: PurposeId, sql: string, values: unknown[] = []): Promise<string[]> {
  return (await house.pool(purpose).query<{ id: string }>(sql, values)).rows.map(({ id }) => id)
}

/** What is held of somebody, told once for all checks that ask. */
const heldBy = (scene: Scene, person: string) =>
  once(scene, `held ${person}`, () => heldOf({ house: scene.house }, person, 'en'))

/** P10: whoever they stand for, everyone has the same rights: the newest person of each purpose is tried. */
export const nobodyOutsideRights: Check = async (scene) => {
  const { house, register } = scene
  if (!register.masks.always.includes('rights'))
    return broken('The register no longer opens the purpose rights to everyone.', 'Put it back among masks.always.')
  const self = selfOf(scene)
  const { rows } = await house.jobs.query<{ n: number }>(`select door.count_permitted('rights') as n`)
  const people = new Map<string, PurposeId>()
  const under: string[] = []
  for (const purpose of Object.keys(register.purposes) as PurposeId[]) {
    if ((register.masks.always as readonly string[]).includes(purpose) || register.purposes[purpose]!.asleep) continue
    if (
      !dataNouns(scene).some(
        ([name, noun]) => name === self && eyeFor(scene, noun, ['id']) && purpose in noun.fields.id!.purposes,
      )
    )
      continue
    const [id] = await ids(scene, purpose, `select id from ${purpose}.${self} order by id desc limit 1`)
    if (!id) continue
    people.set(id, purpose)
    under.push(purpose)
  }
  if (people.size === 0) return open('nobody is held yet.')
  for (const [person, purpose] of people) {
    const held = await heldBy(scene, person)
    const plan = await planOf(house, person)
    const refused = await rehearse(scene, (stage) => stage.object(person, 'marketing'))
    if (held.categories.length === 0 || !plan.subjects.includes(person) || refused)
      return broken(
        `Somebody under ${purpose} has no report, no plan of erasure or no objection (${refused ?? 'taken'}).`,
        DEFECT,
      )
  }
  return fenced(
    scene,
    ['masks', 'built', 'functions'],
    kept(
      `all ${rows[0]!.n} people stand under the purpose rights, whatever their company is to us; the newest of each of ${under.length} purposes (${under.join(', ')}), ${plural(people.size, 'person', 'people')}: a report was made up, an erasure planned and an objection taken, and undone, for each.`,
    ),
  )
}

/** P13: who delivers and who helps reads what that takes, and nothing of marketing. */
export const deliveryApart: Check = async (scene) => {
  const { house, register } = scene
  const self = selfOf(scene)
  let tries = 0
  for (const purpose of ['delivery', 'support', 'incidents'] as const)
    for (const other of ['marketing', 'sales', 'prospecting', 'rights'] as const) {
      tries += 1
      const code = await house
        .pool(purpose)
        .query(`select from ${other}.${self} limit 1`)
        .then(
          () => 'a yes',
          (error: { code?: string }) => error.code,
        )
      if (code !== '42501')
        return broken(`The login of ${purpose} asks for ${other}.${self} and is answered ${code}.`, 'Start again.')
    }
  const fields = (purpose: string) =>
    dataNouns(scene).reduce(
      (n, [, noun]) =>
        n + Object.values(noun.fields).filter((field) => ['read', 'write'].includes(field.purposes[purpose]!)).length,
      0,
    )
  const all = dataNouns(scene).reduce((n, [, noun]) => n + Object.keys(noun.fields).length, 0)
  if (!register.purposes.delivery) return open('the register has no purpose of delivery.')
  return fenced(
    scene,
    ['columns', 'schemas', 'views', 'view_texts'],
    kept(
      `the logins of delivery, support and incidents asked for the people of marketing, sales, prospecting and rights: ${tries} of ${tries} refused; of ${all} fields delivery reads ${fields('delivery')} and support ${fields('support')}, as the register says.`,
    ),
  )
}

/** P14: a person’s no to marketing closes marketing, and leaves sales and support as they were. */
export const threeApart: Check = async (scene) => {
  const self = selfOf(scene)
  const people = await whoSaid(scene, 'refusedMarketing')
  if (people.length === 0) return open('nobody has refused marketing yet, so that it could be seen what stays open.')
  const seen = async (purpose: PurposeId) =>
    (await ids(scene, purpose, `select id from ${purpose}.${self} where id = any ($1)`, [people])).length
  const [marketing, sales, support] = [await seen('marketing'), await seen('sales'), await seen('support')]
  if (marketing > 0)
    return broken(`${plural(marketing, 'person', 'people')} refused marketing and are seen there.`, 'Start again.')
  const through = (await tryGate(scene, people, MARKETING)).filter(({ allowed }) => allowed).length
  if (through > 0) return broken(`The gate lets ${through} messages through to people who refused.`, DEFECT)
  // And a no to one of the other two is of that one alone.
  const wider = await rehearse(scene, async (stage) => {
    for (const scope of ['sales', 'support'] as const) {
      const code = await stage.object(people[0]!, scope)
      const word = await stage.last(people[0]!, `objection:${scope}`)
      if (code || BigInt(word?.purposes ?? 0) !== 1n << BigInt(scene.register.purposes[scope]!.bit)) return scope
    }
    return null
  })
  if (wider) return broken(`An objection to ${wider} closes something else, or nothing.`, DEFECT)
  if (sales + support === 0)
    return open(
      `${people.length} refused marketing, seen there 0; none of them is under sales or support to compare with.`,
    )
  return fenced(
    scene,
    ['masks', 'views', 'view_texts'],
    kept(
      `${plural(people.length, 'person', 'people')} refused marketing: seen under marketing 0, still under sales ${sales} and under support ${support}; ${people.length * MARKETING.length} messages of marketing asked about, let through 0; an objection to sales, and one to support, tried and undone: each closes its own alone.`,
    ),
  )
}

/** P15: suppliers and partners are people with purposes of their own. */
export const suppliersApart: Check = async (scene) => {
  const { register, drift, house } = scene
  const positions = ['supplier', 'partner'] as const
  const wrong = positions.filter(
    (id) => !register.positions[id].some((purpose) => register.purposes[purpose]!.audience.includes(id)),
  )
  if (wrong.length > 0)
    return broken(`The position ${wrong.join(', ')} opens no purpose made for it.`, 'Name one in the register.')
  const selling = positions.filter((id) =>
    register.positions[id].some((purpose) => (register.masks.marketing as readonly string[]).includes(purpose)),
  )
  if (selling.length > 0)
    return broken(`The position ${selling.join(', ')} opens marketing.`, 'Take it out of the register.')
  if (drift.length > 0)
    return broken(
      `The notice in force differs from the register in ${drift.join(', ')}.`,
      'Publish it: npm run seloste -- notice publish.',
    )
  const customers = [...register.positions.customer, ...register.positions.prospect] as readonly PurposeId[]
  const own = [...new Set(positions.flatMap((id) => register.positions[id] as readonly PurposeId[]))].filter(
    (purpose) => !customers.includes(purpose),
  )
  const self = selfOf(scene)
  const opens = positions.map((id) => `${id} → ${register.positions[id].join(', ')}`).join('; ')
  const rules = clocksOf(register)
    .filter((clock) => clock.self)
    .map(({ rule }) => rule)
  for (const language of LANGUAGES) {
    const [edition] = await editionsOf(house.jobs, language)
    const text = edition && (await contentOf(house.jobs, language, edition.version))?.text
    const unsaid = own.filter((purpose) => !text?.includes(register.purposes[purpose]!.label[language]))
    if (unsaid.length > 0)
      return broken(`The notice says nothing of ${unsaid.join(', ')} (${language}).`, 'Publish it.')
  }
  let n = 0
  for (const purpose of own) {
    const [id] = await ids(scene, purpose, `select id from ${purpose}.${self} order by id desc limit 1`)
    n += (await house.jobs.query('select door.count_permitted($1) as n', [purpose])).rows[0].n
    if (!id) continue
    const held = await heldBy(scene, id)
    const endless = held.categories.flatMap(({ blocks }) => blocks).filter(({ until }) => until.length === 0)
    if (endless.length > 0) return broken(`Of somebody under ${purpose} no end of storing is told.`, DEFECT)
  }
  const said = `what a position opens: ${opens}; no marketing; people under ${own.join(', ')}: ${n}`
  if (n === 0) return open(`${said}; none is on record yet, so that their report could be looked at.`)
  return fenced(
    scene,
    ['masks', 'built'],
    kept(
      `${said}; the notice tells of ${own.length === 1 ? 'it' : 'each'} in fi, sv and en; of the newest of them each fact has its end told; clocks that end people: ${rules.join(', ')}.`,
    ),
  )
}

/** P49: a contract carries those who are party to it themselves, and nobody who stands for a company. */
export const partiesAlone: Check = async (scene) => {
  const parties = await whoSaid(scene, 'parties', 10_000)
  const trader = dataNouns(scene).find(
    ([, noun]) =>
      noun.person &&
      Object.values(noun.fields).some(({ format }) => format === 'business_id') &&
      noun.mask === 'none' &&
      noun.fields.roles,
  )
  const eye = trader && eyeFor(scene, trader[1], [trader[1].person!])
  if (!trader || !eye) return open('nothing in the register says who trades in their own name.')
  const own = await ids(
    scene,
    eye,
    `select distinct ${trader[1].person} as id from ${eye}.${trader[0]} where ${trader[1].person} is not null`,
  )
  const owners = new Set(own)
  const wrong = parties.filter((id) => !owners.has(id))
  if (wrong.length > 0)
    return broken(
      `${plural(wrong.length, 'person', 'people')} used on a contract who are no party to one.`,
      'End the ground, and name another basis.',
    )
  const [one] = await ids(
    scene,
    'rights',
    `select id from rights.${selfOf(scene)} where id <> all ($1) order by id limit 1`,
    [own],
  )
  if (!one) return open('nobody is here who stands for a company.')
  const code = await rehearse(scene, (stage) => stage.say(one, { kind: 'contract' }))
  if (code !== 'BASIS_NOT_PARTY')
    return broken(`A contract as the ground of a representative is answered with ${code ?? 'a yes'}.`, DEFECT)
  const taken = own[0] ? await rehearse(scene, (stage) => stage.say(own[0]!, { kind: 'contract' })) : null
  if (taken) return broken(`A contract as the ground of its own party is answered with ${taken}.`, DEFECT)
  return fenced(
    scene,
    ['functions', 'masks'],
    kept(
      `people used on a contract now: ${parties.length}, of these no party 0; tried and undone: a contract as the ground of a company’s representative → BASIS_NOT_PARTY${own[0] ? ', of one who trades in their own name → taken' : ''}.`,
    ),
  )
}
