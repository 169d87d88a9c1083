import { after } from 'node:test'
import { config } from '#kernel/config.ts'
import { openSink } from '../sink.ts'
import { api, openStage } from './browser.ts'

// For the journeys of letters: a seller before a browser, and a mail server that keeps what it gets.

export const sink = await openSink()
config.mailUrl = sink.url
export const stage = await openStage()
export const page = await stage.visit({ level: 'seller' })
after(async () => {
  delete config.mailUrl
  await stage.close()
  await sink.close()
})

/** A customer’s contact of this family name, with an address. */
export async function contact(family_name: string, address: string): Promise<string> {
  const { id } = await api(page, 'POST', '/people?purpose=relationship', {
    given_name: 'Tuula',
    family_name,
    source: 'person',
    position: 'customer',
    emails: [{ address }],
  })
  return id
}
