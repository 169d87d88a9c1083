import { editionsOf, pendingEdition, publishNotice } from '#features/notice/notice.editions.ts'
import { PATHS } from '#features/notice/notice.page.ts'
import { LANGUAGES } from '#kernel/vocabulary.ts'
import { broken, type Check, fenced, kept, plural, type Scene } from './verdict.ts'

/** P06: each change says whether it is material; a material one was told before it took effect; the old ones are readable. */
export const changesTold: Check = async (scene) => {
  const { rows } = await scene.house.jobs.query<{
    version: number
    material: boolean | null
    effective_on: string | null
    ended_at: string | null
    told: number | null
    otherwise: boolean
  }>(
    `select n.version, a.material, a.effective_on, a.ended_at, (a.counts->>'sent')::int as told, coalesce(a.body ? 'otherwise', false) as otherwise
     from (select distinct version from register.notices) n left join register.announcements a using (version) order by 1`,
  )
  const later = rows.slice(1)
  const tried = await changeRehearsed(scene)
  if (tried) return broken(tried, 'Report it as a defect.')
  const NEXT = 'See Privacy → Informing, or npm run seloste -- notice assess.'
  const silent = later.filter(({ material }) => material === null)
  if (silent.length > 0)
    return broken(`Nobody has said whether ${plural(silent.length, 'change')} is material: ${versions(silent)}.`, NEXT)
  const material = later.filter((one) => one.material)
  const untold = material.filter(({ ended_at, effective_on }) => !ended_at && !effective_on)
  if (untold.length > 0) return broken(`In force, material, and told to nobody: ${versions(untold)}.`, NEXT)
  for (const language of LANGUAGES) {
    for (const { version } of await editionsOf(scene.house.jobs, language)) {
      const { status } = await scene.ask.get(`${PATHS[language]}?version=${version}`)
      if (status !== 200) return broken(`Version ${version} in ${language} answers ${status}.`, 'Start again.')
    }
  }
  const waiting = material.filter(({ ended_at }) => !ended_at)
  const last = material.findLast(({ ended_at }) => ended_at)
  const rehearsed =
    'a material change was published and undone: until people are told, the version before it stays in force and on the page'
  const figures = last
    ? `the last one told, version ${last.version}: ${last.otherwise ? 'told otherwise, on record' : `${last.told ?? 0} letters taken by the relay`}`
    : 'none told yet'
  return fenced(
    scene,
    ['triggers'],
    kept(
      later.length === 0
        ? `${rehearsed}; ${plural(rows.length, 'version')} published, no change to it on record yet.`
        : `${rehearsed}; on record ${plural(later.length, 'change')}, each assessed; material: ${material.length}, ${figures}; held back until told: ${waiting.length}; every earlier version answers.`,
    ),
  )
}

/** Publishes a material change in a transaction that is undone; what is wrong with what then stands, or null. */
async function changeRehearsed({ house, register }: Scene): Promise<string | null> {
  const client = await house.jobs.connect()
  try {
    await client.query('begin')
    const [before] = await editionsOf(client, 'fi')
    if (!before) return 'No notice is in force.'
    const changed = {
      ...register,
      controller: { ...register.controller, name: `${register.controller.name} (verify)` },
    }
    const summary = { fi: 'verify', sv: 'verify', en: 'verify' }
    const change = { material: true, assessment: 'verify tries what a change does', summary }
    const { version } = await publishNotice(client, { register: changed, approvedBy: 'verify', change })
    const [after] = await editionsOf(client, 'fi')
    const pending = await pendingEdition(client)
    if (after?.version !== before.version)
      return `A material change (version ${version}) takes effect before people are told of it.`
    return pending?.version === version && !pending.told
      ? null
      : 'A material change that waits is not shown as waiting.'
  } finally {
    await client.query('rollback').catch(() => {})
    client.release()
  }
}

const versions = (list: readonly { version: number }[]): string => list.map(({ version }) => version).join(', ')
