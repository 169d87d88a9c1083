import { z } from 'zod'
import { ask, isAsking } from '#features/trade/ask.ts'
import { type Action, action } from '#kernel/action.ts'
import { refuse, toRefusal } from '#kernel/errors.ts'
import { businessId } from '#kernel/values.ts'

const Facts = z.object({ name: z.string(), street: z.string(), postcode: z.string(), town: z.string() })
/** found: as the trade register has it; none: it knows no such company; silent: nobody could be asked, so type by hand. */
const Answer = z.object({ state: z.enum(['found', 'none', 'silent']), facts: Facts.nullable() })

export const companyActions: Action[] = [
  action({
    name: 'setup.lookup',
    purposes: ['rights'],
    verb: 'register',
    unlogged: true,
    http: { method: 'GET', path: '/setup/lookup' },
    says: {
      fi: 'Hae oma yritys kaupparekisteristä',
      sv: 'Hämta det egna företaget ur handelsregistret',
      en: 'Look up our company in the trade register',
    },
    input: z.object({ business_id: z.string().max(20) }),
    output: Answer,
    run: ({ house }, { business_id }) => lookUp(house, business_id),
  }),
]

async function lookUp(house: Parameters<typeof ask>[0], given: string): Promise<z.infer<typeof Answer>> {
  const id = businessId(given) ?? refuse('BUSINESS_ID_INVALID', { field: 'business_id' })
  if (!(await isAsking(house))) return { state: 'silent', facts: null }
  try {
    const [entry] = await ask(house, { businessId: id })
    if (!entry) return { state: 'none', facts: null }
    const { street = '', postcode = '', city = '' } = (entry.said.postal ?? entry.said.visiting)?.value ?? {}
    return { state: 'found', facts: { name: entry.name, street, postcode, town: city } }
  } catch (error) {
    // A line that is down or a register that is busy stops nobody from typing.
    if (!toRefusal(error).code.startsWith('TRADE_')) throw error
    return { state: 'silent', facts: null }
  }
}
