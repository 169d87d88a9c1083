import { z } from 'zod'
import { frame } from '#features/sending/frame.ts'
import { type Outcome, send } from '#features/sending/send.ts'
import { type Action, action, type Context } from '#kernel/action.ts'
import { errorTable } from '#kernel/errors.table.ts'
import { refuse } from '#kernel/errors.ts'
import { base, type PurposeId } from '#register/index.ts'
import { invitationOf, type Meeting, type Party, whenOf } from './ics.ts'
import { invitations } from './invite.words.ts'
import { meetMeeting } from './meetings.ts'
import { senderOf } from './user.ts'

const open = base.nouns.meetings!.open as readonly PurposeId[]

/** What became of one invitation: `says` is why not, in words. */
const Told = z.object({
  person_id: z.string(),
  name: z.string(),
  state: z.enum(['sent', 'failed', 'unknown', 'refused']),
  code: z.string().nullable(),
  says: z.string().nullable(),
})

export const inviteActions: Action[] = [
  action({
    name: 'meetings.invite',
    purposes: open,
    verb: 'write',
    long: true,
    says: {
      fi: 'Lähetä kutsu, muutos tai peruutus osallistujille',
      sv: 'Skicka inbjudan, ändring eller återbud till deltagarna',
      en: 'Send the invitation, its change or its cancelling to those who attend',
    },
    input: z.object({ id: z.uuid() }),
    output: z.object({ items: z.array(Told) }),
    /** Each gets each version once, however often this is asked; whoever was never invited is not told of a cancelling. */
    async run(ctx, { id }) {
      const meeting = (await meetMeeting(ctx, id)) as unknown as Row
      const method = meeting.cancelled_at ? 'cancel' : 'request'
      if (method === 'cancel' && !meeting.invited_at) return { items: [] }
      return { items: await tellAll(ctx, meeting, method, await attending(ctx, meeting)) }
    },
  }),
  action({
    name: 'meetings.withdraw',
    purposes: open,
    verb: 'write',
    long: true,
    says: {
      fi: 'Poista osallistuja kutsusta',
      sv: 'Ta bort en deltagare från inbjudan',
      en: 'Take somebody out of a meeting',
    },
    input: z.object({ id: z.uuid(), person_id: z.uuid() }),
    output: z.object({ items: z.array(Told) }),
    async run(ctx, { id, person_id }) {
      const meeting = (await meetMeeting(ctx, id)) as unknown as Row
      const who = (await attending(ctx, meeting)).filter((one) => one.id === person_id)
      const part = await ctx.db
        .deleteFrom('attendances')
        .where('meeting_id', '=', id)
        .where('person_id', '=', person_id)
        .returning('id')
        .executeTakeFirst()
      if (!part) refuse('NOT_FOUND', { field: 'person_id' })
      ctx.seen('people', [person_id])
      const told = meeting.invited_at && !meeting.cancelled_at
      return { items: told ? await tellAll(ctx, meeting, 'cancel', who) : [] }
    },
  }),
]

type Row = Meeting & { person_id: string | null; invited_at: string | null }
type Attendee = { id: string; name: string }

/** The one it is with and the others in it, as far as the purpose sees them. */
async function attending(ctx: Context, { id, person_id }: Row): Promise<Attendee[]> {
  const parts = await ctx.db.selectFrom('attendances').select('person_id').where('meeting_id', '=', id).execute()
  const ids = [...new Set([...(person_id ? [person_id] : []), ...parts.map((one) => one.person_id as string)])]
  if (ids.length === 0) return []
  const people = await ctx.db
    .selectFrom('people')
    .select(['id', 'given_name', 'family_name'])
    .where('id', 'in', ids)
    .orderBy('id')
    .execute()
  return people.map((one) => ({ id: one.id, name: [one.given_name, one.family_name].filter(Boolean).join(' ') }))
}

async function tellAll(ctx: Context, meeting: Row, method: 'request' | 'cancel', attendees: readonly Attendee[]) {
  const organizer = await senderOf(ctx)
  ctx.seen(
    'people',
    attendees.map(({ id }) => id),
  )
  const items: z.infer<typeof Told>[] = []
  for (const attendee of attendees) {
    const outcome = await inviteOne(ctx, meeting, method, organizer, attendee)
    const code = outcome.code ?? null
    items.push({
      person_id: attendee.id,
      name: attendee.name,
      // They have this version already: nothing is left to be done.
      state: code === 'ALREADY_SENT' ? 'sent' : outcome.state,
      code: code === 'ALREADY_SENT' ? null : code,
      says: code && code !== 'ALREADY_SENT' ? errorTable[code].says[ctx.language] : null,
    })
  }
  return items
}

const inviteOne = (
  ctx: Context,
  meeting: Row,
  method: 'request' | 'cancel',
  organizer: Party,
  attendee: Attendee,
): Promise<Outcome> =>
  send(ctx.house, ctx.actor.id, {
    message: `meeting:${meeting.id}:${meeting.sequence ?? 0}:${method}`,
    person: attendee.id,
    purpose: ctx.purpose,
    channel: 'email',
    content: 'service',
    compose(decision) {
      const words = invitations[decision.language]
      const kind = method === 'cancel' ? 'cancelled' : meeting.invited_at ? 'changed' : 'invited'
      const lines = [
        words.greeting,
        words[kind](organizer.name),
        [
          meeting.title,
          whenOf(meeting, decision.language),
          ...(meeting.place ? [`${words.place}: ${meeting.place}`] : []),
        ].join('\n'),
        ...(meeting.body && method === 'request' ? [meeting.body] : []),
        organizer.name,
      ]
      const party = { name: attendee.name.replace(/["\r\n]/g, ''), email: decision.address }
      return {
        ...frame(decision, { subject: `${words.subject[kind]}: ${meeting.title}`, body: lines.join('\n\n') }),
        written: { name: organizer.name, address: organizer.email },
        invitation: { method, content: invitationOf(meeting, { method, organizer, attendee: party }) },
      }
    },
  })
