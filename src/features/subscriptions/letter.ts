import type { Changed } from '#features/notice/notice.changes.ts'
import { CHANGES, dateIn, PATHS } from '#features/notice/notice.page.ts'
import type { Language } from '#kernel/vocabulary.ts'
import type { Controller } from '#register/controller.ts'
import { wordings } from './wording.ts'

export type Letter = { readonly subject: string; readonly text: string }

/** A longer one is read in the notice. Signs. */
const LONGEST = 12_000

/** To whom an address belongs: confirm, or leave it be. */
export function askingLetter(
  { name, address: { street, postcode, town }, mailbox }: Controller,
  language: Language,
  at: string,
  token: string,
  days: number,
): Letter {
  const { asking, notice } = wordings[language]
  return {
    subject: asking.subject(name),
    text: [
      asking.hello,
      asking.lead(name),
      `${at}${CHANGES[language]}/confirm/${token}`,
      asking.ways(days),
      `${notice}: ${at}${PATHS[language]}`,
      `${name}\n${street}, ${postcode} ${town[language]} · ${mailbox}`,
    ].join('\n\n'),
  }
}

export type Told = {
  readonly version: number
  /** From when it is in force, ISO; `waits`: that day is still to come, or people are still being told. */
  readonly from: string
  readonly waits: boolean
  readonly changes: readonly Changed[]
}

/** What has changed, in the words of the notice before and after, with the way out. Paragraphs parted by an empty line. */
export function tellingLetter(company: string, language: Language, at: string, leave: string, told: Told): Letter {
  const { telling } = wordings[language]
  const day = dateIn(language, told.from)
  // What waits is shown at its address when its day has come: until then the notice stands as it was.
  const read = `${at}${PATHS[language]}${told.waits ? '' : `?version=${told.version}`}`
  const parts = partsOf(language, told.changes)
  return {
    subject: telling.subject(company),
    text: [
      telling.hello,
      told.waits ? telling.from(company, day) : telling.since(company, day),
      ...parts,
      `${telling.read}: ${read}`,
      `${telling.why}\n${telling.leave}: ${leave}`,
    ].join('\n\n'),
  }
}

function partsOf(language: Language, changes: readonly Changed[]): string[] {
  const { telling } = wordings[language]
  const parts: string[] = []
  let length = 0
  for (const { heading, gone, come } of changes) {
    const lines = [...gone.map((one) => `– ${telling.gone}: ${one}`), ...come.map((one) => `– ${telling.come}: ${one}`)]
    const part = [heading.toLocaleUpperCase(), ...(lines.length > 0 ? lines : [telling.heading])].join('\n')
    length += part.length
    if (length > LONGEST) break
    parts.push(part)
  }
  const left = changes.length - parts.length
  return left > 0 ? [...parts, telling.more(left)] : parts
}
