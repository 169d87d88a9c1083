import { z } from 'zod'
import { frame } from '#features/sending/frame.ts'
import { send } from '#features/sending/send.ts'
import { type Action, action } from '#kernel/action.ts'
import { today } from '#kernel/clock.ts'
import { refuse } from '#kernel/errors.ts'
import { get } from '#kernel/nounActions.ts'
import type { Language } from '#kernel/vocabulary.ts'
import { words } from './ask.text.ts'
import { own } from './asked.ts'
import { checkUrl } from './links.ts'

/** The person is asked themselves: a letter with their own link, through the gate as every service message. */
export const actions: Action[] = [
  action({
    name: 'people.ask_details',
    purposes: ['relationship', 'sales', 'support', 'suppliers'],
    verb: 'write',
    long: true,
    says: {
      fi: 'Pyydä henkilöä tarkistamaan tiedot',
      sv: 'Be personen kontrollera uppgifterna',
      en: 'Ask a person to check the details',
    },
    input: z.object({ id: z.uuid() }),
    output: z.object({ state: z.string() }),
    async run(ctx, { id }) {
      const person = (await get(ctx, 'people', id, 'emails')) as Record<string, any>
      const main = [...person.emails].sort((a, b) => Number(b.main) - Number(a.main))
      const address = main.find(({ kind, bounced_at }) => kind !== 'generic' && !bounced_at)
      if (!address || !(await own(ctx.house, id, address.id))) refuse('CHECK_NOT_SENT', { detail: 'NO_OWN_ADDRESS' })
      const { house, purpose } = ctx
      const company = house.register.controller.name
      const outcome = await send(house, ctx.actor.id, {
        message: `details ${id} ${today()}`,
        person: id,
        purpose,
        channel: 'email',
        content: 'service',
        address: address.id,
        compose(decision) {
          const { subject, lines } = words[(person.language ?? 'fi') as Language].mail
          const link = checkUrl(house.connection.key, { purpose, person: id, address: address.id })
          return frame(decision, { subject: subject(company), body: lines(company, link).join('\n\n') })
        },
      })
      if (outcome.state === 'refused') refuse('CHECK_NOT_SENT', { detail: outcome.code ?? '' })
      ctx.note({ state: outcome.state })
      return { state: outcome.state }
    },
  }),
]
