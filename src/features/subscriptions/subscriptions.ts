import { z } from 'zod'
import { type Action, action } from '#kernel/action.ts'
import { standing } from './subscriptions.row.ts'

/** What those who look after the notice see of it: how many, and of nobody. */
export const actions: Action[] = [
  action({
    name: 'subscriptions.state',
    purposes: ['rights'],
    verb: 'read',
    unlogged: true,
    http: { method: 'GET', path: '/subscriptions/state' },
    says: {
      fi: 'Laske, montako on tilannut ilmoitukset selosteen muutoksista',
      sv: 'Räkna hur många som får besked om ändringar i beskrivningen',
      en: 'Count how many asked to be told of changes to the notice',
    },
    input: z.object({}),
    output: z.object({ confirmed: z.int(), waiting: z.int(), sent: z.int(), unclear: z.int() }),
    run: ({ house }) => standing(house),
  }),
]
