import { sql } from 'kysely'
import { z } from 'zod'
import { type Action, action, type Context } from '#kernel/action.ts'
import { refuse } from '#kernel/errors.ts'
import { append } from '#kernel/ledger.ts'
import { LANGUAGES } from '#kernel/vocabulary.ts'
import { type LevelId, levels } from '#register/index.ts'
import { makeLink } from './links.ts'
import { inviteByMail } from './mail.ts'
import { createUser, endAccess, endSessions, findUser, listUsers, type User, updateUser } from './users.ts'

const id = z.uuid()
const level = z.enum(Object.keys(levels) as [LevelId, ...LevelId[]])
const grant = {
  name: z.string().trim().min(1).max(200),
  email: z.email().max(254),
  language: z.enum(LANGUAGES as ['fi', 'sv', 'en']),
  levels: z.array(level).min(1).max(Object.keys(levels).length),
  scope: z.enum(['own', 'team', 'all']),
  team: z.string().max(40).nullable(),
}
const user = z.object({
  ...grant,
  id,
  state: z.enum(['active', 'invited', 'left']),
  created_at: z.string(),
  created_by: z.string(),
  left_at: z.string().nullable(),
})
/** Where there is no relay, the link is shown to whoever asked for it, once. */
const invited = z.object({ user, mailed: z.boolean(), link: z.string().optional() })

export const userActions: Action[] = [
  action({
    name: 'users.list',
    purposes: ['security'],
    verb: 'users',
    http: { method: 'GET', path: '/users' },
    says: {
      fi: 'Lue käyttäjät ja heidän tasonsa',
      sv: 'Läs användarna och deras nivåer',
      en: 'Read the users and their levels',
    },
    input: z.object({}),
    output: z.object({ items: z.array(user) }),
    async run(ctx) {
      const items = await listUsers(ctx.house)
      ctx.seen(
        'users',
        items.map((each) => each.id),
        ['name', 'email', 'levels'],
      )
      return { items }
    },
  }),
  action({
    name: 'users.names',
    purposes: ['security'],
    verb: 'read',
    anyone: true,
    unlogged: true,
    http: { method: 'GET', path: '/users/names' },
    says: {
      fi: 'Lue kollegoiden nimet',
      sv: 'Läs kollegornas namn',
      en: 'Read colleagues’ names, to choose an owner from',
    },
    input: z.object({}),
    output: z.object({
      items: z.array(z.object({ id, name: z.string(), team: z.string().nullable(), left: z.boolean() })),
    }),
    async run(ctx) {
      // A key is a recipient's, and recipients are not told who works here.
      if (ctx.actor.kind === 'key') refuse('PURPOSE_MISMATCH')
      const all = await listUsers(ctx.house)
      return { items: all.map(({ id, name, team, state }) => ({ id, name, team, left: state === 'left' })) }
    },
  }),
  action({
    name: 'users.get',
    purposes: ['security'],
    verb: 'users',
    says: { fi: 'Avaa käyttäjä', sv: 'Öppna en användare', en: 'Read one user' },
    input: z.object({ id }),
    output: user,
    async run(ctx, input) {
      ctx.seen('users', [input.id], ['name', 'email', 'levels'])
      return findUser(ctx.house, input.id)
    },
  }),
  action({
    name: 'users.create',
    purposes: ['security'],
    verb: 'users',
    unlogged: true, // written where the change is, so that neither is without the other
    says: {
      fi: 'Myönnä käyttäjätunnus',
      sv: 'Bevilja ett användarkonto',
      en: 'Grant an account, with an invitation',
    },
    input: z.object({
      ...grant,
      language: grant.language.default('fi'),
      scope: grant.scope.default('own'),
      team: grant.team.default(null),
    }),
    output: invited,
    async run(ctx, input) {
      return invite(ctx, await createUser(ctx.house, input, ctx.actor.id))
    },
  }),
  action({
    name: 'users.update',
    purposes: ['security'],
    verb: 'users',
    unlogged: true, // written where the change is, so that neither is without the other
    says: {
      fi: 'Muuta käyttäjän tasoja, laajuutta tai tiimiä',
      sv: 'Ändra användarens nivåer, omfattning eller team',
      en: 'Change a user’s levels, scope or team',
    },
    input: z.object({ id, ...z.object(grant).partial().shape }),
    output: user,
    async run(ctx, { id, ...change }) {
      return updateUser(ctx.house, id, change, ctx.actor.id)
    },
  }),
  action({
    name: 'users.invite',
    purposes: ['security'],
    verb: 'users',
    unlogged: true,
    says: {
      fi: 'Tee uusi kutsu- tai salasanalinkki',
      sv: 'Gör en ny inbjudnings- eller lösenordslänk',
      en: 'Make a new invitation or password link',
    },
    input: z.object({ id }),
    output: invited,
    async run(ctx, input) {
      const found = await findUser(ctx.house, input.id)
      if (found.state === 'left') refuse('USER_LEFT', { field: 'id' })
      // An administrator's own link would be a way round the current password.
      if (input.id === ctx.actor.id) refuse('OWN_LEVEL', { field: 'id' })
      return invite(ctx, found)
    },
  }),
  action({
    name: 'users.leave',
    purposes: ['security'],
    verb: 'users',
    unlogged: true, // written where the change is, so that neither is without the other
    says: {
      fi: 'Päätä lähtevän käyttäjän pääsy ja työt',
      sv: 'Avsluta åtkomst och arbete för en användare som slutar',
      en: 'End the access of a user who leaves',
    },
    input: z.object({ id, to: id }),
    output: user,
    async run(ctx, { id, to }) {
      await findUser(ctx.house, id)
      const heir = await findUser(ctx.house, to)
      if (heir.state === 'left' || to === id) refuse('USER_LEFT', { field: 'to' })
      await sql`select door.hand_over(${id}, ${to})`.execute(ctx.db)
      // Last: if the hand-over fails nothing has changed, and if its commit fails it can be done again.
      await endAccess(ctx.house, id, ctx.actor.id, to)
      return findUser(ctx.house, id)
    },
  }),
  action({
    name: 'users.end_sessions',
    purposes: ['security'],
    verb: 'users',
    says: { fi: 'Päätä käyttäjän istunnot', sv: 'Avsluta användarens sessioner', en: 'End a user’s sessions' },
    input: z.object({ id }),
    output: z.object({ ended: z.number().int() }),
    async run(ctx, input) {
      await findUser(ctx.house, input.id)
      ctx.seen('users', [input.id])
      return { ended: await endSessions(ctx.house, input.id) }
    },
  }),
]

async function invite(ctx: Context, invitee: User) {
  const kind = invitee.state === 'invited' ? 'invitation' : 'reset'
  const link = await makeLink(ctx.house, invitee.id, kind, ctx.actor.id)
  await append(ctx.house, [
    {
      actor: ctx.actor.id,
      purpose: 'security',
      action: 'users.invite',
      noun: 'users',
      ids: [invitee.id],
      detail: { link: kind },
    },
  ])
  // A relay that fails must not leave somebody invited without a link.
  const mailed = await inviteByMail(invitee, kind, link).catch(() => false)
  return mailed ? { user: invitee, mailed } : { user: invitee, mailed, link }
}
