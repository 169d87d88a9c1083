import { confirmedOf } from '#features/notice/authority.ts'
import { alteredNotices, contentOf, editionsOf, hashOf, pendingEdition } from '#features/notice/notice.editions.ts'
import { dateIn, PATHS } from '#features/notice/notice.page.ts'
import type { Actor } from '#kernel/action.ts'
import { compileAdditions } from '#kernel/extend.ts'
import { perform } from '#kernel/perform.ts'
import { LANGUAGES } from '#kernel/vocabulary.ts'
import { broken, type Check, fenced, kept, open, plural, type Scene } from './verdict.ts'

const PUBLISH = 'Publish it: npm run seloste -- notice publish.'

/** P01: the date that stands above the text is that of the version in force, and no published text was changed. */
export const noticeDated: Check = async (scene) => {
  const { house, ask } = scene
  const dates: string[] = []
  for (const language of LANGUAGES) {
    const editions = await editionsOf(house.jobs, language)
    const edition = editions[0]
    if (!edition) return broken(`No notice is in force in ${language}.`, PUBLISH)
    const page = await ask.get(PATHS[language])
    const shown = /<time datetime="([^"]+)">([^<]*)/.exec(page.body)
    const day = dateIn(language, edition.validFrom)
    if (page.status !== 200 || shown?.[1] !== edition.validFrom || !shown[2]!.includes(day)) {
      return broken(
        `${PATHS[language]} answers ${page.status} and shows ${shown?.[2] ?? 'no date'}; version ${edition.version} is of ${day}.`,
        'Start the server again; if it stays, report it as a defect.',
      )
    }
    const plain = await ask.get(`${PATHS[language]}.txt`)
    const text = plain.body.slice(plain.body.indexOf('\n\n') + 2)
    if (hashOf(text) !== edition.hash) {
      return broken(
        `The text served at ${PATHS[language]} is not version ${edition.version} as it was published.`,
        'Somebody has written past the rules: put register.notices back from a backup, then publish a new version.',
      )
    }
    dates.push(`${PATHS[language]} ${day} (version ${edition.version})`)
  }
  const altered = await alteredNotices(house.jobs)
  if (altered.length > 0) {
    return broken(
      `${plural(altered.length, 'published text')} no longer match their hash (${altered.map((one) => `${one.language} ${one.version}`).join(', ')}).`,
      'Somebody has written past the rules: put register.notices back from a backup.',
    )
  }
  return fenced(
    scene,
    ['triggers'],
    kept(
      `${ask.who}: ${dates.join(', ')}; each page's text has the hash it was published with; published texts that were altered: 0.`,
    ),
  )
}

/** P03: the notice in force is what the register prints now, and the register is what the database holds. */
export const noticeIsRegister: Check = async (scene) => {
  const pending = scene.drift.length > 0 ? await pendingEdition(scene.house.jobs) : null
  if (pending)
    return broken(
      `The notice in force differs from the register in ${scene.drift.join(', ')}; version ${pending.version} is published and not in force.`,
      pending.told
        ? `It takes effect on ${pending.effectiveOn.slice(0, 10)}.`
        : 'Tell people of it under Privacy → Informing: until then it does not take effect.',
    )
  if (scene.drift.length > 0)
    return broken(`The notice in force differs from the register in ${scene.drift.join(', ')}.`, PUBLISH)
  const { purposes, retention, measures } = scene.register
  return fenced(
    scene,
    ['declared', 'built', 'views', 'columns'],
    kept(
      `notice and register: 0 differences in fi, sv, en; register and database: 0 differences; ${Object.keys(purposes).length} purposes, ${Object.keys(retention).length} retention rules and ${Object.keys(measures).length} measures are printed from it.`,
    ),
  )
}

const STRANGER: Actor = {
  kind: 'operator',
  id: 'verify',
  name: 'verify',
  language: 'en',
  levels: [],
  writes: new Set(),
  reads: new Set(),
  may: new Set(),
  scope: 'own',
  team: null,
}

/** P16: a closed catalogue, the same in register, database and notice; what is not on it is refused. */
export const catalogueClosed: Check = async (scene) => {
  const { house, register } = scene
  const ids = Object.keys(register.purposes)
  const { rows } = await house.jobs.query<{ name: string }>(
    `select substring(rolname from 9) as name from pg_roles where rolname like 'purpose\\_%' order by 1`,
  )
  const strangers = rows.filter(({ name }) => !ids.includes(name)).map(({ name }) => name)
  if (strangers.length > 0) {
    return broken(
      `The database has a login for ${strangers.join(', ')}, which is no purpose.`,
      `Run as superuser: drop role purpose_${strangers[0]};`,
    )
  }
  const action = house.actions?.find((one) => !one.public && !one.anyone)
  const asked = action ? await codeOf(() => perform(house, action, STRANGER, { input: {}, purpose: 'foo' })) : null
  const added = await codeOf(async () =>
    compileAdditions(register, [{ kind: 'purpose', body: { purpose: 'foo', asleep: false } }]),
  )
  for (const [where, code] of [
    ['an action', asked],
    ['an addition', added],
  ] as const) {
    if (code !== 'PURPOSE_UNKNOWN')
      return broken(
        `The unknown purpose foo is answered with ${code ?? 'a yes'} by ${where}.`,
        'Report it as a defect.',
      )
  }
  const missing = await unprinted(scene)
  if (missing.length > 0) return broken(`The notice in force does not print ${missing.join(', ')}.`, PUBLISH)
  return fenced(
    scene,
    FENCE,
    kept(
      `${ids.length} purposes in register, database and notice, the same ones; purpose foo → PURPOSE_UNKNOWN; each purpose's login sees its own views alone.`,
    ),
  )
}

/** The checks that hold a purpose inside its schema. */
export const FENCE = [
  'logins_humble',
  'logins_alone',
  'own_nothing',
  'no_making',
  'settings',
  'columns',
  'schemas',
  'doors',
  'views',
  'view_texts',
  'functions',
  'triggers',
  'no_copies',
  'masks',
]

async function unprinted({ house, register }: Scene): Promise<string[]> {
  const [edition] = await editionsOf(house.jobs, 'en')
  const text = edition ? ((await contentOf(house.jobs, 'en', edition.version))?.text ?? '') : ''
  const plain = text.replace(/\s+/g, ' ').toLowerCase()
  return Object.entries(register.purposes)
    .filter(([, purpose]) => !plain.includes(purpose.label.en.toLowerCase()))
    .map(([id]) => id)
}

/** The code with which a probe is refused; null when it is let through. */
export async function codeOf(probe: () => Promise<unknown>): Promise<string | null> {
  try {
    await probe()
    return null
  } catch (error) {
    return (error as { code?: string }).code ?? 'an error'
  }
}

/** P69: where to complain. */
export const complaintShown: Check = async (scene) => {
  const { authority } = scene.register.controller
  // A person's own page is there while the server runs.
  for (const path of [...Object.values(PATHS), ...(scene.ask.running ? ['/mydata'] : [])]) {
    const { body } = await scene.ask.get(path)
    const missing = [authority.email, authority.phone, authority.site].filter((one) => !body.includes(one))
    if (missing.length > 0)
      return broken(
        `${path} does not show ${missing.join(', ')} of the authority.`,
        'Publish the notice: npm run seloste -- notice publish.',
      )
  }
  const said = 'the three pages show the authority’s name, address, phone and site, as reports and refusals do'
  const confirmed = await confirmedOf(scene.house)
  if (!confirmed)
    return open(
      `${said}; nobody has confirmed yet that this block is right: Privacy → Informing, one press, once a year.`,
    )
  if (Date.parse(confirmed.until) < scene.now.getTime())
    return broken(
      `The authority’s contact data was last confirmed on ${confirmed.at.slice(0, 10)}.`,
      'Look at it and confirm it: Privacy → Informing.',
    )
  return kept(
    `${said}; confirmed right on ${confirmed.at.slice(0, 10)} by ${confirmed.name}, holds until ${confirmed.until.slice(0, 10)}; a block that is changed is to be confirmed anew.`,
  )
}
