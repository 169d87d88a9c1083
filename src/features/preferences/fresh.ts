import { addressHash, freshUrl, type PersonLink } from '#features/grounds/links.ts'
import { frame } from '#features/sending/frame.ts'
import { send } from '#features/sending/send.ts'
import { config } from '#kernel/config.ts'
import type { House } from '#kernel/database.ts'
import { toRefusal } from '#kernel/errors.ts'
import { suppressionKey } from '#kernel/instance.ts'
import { append, newId } from '#kernel/ledger.ts'
import type { Language } from '#kernel/vocabulary.ts'
import { standingOf } from './choices.ts'
import { limit } from './limits.ts'
import { type Wording, wordings } from './wording.ts'

type Address = { id: string; address: string; person_id: string }

/** What the mail with a link says, where the link leads, and whether it goes to an address that several share. */
export type LinkMail = {
  readonly name: string
  readonly shared: boolean
  url(key: Buffer, who: { person: string; hash: string }): string
  words(language: Language): Wording['mail']
}

const TO_CHOICES: LinkMail = {
  name: 'preferences',
  shared: true,
  url: freshUrl,
  words: (language) => wordings[language].mail,
}

/**
 * Sends fresh links, each to an address we already know and never to one that somebody typed. Whoever asks is
 * answered before any of this is looked up: how long it takes, and whether it fails, tells nothing.
 */
export function freshLinks(house: House, by: LinkMail = TO_CHOICES) {
  const underway = new Set<Promise<void>>()
  const perAddress = limit(3, 3600)
  const perAsker = limit(20, 3600)

  /** To everybody who holds the address: a shared mailbox is nobody's own. */
  async function byAddress(typed: string, language: Language): Promise<void> {
    const found = await addresses(house).where('address', '=', typed.trim().toLowerCase()).limit(10).execute()
    if (found.length > 1 && !by.shared) return
    for (const one of found) await mail(house, by, one as Address, language)
  }

  /** To the address the mail with this link went to, as long as it is still the person's. */
  async function byLink(link: PersonLink, language: Language): Promise<void> {
    const own = await ownAddress(house, link)
    if (own) await mail(house, by, own, language)
  }

  function begin(ip: string, key: string, work: () => Promise<void>): void {
    // Both are counted, so that neither tells of the other.
    const [asker, address] = [perAsker(ip), perAddress(key)]
    if (!asker || !address || !config.mailUrl) return
    const one: Promise<void> = work()
      .catch((error) => console.error(`a link to ${by.name} could not be mailed: ${toRefusal(error).code}`))
      .finally(() => underway.delete(one))
    underway.add(one)
  }

  const { key } = house.connection
  return {
    askByAddress: (ip: string, typed: string, language: Language) =>
      begin(ip, addressHash(key, typed), () => byAddress(typed, language)),
    askByLink: (ip: string, link: PersonLink, language: Language) => begin(ip, link.hash, () => byLink(link, language)),
    /** Resolves when nothing is being sent any more. */
    settled: async () => void (await Promise.all(underway)),
  }
}

/** The person's address that the link was sent to; null when it is no longer theirs, or is shared. */
export async function ownAddress(house: House, { person, hash }: PersonLink): Promise<Address | null> {
  const rows = await addresses(house).where('person_id', '=', person).execute()
  return (rows as Address[]).find(({ address }) => addressHash(house.connection.key, address) === hash) ?? null
}

const addresses = (house: House) =>
  house.under('rights').selectFrom('emails').select(['id', 'address', 'person_id']).where('kind', '!=', 'generic')

/** Whether nobody else holds the address the link was sent to. */
export async function isOwnAlone(house: House, link: PersonLink): Promise<boolean> {
  const own = await ownAddress(house, link)
  if (!own) return false
  const holders = await addresses(house)
    .where('address', '=', own.address)
    .where('person_id', '!=', link.person)
    .limit(1)
    .execute()
  return holders.length === 0
}

async function mail(
  house: House,
  by: LinkMail,
  { id, address, person_id: person }: Address,
  asked: Language,
): Promise<void> {
  const standing = await standingOf(house.under('rights'), person, suppressionKey(house.connection.key))
  if (!standing) return
  const { subject, greeting, lines } = by.words(standing.language ?? asked)
  const company = house.register.controller.name
  const link = by.url(house.connection.key, { person, hash: addressHash(house.connection.key, address) })
  const body = [greeting(standing.name), ...lines(company, link)].join('\n\n')
  const { state, code } = await send(house, 'person', {
    message: `${by.name} ${newId()}`,
    person,
    purpose: 'rights',
    channel: 'email',
    content: 'rights',
    address: id,
    compose: (decision) => frame(decision, { subject: subject(company), body }),
  })
  const outcome = state === 'sent' ? 'done' : 'refused'
  await append(house, [
    {
      actor: 'person',
      purpose: 'rights',
      action: `${by.name}.link`,
      noun: 'people',
      ids: [person],
      outcome,
      detail: { state },
    },
  ])
  if (state !== 'sent') console.error(`a link to ${by.name} could not be mailed: ${code ?? state}`)
}
