import { z } from 'zod'
import { type Action, action, type Context } from '#kernel/action.ts'
import { dayIn } from '#kernel/clock.ts'
import { csvLine } from '../people/import/csvWriter.ts'
import { lastDayOf } from './clock.ts'
import { optionOf } from './labels.ts'
import type { Asked, Step } from './requests.row.ts'

const says = (fi: string, sv: string, en: string) => ({ fi, sv, en })

const HEADS = {
  fi: [
    'Numero',
    'Saapui',
    'Kanava',
    'Mitä pyydettiin',
    'Henkilöllisyys',
    'Määräpäivä',
    'Jatkettu',
    'Ratkaisu',
    'Lainkohta',
    'Toinen hyväksyjä',
    'Vastattu',
    'Perillä',
    'Ajoissa',
    'Vastaanottajia kerrottu',
    'Ei voitu kertoa',
    'Vaiheet',
    'Päätetty',
  ],
  sv: [
    'Nummer',
    'Inkom',
    'Kanal',
    'Vad begärdes',
    'Identitet',
    'Sista dag',
    'Förlängd',
    'Beslut',
    'Lagrum',
    'Andra godkännare',
    'Besvarad',
    'Framme',
    'I tid',
    'Underrättade mottagare',
    'Kunde inte underrättas',
    'Steg',
    'Avslutad',
  ],
  en: [
    'Number',
    'Received',
    'Channel',
    'What was asked',
    'Identity',
    'Last day',
    'Extended',
    'Outcome',
    'Article',
    'Second approver',
    'Answered',
    'Delivered',
    'In time',
    'Recipients told',
    'Could not be told',
    'Steps',
    'Closed',
  ],
} as const

/** The register of requests as a file: who asked stands nowhere in it. */
async function file(ctx: Context): Promise<string> {
  const rows = (await ctx.db.selectFrom('requests').selectAll().orderBy('received_at').execute()) as Asked[]
  const steps = (await ctx.db
    .selectFrom('request_steps')
    .select(['request_id', 'kind', 'detail', 'created_at'])
    .orderBy('id')
    .execute()) as (Step & { request_id: string })[]
  const of = Map.groupBy(steps, ({ request_id }) => request_id)
  const { language } = ctx
  const label = (field: Parameters<typeof optionOf>[0], value: string | null) => optionOf(field, value, language)
  const lines = rows.map((row) => {
    const own = of.get(row.id) ?? []
    const told = own.filter(({ kind }) => kind === 'told')
    const last = lastDayOf(row)
    return [
      row.number,
      dayIn(new Date(row.received_at)),
      label('channel', row.channel),
      row.kinds.map((kind) => label('kinds', kind)).join(', '),
      label('identity', row.identity),
      row.due_on,
      row.extended_to ?? '',
      label('outcome', row.outcome),
      row.ground ?? '',
      row.approved_at ? dayIn(new Date(row.approved_at)) : '',
      row.answered_at ? dayIn(new Date(row.answered_at)) : '',
      row.delivered_at ? dayIn(new Date(row.delivered_at)) : '',
      row.delivered_at ? (dayIn(new Date(row.delivered_at)) <= last ? '1' : '0') : '',
      String(told.filter(({ detail }) => detail?.how !== 'impossible').length),
      String(told.filter(({ detail }) => detail?.how === 'impossible').length),
      own.map(({ kind, created_at }) => `${dayIn(new Date(created_at))} ${label('step', kind)}`).join('; '),
      row.closed_at ? dayIn(new Date(row.closed_at)) : '',
    ]
  })
  ctx.note({ requests: rows.length })
  // Excel reads UTF-8 by its mark alone.
  return `\ufeff${[[...HEADS[language]], ...lines].map((line) => csvLine(line)).join('')}`
}

export const actions: Action[] = [
  action({
    name: 'requests.register',
    purposes: ['rights'],
    verb: 'read',
    http: { method: 'GET', path: '/requests/register' },
    says: says('Lataa pyyntöjen rekisteri', 'Ladda ner registret över begäranden', 'Download the register of requests'),
    input: z.object({}),
    output: z.any(),
    async run(ctx) {
      const body = await file(ctx)
      return { file: { name: 'requests.csv', type: 'text/csv; charset=utf-8', body: [body] } }
    },
  }),
]
