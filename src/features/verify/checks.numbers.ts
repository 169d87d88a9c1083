import { suppressionKey } from '#kernel/instance.ts'
import { typed } from './checks.held.ts'
import { count, MARKETING, viewWith } from './proofs.ts'
import { rehearse } from './rehearse.ts'
import { broken, type Check, kept, open, type Scene } from './verdict.ts'

/** A sales call, as the gate is asked about it. */
const SALE = MARKETING.find(({ channel }) => channel === 'phone')!
const CALL = JSON.stringify(SALE)

/** P32: a number has its kind, and one that is refused is not called while another of the person's is. */
export const phonesTyped: Check = async (scene) => {
  const said = await typed(scene, 'phone', '')
  if (said.status === 'broken') return said
  const phones = viewWith(scene, ['number', 'kind', 'main', 'refused_at'])
  const refused = await count(scene, `${phones} where refused_at is not null`)
  const asked = await callsTo(
    scene,
    `select person_id, id from ${phones} where refused_at is not null order by id limit 60`,
  )
  const through = asked.filter((one) => one.allowed).length
  if (through > 0)
    return broken(
      `A number that is refused may be called: ${through}.`,
      'Stop all sending (Privacy → Sending) and report it as a defect.',
    )
  const tried = await refusalRehearsed(scene, phones)
  if (!tried) return open(`${said.evidence} Nobody is here who may be called, so that a refusal could be tried.`)
  const { before, code, others, service, back } = tried
  if (
    code !== 'NUMBER_REFUSED' ||
    service !== before.service ||
    others.some((one) => one === 'NUMBER_REFUSED') ||
    back !== null
  )
    return broken(
      `A refusal of one number does not hold for it alone: ${code ?? 'called'}, a service call ${service ?? 'allowed'}, other numbers ${others.join(', ') || 'none'}.`,
      'Report it as a defect.',
    )
  return kept(
    `${said.evidence} Numbers whose person refuses sales calls: ${refused}, asked at the gate ${asked.length}, let through 0. Tried and undone: no to one number → NUMBER_REFUSED for it, ${others.length} other ${others.length === 1 ? 'number' : 'numbers'} of the person as before, a service call as before; taken back by the person → called again. The link to call asks this gate.`,
  )
}

async function callsTo({ house }: Scene, from: string) {
  const { rows } = await house.pool('rights').query<{ allowed: boolean; code: string | null }>(
    `select (g.answer->>'allowed')::boolean as allowed, g.answer->>'code' as code from (${from}) n
     cross join lateral door.gate('preview', n.person_id, $2::jsonb || jsonb_build_object('address', n.id), $1) g (answer)`,
    [suppressionKey(house.connection.key), CALL],
  )
  return rows
}

/** Somebody who may be called, with as many numbers as there are: one is refused, asked about, and taken back. */
async function refusalRehearsed(scene: Scene, phones: string) {
  const key = suppressionKey(scene.house.connection.key)
  const { rows } = await scene.house.pool('rights').query<{ person: string; numbers: string[] }>(
    `select person_id as person, array_agg(id order by id) as numbers from ${phones} n
     where n.refused_at is null and (door.gate('preview', n.person_id, $2::jsonb || jsonb_build_object('address', n.id), $1)->>'allowed')::boolean
       and person_id in (select person_id from ${phones} order by person_id limit 200)
     group by 1 order by count(*) desc, 1 limit 1`,
    [key, CALL],
  )
  const [one] = rows
  if (!one) return null
  const [number, ...rest] = one.numbers
  return rehearse(scene, async (stage) => {
    const call = async (address: string, content = 'marketing') => {
      const { allowed, code } = await stage.gate(one.person, {
        ...SALE,
        content,
        address,
      })
      return allowed ? null : (code ?? 'refused')
    }
    const before = { service: await call(number!, 'service') }
    await stage.say(one.person, { kind: 'number_refused', number, via: 'phone' })
    const code = await call(number!)
    const others: (string | null)[] = []
    for (const each of rest) others.push(await call(each))
    const service = await call(number!, 'service')
    await stage.as('person')
    await stage.say(one.person, { kind: 'number_opened', number, via: 'web' })
    return { before, code, others, service, back: await call(number!) }
  })
}
