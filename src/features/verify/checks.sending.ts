import { PATHS } from '#features/notice/notice.page.ts'
import { perform } from '#kernel/perform.ts'
import { LANGUAGES } from '#kernel/vocabulary.ts'
import { confirmations } from './checks.work.ts'
import { OPERATOR } from './operator.ts'
import { anyone, count, gateOfAnyone, MARKETING, SERVICE, saidIn, sentIn, tryGate } from './proofs.ts'
import { whoSaid } from './said.ts'
import { broken, type Check, fenced, kept, open, plural, type Scene, type Verdict } from './verdict.ts'

const STOP = 'Stop all sending (Privacy → Sending) and report it as a defect.'
/** What direct marketing may rest on; anything else is no ground. */
const GROUNDS = ['consent', 'existing_customer', 'work_duties', 'company_address', 'legitimate_interest']

// An objection's time is when it began to wait for a message under way, which is out before it is acknowledged.
const UNDER_WAY = `interval '1 minute'`

/** P20: direct marketing leaves with a ground of its own, and never to who refused it. */
export const marketingGrounded: Check = async (scene) => {
  const stored = await storedWrong(scene)
  if (stored) return stored
  const [people, refused] = [await anyone(scene), await objectors(scene)]
  if (people.length === 0) return open('nobody is here yet to ask the gate about.')
  const tried = await gateOfAnyone(scene)
  const bare = tried.filter(({ allowed, ground }) => allowed && !GROUNDS.includes(ground ?? ''))
  if (bare.length > 0) return broken(`The gate lets ${plural(bare.length, 'message')} through without a ground.`, STOP)
  const through = (await tryGate(scene, refused, MARKETING)).filter(({ allowed }) => allowed)
  if (through.length > 0)
    return broken(`The gate lets ${plural(through.length, 'message')} through to people who refused.`, STOP)
  if (refused.length === 0)
    return open('nobody has refused direct marketing yet, and no made-up person stands in for them.')
  const sent = await count(scene, `${sentIn(scene)} where allowed and content = 'marketing'`)
  return fenced(
    scene,
    ['functions', 'doors', 'masks'],
    kept(
      `the gate asked about ${plural(people.length, 'person', 'people')} by 4 channels and 4 topics: ${tried.filter((one) => one.allowed).length} of ${tried.length} may leave, each with its ground; about ${refused.length} who refused: 0 of ${refused.length * MARKETING.length}; sent so far ${sent}, without ground 0, refused without a reason 0.`,
    ),
  )
}

/** P21: each topic has its own rule; partners' offers go by consent alone. */
export const topicsApart: Check = async (scene) => {
  const tried = await gateOfAnyone(scene)
  const loose = tried.filter(({ topic, allowed, ground }) => topic === 'partners' && allowed && ground !== 'consent')
  if (loose.length > 0) return broken(`Partners’ offers may leave without consent: ${loose.length}.`, STOP)
  const partners = tried.filter(({ topic }) => topic === 'partners').length
  return open(
    `the gate asked about 4 topics one by one: partners’ offers without consent let through 0 of ${partners}; not built: the campaigns that carry products, events, activities and partners’ offers.`,
  )
}

/** P23: who said stop is met by nothing that is being sent. */
export const newslettersEnd: Check = async (scene) => {
  const gone = await whoSaid(scene, 'saidStop')
  const late = await count(
    scene,
    `${sentIn(scene)} s where s.content = 'marketing' and s.state = 'sent' and exists (
       select from ${saidIn(scene)} g where g.person_id = s.person_id and g.slot = 'objection:marketing' and g.effect = 'block' and g.at < s.decided_at - ${UNDER_WAY}
         and not exists (select from ${saidIn(scene)} l where l.person_id = g.person_id and l.slot = g.slot and l.number > g.number and l.at < s.decided_at))`,
  )
  if (late > 0) return broken(`Sent after the person had refused: ${late}.`, STOP)
  const page = await scene.ask.get('/preferences')
  if (page.status === 404 && !scene.ask.running)
    return open(
      `sent after a refusal: 0, ${plural(gone.length, 'person', 'people')} said stop; the page where one leaves is asked while the server runs.`,
    )
  if (page.status !== 200 || !/<form/.test(page.body))
    return broken(
      `GET /preferences answers ${page.status} without a form.`,
      'Start the server again; if it stays, report it as a defect.',
    )
  return kept(
    `${scene.ask.who}: GET /preferences answers 200 with its form, nothing needed but the page; sent after a refusal: 0 of ${await count(scene, sentIn(scene))} sendings; ${plural(gone.length, 'person', 'people')} said stop.`,
  )
}

/** Whether a text would be let out, by the check every message passes; null when this run knows no actions. */
async function judged(scene: Scene, message: object): Promise<string | null | undefined> {
  const check = scene.house.actions?.find(({ name }) => name === 'sending.check')
  if (!check) return undefined
  return (await perform(scene.house, check, OPERATOR, { input: message })).code
}

/** P24: whatever is marketing leads to the notice in its reader’s language, or does not leave. */
export const noticeLinked: Check = async (scene) => {
  const { ask } = scene
  const page = await ask.get('/preferences')
  if (page.status === 200 && !/href="[^"]*(tietosuojaseloste|dataskydd|privacy)/.test(page.body))
    return broken('GET /preferences shows no way to the notice.', 'Report it as a defect.')
  for (const language of LANGUAGES) {
    const notice = await ask.get(PATHS[language])
    if (notice.status !== 200) return broken(`${PATHS[language]} answers ${notice.status}.`, 'Start the server again.')
    const { name } = scene.register.controller
    const text = { content: 'marketing', language, subject: 'verify', text: `verify. ${name}` }
    const [framed, bare] = [await judged(scene, text), await judged(scene, { ...text, framed: false })]
    if (framed === undefined) return open('the check of messages could not be asked: this run knows no actions.')
    if (framed || bare !== 'DM_TEMPLATE_INVALID')
      return broken(
        `A message of marketing (${language}) without the link to the notice is answered with ${bare ?? 'a yes'}, with it ${framed ?? 'a yes'}.`,
        STOP,
      )
  }
  return kept(
    `the check that every message passes was asked in fi, sv and en: marketing without the link to the notice in its language → DM_TEMPLATE_INVALID, with it → let out; the 3 notices answer 200${page.status === 200 ? '; the page of preferences leads there too' : ''}. Newsletters are to come; whatever is marketing passes here.`,
  )
}

/** P28: what a contract needs passes a refusal of marketing, and marketing does not pass as service. */
export const servicePasses: Check = async (scene) => {
  const refused = await objectors(scene)
  const tried = await tryGate(scene, [...refused, ...(await anyone(scene))], SERVICE)
  const stopped = tried.filter(
    ({ code }) => code === 'DM_OBJECTED' || code === 'DM_NO_GROUND' || code === 'CONSENT_WITHDRAWN',
  )
  if (stopped.length > 0)
    return broken(
      `A refusal of marketing stops ${plural(stopped.length, 'service message')}.`,
      'Report it as a defect.',
    )
  const ADVERTS = { fi: 'Tilaa nyt uutiskirjeemme', sv: 'Köp nu, specialerbjudande', en: 'Special offer: buy now' }
  const PLAIN = {
    fi: 'Tilauksesi on vahvistettu.',
    sv: 'Din beställning är bekräftad.',
    en: 'Your order is confirmed.',
  }
  for (const language of LANGUAGES) {
    const message = { content: 'service', language, subject: 'verify' }
    const advert = await judged(scene, { ...message, text: ADVERTS[language] })
    const plain = await judged(scene, { ...message, text: PLAIN[language] })
    if (advert === undefined) return open('the check of messages could not be asked: this run knows no actions.')
    if (advert !== 'PROMOTION_IN_SERVICE' || plain)
      return broken(
        `A service message (${language}) with promotion is answered with ${advert ?? 'a yes'}, one without with ${plain ?? 'a yes'}.`,
        'Report it as a defect.',
      )
  }
  const sent = await confirmations(scene)
  const left = await count(scene, `${sentIn(scene)} where message like 'order:%' and state = 'sent'`)
  if (refused.length === 0)
    return open('nobody has refused marketing yet, so that a service message to them could be tried.')
  return fenced(
    scene,
    ['functions', 'doors'],
    kept(
      `the gate asked about ${tried.length} service messages, of these ${refused.length * SERVICE.length} to people who refused marketing: stopped by that refusal 0; the check that every message passes, in fi, sv and en: promotion in a service message → PROMOTION_IN_SERVICE, a plain confirmation → let out; orders confirmed ${sent}, confirmations sent by mail ${left}.`,
    ),
  )
}

const objectors = (scene: Scene) => whoSaid(scene, 'refusedMarketing')

/** The log of the gate: what left has a ground, what did not has its reason, and nobody made up was reached. */
async function storedWrong(scene: Scene): Promise<Verdict | null> {
  const sent = sentIn(scene)
  const bare = await count(
    scene,
    `${sent} where allowed and (coalesce(ground, '') = '' or content = 'marketing' and ground <> all (array['${GROUNDS.join("','")}']))`,
  )
  if (bare > 0) return broken(`${plural(bare, 'sending')} on record without a ground.`, STOP)
  const mute = await count(scene, `${sent} where not allowed and coalesce(code, '') = ''`)
  if (mute > 0) return broken(`${plural(mute, 'refused sending')} without a reason.`, 'Report it as a defect.')
  return null
}
