import { z } from 'zod'
import { findUser } from '#features/access/users.ts'
import { type Action, action, type Context } from '#kernel/action.ts'
import { config, isSender } from '#kernel/config.ts'
import { sendText } from '#kernel/disclose.ts'
import { refuse } from '#kernel/errors.ts'
import { gatewayOf, keepGateway } from '#kernel/texts.ts'
import { phoneNumber } from '#kernel/values.ts'
import { EEA } from '#kernel/vocabulary.ts'

/** What is told of the gateway: never its secret. */
const Told = z.object({
  by: z.enum(['environment', 'settings']).nullable().describe('who says so; null: there is none'),
  url: z.string().nullable(),
  name: z.string().nullable(),
  country: z.string().nullable(),
  sender: z.string().nullable(),
})

const Gateway = z.object({
  url: z.string().trim().max(500),
  token: z.string().trim().max(500).optional().describe('left out, it stays as it is as long as the address does'),
  name: z.string().trim().min(1).max(200).describe('of the provider, as the notice prints it'),
  country: z.string(),
  sender: z.string().trim().default('Seloste'),
})

const words = {
  fi: 'Koeviesti: tekstiviestit toimivat.',
  sv: 'Testmeddelande: textmeddelandena fungerar.',
  en: 'Test message: text messages work.',
}

export const textActions: Action[] = [
  action({
    name: 'setup.texts',
    purposes: ['security'],
    verb: 'users',
    unlogged: true,
    http: { method: 'GET', path: '/setup/texts' },
    says: { fi: 'Lue, kuka lähettää tekstiviestit', sv: 'Läs vem som sänder sms', en: 'Read who sends text messages' },
    input: z.object({}),
    output: Told,
    run: (ctx) => told(ctx),
  }),
  action({
    name: 'setup.gateway',
    purposes: ['security'],
    verb: 'users',
    long: true,
    http: { method: 'POST', path: '/setup/texts', status: 200 },
    says: { fi: 'Aseta tekstiviestien lähettäjä', sv: 'Ange vem som sänder sms', en: 'Set who sends text messages' },
    input: Gateway,
    output: Told,
    async run(ctx, asked) {
      if (config.texts) refuse('TEXT_SET_OUTSIDE')
      const { url, token, name, country, sender } = asked
      if (!isAddress(url)) refuse('VALUE_NOT_ALLOWED', { field: 'url' })
      if (!EEA.includes(country)) refuse('VALUE_NOT_ALLOWED', { field: 'country' })
      if (!isSender(sender)) refuse('VALUE_NOT_ALLOWED', { field: 'sender' })
      // A secret goes to the address it was given for, and to no other.
      const known = await gatewayOf(ctx.house)
      const kept = known?.url === url ? known.token : undefined
      const secret = token || kept || refuse('VALUE_MISSING', { field: 'token' })
      await keepGateway(ctx.house, { url, token: secret, name, country, sender }, ctx.actor.id)
      return told(ctx)
    },
  }),
  action({
    name: 'setup.ungateway',
    purposes: ['security'],
    verb: 'users',
    long: true,
    http: { method: 'DELETE', path: '/setup/texts', status: 200 },
    says: {
      fi: 'Poista tekstiviestien lähettäjä',
      sv: 'Ta bort den som sänder sms',
      en: 'Remove who sends text messages',
    },
    input: z.object({}),
    output: Told,
    async run(ctx) {
      if (config.texts) refuse('TEXT_SET_OUTSIDE')
      await keepGateway(ctx.house, null, ctx.actor.id)
      return told(ctx)
    },
  }),
  action({
    name: 'setup.text',
    purposes: ['security'],
    verb: 'users',
    long: true,
    http: { method: 'POST', path: '/setup/texts/try', status: 200 },
    says: { fi: 'Lähetä koetekstiviesti', sv: 'Sänd ett testsms', en: 'Send a test text message' },
    input: z.object({ to: z.string().max(40).describe('one’s own mobile number') }),
    output: z.object({ to: z.string() }),
    async run({ house, actor }, { to }) {
      if (actor.kind !== 'user') refuse('PURPOSE_MISMATCH')
      const gateway = (await gatewayOf(house)) ?? refuse('TEXT_NOT_SET')
      const number = phoneNumber(to)?.number ?? refuse('VALUE_NOT_ALLOWED', { field: 'to' })
      const { language } = await findUser(house, actor.id)
      await sendText(gateway, { to: number, text: words[language] })
      return { to: number }
    },
  }),
]

async function told({ house }: Context) {
  const found = await gatewayOf(house)
  const { by = null, url = null, name = null, country = null, sender = null } = found ?? {}
  return { by, url, name, country, sender }
}

/** Nothing is sent in plain over a network; within this machine it may be. */
function isAddress(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname, username } = new URL(text)
  return (
    !username &&
    (protocol === 'https:' || (protocol === 'http:' && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(hostname)))
  )
}
