import { z } from 'zod'
import { type Action, action } from '#kernel/action.ts'
import { refuse } from '#kernel/errors.ts'
import { forgetActors } from './actor.ts'

const team = z.object({ id: z.string().max(40), name: z.string().trim().min(1).max(100) })

export const teamActions: Action[] = [
  action({
    name: 'teams.list',
    purposes: ['security'],
    verb: 'read',
    anyone: true,
    unlogged: true,
    http: { method: 'GET', path: '/teams' },
    says: { fi: 'Lue tiimit', sv: 'Läs teamen', en: 'Read the teams' },
    input: z.object({}),
    output: z.object({ items: z.array(team) }),
    async run(ctx) {
      return { items: (await ctx.house.auth.query(`select id, name from auth.teams order by name`)).rows }
    },
  }),
  action({
    name: 'teams.create',
    purposes: ['security'],
    verb: 'users',
    says: { fi: 'Perusta tiimi', sv: 'Skapa ett team', en: 'Make a team' },
    input: team.pick({ name: true }),
    output: team,
    async run(ctx, { name }) {
      const { rows } = await ctx.house.auth.query(
        `insert into auth.teams (id, name) values ($1, $2) on conflict do nothing returning id, name`,
        [slugOf(name), name],
      )
      return rows[0] ?? refuse('TEAM_TAKEN', { field: 'name' })
    },
  }),
  action({
    name: 'teams.update',
    purposes: ['security'],
    verb: 'users',
    says: { fi: 'Nimeä tiimi uudelleen', sv: 'Byt namn på ett team', en: 'Rename a team' },
    input: team,
    output: team,
    async run(ctx, { id, name }) {
      const { rows } = await ctx.house.auth.query(`update auth.teams set name = $2 where id = $1 returning id, name`, [
        id,
        name,
      ])
      return rows[0] ?? refuse('TEAM_UNKNOWN', { field: 'id' })
    },
  }),
  action({
    name: 'teams.delete',
    purposes: ['security'],
    verb: 'users',
    says: { fi: 'Lakkauta tyhjä tiimi', sv: 'Avskaffa ett tomt team', en: 'Remove an empty team' },
    input: team.pick({ id: true }),
    output: z.object({ deleted: z.literal(true) }),
    async run(ctx, { id }) {
      const { rowCount } = await ctx.house.auth
        .query(`delete from auth.teams where id = $1`, [id])
        .catch((error) => (error.code === '23503' ? refuse('TEAM_IN_USE', { field: 'id' }) : Promise.reject(error)))
      forgetActors(ctx.house)
      if (!rowCount) refuse('TEAM_UNKNOWN', { field: 'id' })
      return { deleted: true as const }
    },
  }),
]

/** Asiakaspalvelu Länsi → asiakaspalvelu-lansi: readable wherever a record names its team. */
export function slugOf(name: string): string {
  const plain = name.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '')
  return (
    plain
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 40) || refuse('VALUE_NOT_ALLOWED', { field: 'name' })
  )
}
