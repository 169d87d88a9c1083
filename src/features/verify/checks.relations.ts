import { sensitiveIn } from '#kernel/sensitive.ts'
import { hasIdentityCode } from '#kernel/values.ts'
import { LANGUAGES, type Noun } from '#kernel/vocabulary.ts'
import type { PurposeId } from '#register/index.ts'
import { noteTemplate } from '#register/notes.ts'
import { dataNouns, eyeFor, MOST, numbers } from './held.ts'
import { saidIn } from './proofs.ts'
import { broken, type Check, kept, open, plural, type Scene } from './verdict.ts'

/** Days within which whoever is named by somebody else is told, Art. 14(3). */
const TOLD_WITHIN = 31

type Found = { name: string; noun: Noun; eye: PurposeId }

/** A noun by its columns, with a purpose under which all of them are seen. */
function found(scene: Scene, columns: readonly string[]): Found | null {
  for (const [name, noun] of dataNouns(scene)) {
    if (!columns.every((column) => Object.hasOwn(noun.fields, column))) continue
    const eye = eyeFor(scene, noun, columns)
    if (eye) return { name, noun, eye }
  }
  return null
}

/** P09: where people’s data came from, whatever the channel. */
export const channelsKnown: Check = async (scene) => {
  const parts: string[] = []
  for (const [name, noun] of dataNouns(scene))
    for (const column of ['source', 'channel'] as const) {
      const field = noun.fields[column]
      const eye = field?.options && field.required ? eyeFor(scene, noun, [column]) : null
      if (!eye) continue
      const { rows } = await scene.house
        .pool(eye)
        .query(
          `select said, count(*)::int as n from (select ${column} as said from ${eye}.${name} limit ${MOST}) t group by 1 order by 2 desc`,
        )
      const unknown = rows.filter(({ said }) => !Object.hasOwn(field!.options!, said ?? ''))
      if (unknown.length > 0)
        return broken(`${unknown[0].n} ${name} do not say how they came (${column}).`, 'Open each and choose one.')
      parts.push(`${name}: ${rows.map(({ said, n }) => `${said} ${n}`).join(', ') || 0}`)
    }
  return open(
    `how it came is required and known (at most ${MOST} of a kind looked at): ${parts.join('; ')}. Not built: a letter with its scan, social media and chat as sources with rules of their own, and the text that callers and profiles read out (a form of consent and a script of a call exist).`,
  )
}

/** P11: whoever a contract names is told of it, unless they gave the data themselves. */
export const namedTold: Check = async (scene) => {
  const named = found(scene, ['person_id', 'contract_id', 'role', 'authority'])
  const [self] = dataNouns(scene).find(([, noun]) => noun.mask === 'self')!
  const told = dataNouns(scene).find(([, { fields }]) => fields.edition && fields.proof && fields.channel)
  if (!named || !told) return open('nothing in the register says who a contract names.')
  const { eye, name } = named
  if (eye !== 'rights') return open('the purpose rights does not see who is named, so this was not checked.')
  const row = await numbers<{ total: number; own: number; told: number; waiting: number; late: number; shut: number }>(
    scene,
    eye,
    `select count(*)::int as total, (count(*) filter (where own))::int as own, (count(*) filter (where told and not own))::int as told,
       (count(*) filter (where not own and not told and not late))::int as waiting,
       (count(*) filter (where not own and not told and late and not shut))::int as late,
       (count(*) filter (where not own and not told and late and shut))::int as shut
     from (select p.source = 'person' as own,
         p.informed_at is not null or exists (select from rights.${told[0]} i where i.person_id = p.id) as told,
         n.created_at < now() - interval '${TOLD_WITHIN} days' as late,
         coalesce((select g.effect = 'block' from ${saidIn(scene)} g where g.person_id = p.id and g.slot = 'informing' order by g.number desc limit 1), false) as shut
       from rights.${name} n join rights.${self} p on p.id = n.person_id where n.contract_id is not null) t`,
  )
  if (row.late > 0)
    return broken(
      `${plural(row.late, 'person', 'people')} named in a contract over ${TOLD_WITHIN} days ago, told nothing, and still used.`,
      'Tell them: Privacy → Informing.',
    )
  const said = `named in contracts: ${row.total}; gave the data themselves ${row.own}, told ${row.told}, within their month ${row.waiting}, past it and shut off until told ${row.shut}, past it and in use 0`
  return row.total > 0 ? kept(`${said}.`) : open(`${said}; no contract names anybody yet.`)
}

/** P12: the purpose of contracts holds those whom a contract is about, and for half a year those with whom one may come. */
export const contractLinked: Check = async (scene) => {
  const contract = found(scene, ['notice_months', 'renewal', 'state', 'company_id', 'end_on'])
  const work = dataNouns(scene).find(([, noun]) => noun.mask === 'copy' && noun.fields.duty_areas)
  const named = dataNouns(scene).find(([, noun]) => noun.fields.contract_id && noun.fields.authority)
  const ordered = dataNouns(scene).find(([, noun]) => noun.fields.ordered_on && noun.fields.contact_id)
  const served = dataNouns(scene).find(([, noun]) => noun.fields.technical_id && noun.fields.company_id)
  const firm = dataNouns(scene).find(([, noun]) => noun.fields.business_id && noun.fields.roles)
  const [self] = dataNouns(scene).find(([, noun]) => noun.mask === 'self')!
  if (!contract || !work || !named || !ordered || !served || !firm) return open('the register has no contracts.')
  const c = 'contract'
  const runs = (one: string) =>
    `(${one}.state <> 'ended' or ${one}.end_on is null or ${one}.end_on > current_date - 365)`
  const row = await numbers<{ total: number; linked: number; coming: number }>(
    scene,
    c,
    `with agreed as materialized (
       select k.company_id from ${c}.${contract.name} k where ${runs('k')}
       union select s.company_id from ${c}.${served[0]} s where ${runs('s')}
       union select o.company_id from ${c}.${ordered[0]} o where o.state <> 'cancelled'
         and (o.state <> 'invoiced' or o.ordered_on is null or o.ordered_on > current_date - 365)),
     p as materialized (select p.created_at, (
         exists (select from ${c}.${named[0]} i join ${c}.${contract.name} k on k.id = i.contract_id where i.person_id = p.id and ${runs('k')})
         or exists (select from ${c}.${work[0]} e join agreed a on a.company_id = e.company_id where e.person_id = p.id)
         or exists (select from ${c}.${firm[0]} f join agreed a on a.company_id = f.id where f.person_id = p.id)) as linked
       from (select id, created_at from ${c}.${self} order by id limit 20000) p)
     select count(*)::int as total, (count(*) filter (where linked))::int as linked,
       (count(*) filter (where not linked and created_at >= now() - interval '6 months'))::int as coming from p`,
  )
  const { total, linked, coming } = row
  const bare = total - linked - coming
  const said = `people under the purpose contract looked at: ${total}; linked to a contract, order or service of theirs or of their company that runs or ended within the year ${linked}, with none yet and here for less than half a year, so that one can be made ${coming}`
  if (total === 0) return open(`${said}; nobody is yet.`)
  if (bare > 0)
    return open(
      `${said}, longer without one ${bare}: the nightly run contracts.night closes the purpose to them, unless their position was said anew.`,
    )
  const late = await closedBy(scene)
  if (late) return late
  return kept(
    `${said}, longer without one 0: the nightly run closes it to them and the next contract opens it. Whoever is no party stands there on legitimate interest (P49).`,
  )
}

/** The nightly run that closes it has been, and well. */
async function closedBy({ house, now }: Scene) {
  const { rows } = await house.jobs.query<{ ended: string; well: boolean }>(
    `select ended, well from register.runs where job = 'contracts.night' order by number desc limit 1`,
  )
  const [last] = rows
  if (!last) return open('the nightly run that closes the purpose to people without a contract has not been yet.')
  if (!last.well || now.getTime() - Date.parse(last.ended) > 48 * 3_600_000)
    return broken('The nightly run of contracts failed or is late.', 'See under Settings → Runs why.')
  return null
}

/** P17: an offer shows whom it went to, from where they came, and what it said. */
export const offersTraced: Check = async (scene) => {
  const offer = found(scene, ['document_hash', 'trail', 'sent_at', 'contact_id', 'deal_id'])
  const [self] = dataNouns(scene).find(([, noun]) => noun.mask === 'self')!
  if (!offer) return open('the register has no offers.')
  const { eye, name } = offer
  const row = await numbers<{
    sent: number
    nobody: number
    bare: number
    blind: number
    sourceless: number
    leads: number
    mails: number
  }>(
    scene,
    eye,
    `select count(*)::int as sent, (count(*) filter (where q.contact_id is null))::int as nobody,
       (count(*) filter (where q.document_hash is null))::int as bare,
       (count(*) filter (where q.trail->>'source' is null or q.trail->>'basis' is null))::int as blind,
       (count(*) filter (where p.id is not null and p.source is null))::int as sourceless,
       count(q.deal_id)::int as leads, count(p.id)::int as mails
     from ${eye}.${name} q left join ${eye}.${self} p on p.id = q.contact_id where q.sent_at is not null`,
  )
  if (row.sourceless > 0)
    return broken(`${plural(row.sourceless, 'offer')} went to people whose source is not known.`, 'Name the source.')
  const said = `offers sent: ${row.sent}, of these of a deal ${row.leads}, to a named person ${row.sent - row.nobody} (seen here ${row.mails}, each with a source), with the source of the recipient’s data and its basis kept ${row.sent - row.blind}, with the hash of the document that was sent ${row.sent - row.bare}`
  if (row.sent === 0) return open(`${said}; none has been sent yet.`)
  const lacks = [
    row.nobody > 0 && `${row.nobody} name no person`,
    row.blind > 0 && `${row.blind} keep no source or basis`,
    row.bare > 0 && `${row.bare} hold no document as it was sent (quotes.keep draws it at night)`,
  ].filter(Boolean)
  return lacks.length > 0 ? open(`${said}; ${lacks.join(', ')}.`) : kept(`${said}; each tells it on its page.`)
}

/** P19: what is written down about customers is about somebody, is warned of, and ends. */
export const notesEnd: Check = async (scene) => {
  const written = dataNouns(scene).filter(
    ([, noun]) =>
      noun.clocks?.correspondence && noun.fields.company_id && noun.fields.person_id && noun.fields.author_id,
  )
  let total = 0
  for (const [name, noun] of written) {
    const eye = eyeFor(scene, noun, ['person_id', 'company_id'])
    if (!eye) return open(`no login sees whom ${name} are about.`)
    const links = [
      'person_id',
      'company_id',
      'deal_id',
      'contract_id',
      'letter_id',
      'case_id',
      'quote_id',
      'order_id',
    ].filter((column) => noun.fields[column] && eyeFor(scene, noun, [column]) === eye)
    const row = await numbers<{ total: number; loose: number }>(
      scene,
      eye,
      `select count(*)::int as total, (count(*) filter (where num_nonnulls(${links.join(', ')}) = 0))::int as loose
       from (select * from ${eye}.${name} limit ${MOST}) t`,
    )
    // A task of one's own is about nobody; nothing else may be.
    if (row.loose > 0 && !noun.fields.owner_id)
      return broken(
        `${plural(row.loose, 'record')} of ${name} are about nobody.`,
        'Open each and name whom it is about.',
      )
    total += row.total
  }
  const warned = sensitiveIn('Hän on sairauslomalla. Hon är sjukskriven. She is on sick-leave.').length
  if (warned === 0 || !hasIdentityCode('tunnus 010101-900R'))
    return broken('A note about somebody’s health, or with an identity code, is not noticed.', 'Report it as a defect.')
  const { rows } = await scene.house.jobs.query<{ noun: string; remaining: number }>(
    `select distinct on (noun) noun, remaining from register.receipts where kind = 'retention' and rule = 'correspondence' order by noun, at desc`,
  )
  const left = rows.reduce((n, one) => n + one.remaining, 0)
  if (left > 0) return broken(`${left} records are kept past their rule.`, 'See Privacy → Retention.')
  const said = `${written.map(([name]) => name).join(', ')}: ${total} records looked at (at most ${MOST} of a kind), each with its clock (correspondence ${scene.register.retention.correspondence!.length}); words about health found in a sentence: ${warned}; an identity code is seen`
  for (const language of LANGUAGES) {
    const text = noteTemplate[language]
    if (text.split('**').length !== 7 || sensitiveIn(text).length > 0)
      return broken(`The template of a business note (${language}) is not fit to be used.`, 'Report it as a defect.')
  }
  const shape = 'a template of a business note is offered where one is written, in fi, sv and en'
  return rows.length === 0
    ? open(`${said}; ${shape}; the nightly run of that rule has not been yet.`)
    : kept(`${said}; ${shape}; past their rule 0.`)
}
