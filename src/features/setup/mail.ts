import { z } from 'zod'
import { findUser } from '#features/access/users.ts'
import { type Action, action, type Context } from '#kernel/action.ts'
import { config } from '#kernel/config.ts'
import { lookUpTexts, sendMail } from '#kernel/disclose.ts'
import { refuse } from '#kernel/errors.ts'

/** found: it stands in the name service and allows us something; unknown: nobody could be asked. */
const Record = z.object({
  id: z.enum(['spf', 'dkim', 'dmarc']),
  state: z.enum(['found', 'missing', 'unknown']),
  name: z.string(),
})

const words = {
  fi: { subject: 'Koeviesti', text: 'Lähtevä posti toimii: tämä viesti kulki välityspalvelimenne kautta.' },
  sv: { subject: 'Testmeddelande', text: 'Utgående post fungerar: detta meddelande gick via er e-postserver.' },
  en: { subject: 'Test message', text: 'Outgoing mail works: this message went through your relay.' },
}

export const mailActions: Action[] = [
  action({
    name: 'setup.mail',
    purposes: ['security'],
    verb: 'users',
    long: true,
    http: { method: 'POST', path: '/setup/mail', status: 200 },
    says: { fi: 'Kokeile lähtevää postia', sv: 'Prova utgående post', en: 'Try outgoing mail' },
    input: z.object({}),
    output: z.object({ to: z.string(), records: z.array(Record) }),
    run: tryMail,
  }),
]

/** To the user's own address, and what receivers will find of our domain: RFC 7208, 6376, 7489. */
async function tryMail({ house, actor, note }: Context) {
  if (!config.mailUrl) refuse('MAIL_NOT_SET')
  if (actor.kind !== 'user') refuse('PURPOSE_MISMATCH')
  const user = await findUser(house, actor.id)
  await sendMail({ to: user.email, ...words[user.language] })
  await house.jobs.query(
    `insert into register.settings (name, value, by, at) values ('mail_tested', 'true', $1, clock_timestamp())`,
    [actor.id],
  )
  const domain = (config.mailFrom ?? user.email).replace(/^.*@/, '').replace(/>.*$/, '')
  const dkim = config.dkim
    ? [{ id: 'dkim' as const, name: `${config.dkim.selector}._domainkey.${config.dkim.domain}`, says: /\bp=/i }]
    : []
  const asked = [
    { id: 'spf' as const, name: domain, says: /^v=spf1\b/i },
    ...dkim,
    { id: 'dmarc' as const, name: `_dmarc.${domain}`, says: /^v=DMARC1\b/i },
  ]
  const records = await Promise.all(
    asked.map(async ({ id, name, says }) => {
      const texts = await lookUpTexts(name)
      const state =
        texts === null
          ? ('unknown' as const)
          : texts.some((one) => says.test(one))
            ? ('found' as const)
            : ('missing' as const)
      return { id, name, state }
    }),
  )
  note({ records: records.map((one) => `${one.id} ${one.state}`).join(', ') })
  return { to: user.email, records }
}
