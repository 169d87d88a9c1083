import { config } from '#kernel/config.ts'
import type { Job } from '#kernel/jobs.ts'
import { deliver } from './deliver.ts'
import { hashOf, letterTo } from './letters.ts'
import { decisionOf, messageOf, untold } from './wishes.open.ts'

/**
 * Tells those whose objection was decided and who have not been told: by time alone, or while the relay was down.
 * A letter that would no longer read as it was decided is left to be posted.
 */
export const letters: Job = {
  name: 'wishes.letters',
  cron: '17 * * * *',
  async run(house) {
    if (!config.mailUrl) return { sent: 0, left: 0 }
    const rights = house.under('rights')
    const rows = await untold(rights, 60, ['sent', 'unknown'])
    let sent = 0
    for (const { person, number, letter: hash } of rows) {
      const { kind, told } = await decisionOf(rights, person, number)
      const letter = await letterTo(house, person, kind, told)
      if (hash && hash !== hashOf(letter)) continue
      if ((await deliver(house, 'clock', { person, message: messageOf(number), letter })).sent) sent += 1
    }
    return { sent, left: rows.length - sent }
  },
}

export const jobs: readonly Job[] = [letters]
