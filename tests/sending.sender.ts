import { frame } from '#features/sending/frame.ts'
import { send } from '#features/sending/send.ts'
import { type Connection, openHouse } from '#kernel/database.ts'

// One process of a campaign: takes a batch of ids, sends to each, says it is done. Killed in the middle by its test.

export type Order = { message: string; people: string[] }
export type Done = { outcomes: Record<string, number> }

const { key, ...connection } = JSON.parse(process.env.SENDER_CONNECTION!)
const house = openHouse({ ...connection, key: Buffer.from(key, 'base64url') } as Connection)
const pause = (most: number) => new Promise((done) => setTimeout(done, Math.random() * most))

process.on('message', async ({ message, people }: Order) => {
  const outcomes: Record<string, number> = {}
  const left = [...people]
  const work = async () => {
    for (let person = left.shift(); person; person = left.shift()) {
      const { state, code } = await send(house, 'campaign', {
        message,
        person,
        purpose: 'marketing',
        channel: 'email',
        content: 'marketing',
        topic: 'products',
        async compose(decision) {
          // Between the decision and the hand-over: the moment in which a withdrawal must find the lock.
          await pause(6)
          return frame(decision, { subject: 'Uutiskirje', body: 'Hei!\n\nTervetuloa syksyn messuille.' })
        },
      })
      outcomes[code ?? state] = (outcomes[code ?? state] ?? 0) + 1
    }
  }
  await Promise.all([work(), work()])
  process.send!({ outcomes } satisfies Done)
})
process.on('disconnect', () => process.exit(0))
process.send!('ready')
