import { checkedValue } from '#kernel/check.ts'
import { columnsOf } from '#kernel/compile.ts'
import { compileAdditions } from '#kernel/extend.ts'
import { suppressionKey } from '#kernel/instance.ts'
import { perform } from '#kernel/perform.ts'
import type { NounId } from '#register/index.ts'
import { codeOf } from './checks.notice.ts'
import { dataNouns, eyeFor, MOST, nounsWith, numbers, scanForCodes } from './held.ts'
import { OPERATOR } from './operator.ts'
import { viewWith } from './proofs.ts'
import { everSaid, standing } from './said.ts'
import { broken, type Check, fenced, kept, open, plural, type Scene, type Verdict } from './verdict.ts'

/** P04: tables are all on the map; the other stores are not yet. */
export const storesDeclared: Check = async (scene) =>
  fenced(
    scene,
    ['declared', 'no_copies'],
    open(
      `${await columnCount(scene)} columns in schemas data, auth and ledger: all declared, none beside them; files, queue, ledger, log and backups are searched or told of in each report (P60), processors as the register names them (${Object.keys(scene.register.recipients).length}); not built: a map of the services a company runs beside it, compared with what is named.`,
    ),
  )

/** P08: what people enter themselves comes with the notice they were shown. */
export const intakeNamed: Check = async (scene) => {
  const { house, ask } = scene
  const bare = await everSaid(scene, 'byFormBare')
  if (bare > 0)
    return broken(`${plural(bare, 'answer')} of a form without the notice that was shown.`, 'Report it as a defect.')
  const { rows } = await house.jobs.query<{ id: string }>(
    `select distinct id from register.forms where published_at is not null and retired_at is null and coalesce(body->>'kind', 'form') <> 'script' order by id limit 20`,
  )
  const filled = await everSaid(scene, 'byForm')
  const said = `answers of forms on record: ${filled}, without the version of the notice shown 0`
  if (rows.length === 0) return open(`${said}; no form has been published on this installation yet.`)
  for (const { id } of rows) {
    const page = await ask.get(`/forms/${id}`)
    if (page.status === 404 && !ask.running)
      return open(`${said}; ${plural(rows.length, 'form')} published, asked while the server runs.`)
    const [notice, button] = [page.body.search(NOTICE), page.body.search(/<button|type="submit"/)]
    if (page.status !== 200 || notice < 0 || button < 0)
      return broken(
        `GET /forms/${id} answers ${page.status} and does not lead to the notice.`,
        'Report it as a defect.',
      )
  }
  return kept(
    `${said}; ${ask.who}: ${plural(rows.length, 'form')} asked, each leads to the notice on the page that is sent.`,
  )
}
const NOTICE = /href="[^"]*\/(?:tietosuojaseloste|dataskyddsbeskrivning|privacy-notice)/

/** P30: the list is closed: catalogue and register agree both ways, and a field without purpose is refused. */
export const listClosed: Check = async (scene) => {
  const { register, drift } = scene
  const words = { fi: 'koe', sv: 'prov', en: 'probe' }
  const [noun] = dataNouns(scene).find(([, each]) => each.mask === 'self')!
  const probe = (part: object) =>
    codeOf(async () =>
      compileAdditions(register, [
        {
          kind: 'field',
          body: {
            noun: noun as NounId,
            name: 'x_probe',
            type: 'text',
            label: words,
            category: Object.keys(register.categories)[0]!,
            retention: Object.keys(register.retention)[0]!,
            purposes: { relationship: 'read' },
            ...part,
          },
        },
      ]),
    )
  const refused = [await probe({ purposes: {} }), await probe({ retention: '' }), await probe({ category: 'none' })]
  if (refused.some((code) => code !== 'FIELD_WITHOUT_PURPOSE')) {
    return broken(
      `A field without purpose, retention or category is answered with ${refused.join(', ')}.`,
      'Report it as a defect.',
    )
  }
  const homeless = Object.entries(register.nouns).flatMap(([name, each]) =>
    Object.entries(each.fields)
      .filter(([, field]) => !(field.category in register.categories) || !(field.retention in register.retention))
      .map(([column]) => `${name}.${column}`),
  )
  if (homeless.length > 0)
    return broken(`No category or retention rule: ${homeless.join(', ')}.`, 'Name them in the register.')
  if (drift.length > 0)
    return broken(
      `The notice in force lists other data than the register, in ${drift.join(', ')}.`,
      'Publish it: npm run seloste -- notice publish.',
    )
  return fenced(
    scene,
    ['declared', 'views', 'columns'],
    kept(
      `${await columnCount(scene)} columns, undeclared: 0; declared and missing: 0; each has a category of the notice and a retention rule; a field without one → FIELD_WITHOUT_PURPOSE. Free text and files are searched for what is not on the list (P31, P55).`,
    ),
  )
}

async function columnCount({ house }: Scene): Promise<number> {
  const { rows } = await house.jobs.query<{ n: number }>(
    `select count(*)::int as n from pg_attribute a join pg_class c on c.oid = a.attrelid
     where c.relnamespace::regnamespace::text in ('data', 'auth', 'ledger') and c.relkind in ('r', 'p') and not c.relispartition
       and a.attnum > 0 and not a.attisdropped`,
  )
  return rows[0]!.n
}

/** P31: names, never identity codes. */
export const noIdentityCodes: Check = async (scene) => {
  const [noun, self] = dataNouns(scene).find(([, each]) => each.mask === 'self')!
  const [name, field] = Object.entries(self.fields).find(
    ([, each]) => each.category === 'name' && !each.system && each.type === 'text',
  )!
  // An invented code: its number is in the range that is never given to anyone.
  const code = await codeOf(async () => checkedValue(name, field, '010101-900R'))
  if (code !== 'IDENTITY_CODE_BLOCKED')
    return broken(`An identity code as ${noun}.${name} is answered with ${code ?? 'a yes'}.`, 'Report it as a defect.')
  const scan = await scanForCodes(scene)
  if (scan.found.length > 0) {
    return broken(
      `Personal identity codes stand in ${scan.found.join(', ')}.`,
      'Open each record and take the code out; tell the privacy owner.',
    )
  }
  const unseen =
    scan.unseen.length > 0 ? ` No login can read ${scan.unseen.join(', ')}, so these were not searched.` : ''
  return kept(
    `identity codes in ${scan.columns} columns of text, ${plural(scan.rows, 'row')} read (at most ${MOST} of a noun): 0; one given as a name → IDENTITY_CODE_BLOCKED.${unseen}`,
  )
}

/** P32, P34: every number or address has its kind. */
export async function typed(scene: Scene, format: 'phone' | 'email', rest: string): Promise<Verdict> {
  const parts: string[] = []
  for (const [name, noun] of nounsWith(scene, format)) {
    // Where an answer goes is no entry of anybody's addresses.
    if (noun.mask !== 'self' && scene.register.nouns[noun.partOf?.noun ?? '']?.mask !== 'self') continue
    const kind = noun.fields.kind
    const eye = eyeFor(scene, noun, ['kind'])
    if (!kind?.required || !kind.options || !eye)
      return broken(`${name} need not say which kind it is.`, 'Declare a required kind in the register.')
    const found = await numbers<{ total: number; untyped: number; kinds: Record<string, number> }>(
      scene,
      eye,
      `select coalesce(sum(n), 0)::int as total, coalesce(sum(n) filter (where kind is null or kind <> all ($1)), 0)::int as untyped,
         coalesce(jsonb_object_agg(coalesce(kind, 'none'), n), '{}') as kinds from (select kind, count(*)::int as n from ${eye}.${name} group by kind) k`,
      [Object.keys(kind.options)],
    )
    if (found.untyped > 0)
      return broken(`${found.untyped} of ${found.total} ${name} have no kind.`, 'Open each person and choose one.')
    const kinds = Object.entries(found.kinds).map(([id, n]) => `${id} ${n}`)
    parts.push(`${name}: ${found.total}, untyped: 0${kinds.length > 0 ? ` (${kinds.join(', ')})` : ''}`)
  }
  if (parts.length === 0)
    return broken(`No noun of the register holds a ${format}.`, 'Look at the register: something was taken out.')
  return fenced(scene, ['declared'], open(`${parts.join('; ')}; the kind is required by register and database.${rest}`))
}

/** P34: an address has its kind, and the gate keeps to the rule of each kind. */
export const emailsTyped: Check = async (scene) => {
  const said = await typed(scene, 'email', '')
  if (said.status === 'broken') return said
  const addresses = viewWith(scene, ['address', 'kind', 'main', 'bounced_at'])
  const { rows } = await scene.house
    .pool('rights')
    .query<{ kind: string; ground: string | null; code: string | null; n: number }>(
      `select a.kind, g.answer->>'ground' as ground, g.answer->>'code' as code, count(*)::int as n
     from (select *, row_number() over (partition by kind) as nth from (select id, person_id, kind from ${addresses} order by id limit 5000) s) a
     cross join lateral door.gate('preview', a.person_id, jsonb_build_object('content', 'marketing', 'channel', 'email', 'topic', 'events', 'address', a.id), $1) g (answer)
     where a.nth <= ${OF_A_KIND} group by 1, 2, 3 order by 1, 4 desc`,
      [suppressionKey(scene.house.connection.key)],
    )
  if (rows.length === 0)
    return open(`${said.evidence} No address is here yet, so that the gate could be asked about it.`)
  const wrong = rows.filter(({ kind, ground }) => ground && !(RULED[ground] ?? [kind]).includes(kind))
  if (wrong.length > 0)
    return broken(
      `Marketing to ${wrong.map(({ kind, ground }) => `a ${kind} address on ${ground}`).join(', ')}.`,
      'Stop all sending (Privacy → Sending) and report it as a defect.',
    )
  const heard = await standing(scene, 'mailHeard')
  const own = await standing(scene, 'mailOwn')
  const asked = rows.map(({ kind, ground, code, n }) => `${kind} ${n} → ${ground ?? code}`).join(', ')
  return kept(
    `${said.evidence} The gate asked about marketing to some of each kind: ${asked}; let through against the rule of its kind 0. Consents in force confirmed from the address itself ${own}, from a file or heard, graded weaker and shown so ${heard}.`,
  )
}
/** Grounds that hold for some kinds of address only. */
const RULED: Readonly<Record<string, readonly string[]>> = {
  company_address: ['generic'],
  work_duties: ['named_work'],
  legitimate_interest: [],
}
/** Addresses of each kind of which the gate is asked. */
const OF_A_KIND = 20

const CIVILITY =
  /gender|(^|_)sex($|_)|salutation|civility|honorific|sukupuoli|puhuttelu|(^|_)(mr|mrs|ms|herr|fru|herra|rouva)($|_)/i

/** P33: a job title, and no form of address. */
export const noCivility: Check = async (scene) => {
  const { rows } = await scene.house.jobs.query<{ name: string }>(
    `select c.relname || '.' || a.attname as name from pg_attribute a join pg_class c on c.oid = a.attrelid
     where c.relnamespace::regnamespace::text in ('data', 'auth') and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped`,
  )
  const declared = Object.entries(scene.register.nouns).flatMap(([noun, { fields }]) =>
    Object.entries(fields).flatMap(([name, { options, label }]) => [
      { at: `${noun}.${name}`, words: [name, label.en, label.fi, ...Object.keys(options ?? {})] },
    ]),
  )
  const found = [
    ...rows.filter(({ name }) => CIVILITY.test(name.split('.')[1]!)).map(({ name }) => name),
    ...declared.filter(({ words }) => words.some((word) => CIVILITY.test(word))).map(({ at }) => at),
  ]
  if (found.length > 0)
    return broken(
      `A form of address or a gender is held: ${[...new Set(found)].join(', ')}.`,
      'Take the field out of the register and drop the column.',
    )
  return fenced(
    scene,
    ['declared'],
    kept(
      `form of address or gender among ${rows.length} columns and ${declared.length} declared fields with their choices: 0.`,
    ),
  )
}

/** P35: the company is a record of its own, and no person hides in it. */
export const companiesApart: Check = async (scene) => {
  const nouns = dataNouns(scene)
  const [people, person] = nouns.find(([, each]) => each.mask === 'self')!
  const parts: string[] = []
  for (const [name, noun] of nouns) {
    // A company is what has a number in the trade register and a name to be found by.
    const named = Object.values(noun.fields).some((field) => field.format === 'business_id') && noun.fields.folded
    if (noun.mask !== 'none' || !noun.person || noun.partOf || !named) continue
    const title = noun.title[0]!
    const link = nouns.find(
      ([, each]) =>
        each.mask === 'copy' && Object.values(each.fields).some((field) => field.refers === name) && each.person,
    )
    const eye = eyeFor(scene, noun, [title, noun.person, 'folded'])
    if (!link || !eye || !columnsOf(person, eye).includes('folded')) return unseen(name)
    const to = Object.entries(link[1].fields).find(([, field]) => field.refers === name)![0]
    const texts = Object.entries(noun.fields)
      .filter(
        ([column, field]) =>
          field.type === 'text' && !field.generated && columnsOf(noun, eye).includes(column) && column !== 'owner_id',
      )
      .map(([column]) => `c.${column}`)
    const found = await numbers<{ total: number; named: number; hidden: number }>(
      scene,
      eye,
      // Few bear the same name as anybody: these first, and then whether the one works at the other.
      `with alike as materialized (select c.id, p.id as person from ${eye}.${name} c join ${eye}.${people} p on p.folded = c.folded
         where c.${noun.person} is null and length(c.folded) > 4)
       select (select count(*)::int from ${eye}.${name}) as total,
         (select count(distinct a.id)::int from alike a join ${eye}.${link[0]} e on e.${to} = a.id and e.${link[1].person} = a.person) as named,
         (select count(*)::int from (select * from ${eye}.${name} limit ${MOST}) c where concat_ws(' ', ${texts.join(', ')}) like '%@%') as hidden`,
    )
    const rule = await scene.house.jobs.query(
      `select count(*)::int as n from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_class p on p.oid = k.confrelid
       where k.contype = 'f' and k.confdeltype = 'n' and c.relname = $1 and p.relname = $2
         and c.relnamespace::regnamespace::text = 'data' and p.relnamespace::regnamespace::text = 'data'`,
      [name, people],
    )
    if (rule.rows[0].n === 0)
      return broken(
        `Erasing a person would take their ${name} along.`,
        `The foreign key of data.${name} must say "on delete set null".`,
      )
    if (found.named > 0)
      return broken(
        `${plural(found.named, 'record')} of ${name} bear the name of a person who works there, and are not marked as theirs.`,
        'Open each and mark the sole trader.',
      )
    if (found.hidden > 0)
      return broken(
        `${plural(found.hidden, 'record')} of ${name} hold an e-mail address among the company’s facts.`,
        'Move each address to the person it belongs to.',
      )
    parts.push(
      `${name}: ${found.total}; named like a person who works there and not marked as theirs: 0; with an e-mail address among the facts: 0; erasing a person leaves the record`,
    )
  }
  return fenced(scene, ['declared'], kept(`${parts.join('; ')}.`))
}

const unseen = (name: string): Verdict =>
  open(`no login can look at people and ${name} together, so this was not checked.`)

/** P46: representation has a company, a period and what shows it, and is asked about within the year. */
export const representationKnown: Check = async (scene) => {
  const parts: string[] = []
  let old = 0
  for (const [name, noun] of dataNouns(scene)) {
    if (!noun.fields.start_on || !noun.fields.end_on || !noun.person) continue
    const eye = eyeFor(scene, noun, ['start_on', 'end_on', 'evidence', 'created_at'])
    const checks = viewWith(scene, ['of', 'record_id', 'source', 'by_id'])
    if (!eye || !checks.startsWith(`${eye}.`)) continue
    const found = await numbers<{ total: number; begun: number; shown: number; ended: number; old: number }>(
      scene,
      eye,
      `select count(*)::int as total, count(start_on)::int as begun, count(evidence)::int as shown, count(end_on)::int as ended,
         (count(*) filter (where end_on is null and created_at < now() - interval '12 months' and v.record_id is null))::int as old
       from ${eye}.${name} e left join (select distinct record_id from ${checks} where created_at > now() - interval '12 months') v on v.record_id = e.id`,
    )
    old += found.old
    parts.push(
      `${name}: ${found.total}, each with a company and a role, ${found.begun} with a first day (of the others, the day it was recorded), ${found.shown} with what shows it, ${found.ended} ended`,
    )
  }
  if (parts.length === 0) return open('no login sees representations with their checks, so this was not looked at.')
  const policy = scene.house.actions?.find(({ name }) => name === 'quality.policy')
  if (!policy)
    return open(`${parts.join('; ')}; the yearly question could not be asked about: this run knows no actions.`)
  const { limits } = await perform(scene.house, policy, OPERATOR, { input: {} })
  const { days = limits.days, end } = limits.flags.representation
  const said = `${parts.join('; ')}; each is asked about after 11 months, has ${days} days, then: ${end}; over 12 months without a check: ${old}`
  if (end === 'none') return open(`${said}. No end is chosen: Data quality → Limits.`)
  return old > 0
    ? broken(`${said}.`, 'Confirm or end each: Data quality → Representation unconfirmed.')
    : kept(`${said}. Who has left is asked about or taken off the list (P59); signatures are P36.`)
}
