import { editionsOf } from '#features/notice/notice.editions.ts'
import { CHANGES, PATHS } from '#features/notice/notice.page.ts'
import { config } from '#kernel/config.ts'
import { LANGUAGES } from '#kernel/vocabulary.ts'
import { hoursUp, uptime } from './checks.page.ts'
import { viewWith } from './proofs.ts'
import { rehearse } from './rehearse.ts'
import { broken, type Check, fenced, kept, open, plural, type Scene, type Verdict } from './verdict.ts'

/** Minutes after which the work that tells is missed; it runs every five. */
const LATE = 60
const DEFECT = 'Report it as a defect.'

/**
 * P07: the notice is at its address for anybody, with what was before, and reading it leaves nothing behind; whoever
 * asks there is told of every change.
 */
export const pageAlwaysThere: Check = async (scene) => {
  const { ask } = scene
  const wrong = await pagesAnswer(scene)
  if (wrong) return wrong
  const there = `${ask.who}: ${Object.values(PATHS).join(', ')} answer 200 without sign-in, cookies 0, scripts 0, each leading to every earlier version; ${uptime(await hoursUp(scene))}`
  const lacking = await withoutForm(scene)
  if (lacking.length > 0)
    return config.mailUrl
      ? broken(`${lacking.join(', ')} shows no form to be told of changes.`, 'Publish the notice, or start again.')
      : open(`${there}. Nobody can ask to be told of every change: no mail relay is set (SELOSTE_SMTP).`)
  const form = (await formAnswers(scene)) ?? (await gateRehearsed(scene))
  if (form) return broken(form, DEFECT)
  const { at, well, minutes } = await lastTelling(scene)
  if (!at)
    return open(
      `${there}; the form stands on each. The work that tells has not run yet: within five minutes of the start.`,
    )
  if (!well || (ask.running && minutes > LATE))
    return broken(
      `The work that tells those who asked ${well ? 'last ran' : 'failed'} ${minutes} minutes ago.`,
      'See Administration → Runs.',
    )
  const { confirmed, sent, forgotten } = await told(scene)
  if (forgotten > 0)
    return broken(`${plural(forgotten, 'reader')} asked to be told of a change, and nothing was tried.`, DEFECT)
  return fenced(
    scene,
    ['triggers', 'views', 'doors'],
    kept(
      `${there}; the form to be told of every change stands on each${ask.running ? ', answers, and says no to an empty one' : ''}; tried and undone: unconfirmed → told nothing, confirmed → told, marketing by this way → refused; the work that tells ran well ${minutes} minutes ago; told now: ${confirmed}, messages taken by the relay: ${sent}, forgotten: 0.`,
    ),
  )
}

async function pagesAnswer({ ask, house }: Scene): Promise<Verdict | null> {
  for (const language of LANGUAGES) {
    const page = await ask.get(PATHS[language])
    if (page.status !== 200)
      return broken(
        `${PATHS[language]} answers ${page.status}.`,
        'Start the server again; if it stays, report it as a defect.',
      )
    if (page.cookies > 0) return broken(`${PATHS[language]} sets a cookie.`, DEFECT)
    if (/<script|<iframe|<img[^>]+src="https?:/.test(page.body))
      return broken(`${PATHS[language]} loads something besides its text.`, DEFECT)
    for (const { version } of await editionsOf(house.jobs, language))
      if (!page.body.includes(`${PATHS[language]}?version=${version}`))
        return broken(`${PATHS[language]} does not lead to version ${version}.`, DEFECT)
  }
  return null
}

/** Pages of the notice from which nobody can ask. */
async function withoutForm({ ask }: Scene): Promise<string[]> {
  const lacking: string[] = []
  for (const language of LANGUAGES) {
    const { body } = await ask.get(PATHS[language])
    const [, ...forms] = body.split('<form')
    const form = forms.find((one) => one.includes(`action="${CHANGES[language]}"`)) ?? ''
    if (!/method="post"/.test(form) || !/name="email"/.test(form)) lacking.push(PATHS[language])
  }
  return lacking
}

/** What is wrong with the answers of a running server to an empty form and to a forged link, or null. */
async function formAnswers({ ask }: Scene): Promise<string | null> {
  if (!ask.running) return null
  for (const path of Object.values(CHANGES)) {
    const empty = await ask.send('POST', path)
    if (empty.status < 400 || empty.status === 404 || !empty.body.includes(`action="${path}"`))
      return `POST ${path} without an address answers ${empty.status}${empty.body.includes('<form') ? '' : ' and no form'}.`
    if (empty.cookies > 0) return `POST ${path} sets a cookie.`
    const forged = await ask.get(`${path}/confirm/verify`)
    if (![410, 429].includes(forged.status)) return `A forged link to confirm answers ${forged.status}.`
  }
  return null
}

/** Those who asked, by their columns, whatever they are called. */
const askedIn = (scene: Scene): string => viewWith(scene, ['token_hash', 'confirmed_at', 'address'])

/** What the gate says of somebody made up who asked and has confirmed, and of one who has not; what is wrong, or null. */
async function gateRehearsed(scene: Scene): Promise<string | null> {
  return rehearse(scene, async (stage) => {
    const view = askedIn(scene)
    const [made] = await stage.rows<{ id: string }>(
      `insert into ${view} (address, language, token_hash) values ('verify@example.invalid', 'fi', 'verify') returning id`,
    )
    const ask = (content: string) =>
      stage.gate(null, { subscription: made!.id, channel: 'email', content, topic: 'events' })
    if ((await ask('service')).allowed) return 'Whoever has not confirmed is told.'
    await stage.rows(`update ${view} set confirmed_at = now(), token_hash = null where id = $1`, [made!.id])
    if (!(await ask('service')).allowed) return 'Whoever has asked and confirmed is not told.'
    return (await ask('marketing')).allowed ? 'Marketing goes to whoever asked to be told of changes.' : null
  })
}

async function lastTelling({ house }: Scene) {
  const { rows } = await house.jobs.query<{ at: string; well: boolean; minutes: number }>(
    `select ended as at, well, (extract(epoch from now() - ended) / 60)::int as minutes
     from register.runs where job = 'subscriptions.telling' order by number desc limit 1`,
  )
  return rows[0] ?? { at: null, well: false, minutes: 0 }
}

/** How many are told and were; `forgotten`: of a version published two days ago nothing was even tried. */
async function told(scene: Scene): Promise<{ confirmed: number; sent: number; forgotten: number }> {
  const { rows: editions } = await scene.house.jobs.query(
    `select version, language, created_at as published from register.notices n
     where created_at < now() - interval '2 days' and exists (select from register.notices b where b.language = n.language and b.version < n.version)`,
  )
  const asked = askedIn(scene)
  const sendings = viewWith(scene, ['subscription_id', 'allowed', 'state'])
  const { rows } = await scene.house.pool('rights').query(
    `select (select count(*)::int from ${asked} where confirmed_at is not null) as confirmed,
       (select count(*)::int from ${sendings} where state = 'sent') as sent,
       (select count(*)::int from ${asked} s join jsonb_to_recordset($1::jsonb) n (version int, language text, published timestamptz)
          on n.language = s.language and n.published > s.confirmed_at
        where not exists (select from ${sendings} x where x.subscription_id = s.id and x.message = 'notice:' || n.version)) as forgotten`,
    [JSON.stringify(editions)],
  )
  return rows[0]
}
