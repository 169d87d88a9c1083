import { sql } from 'kysely'
import { z } from 'zod'
import { type Action, action, type Context } from '#kernel/action.ts'
import { refuse } from '#kernel/errors.ts'
import { fold } from '#kernel/words.ts'
import { ownerOf } from './cells.ts'
import { suggestedArea } from './titles.words.ts'

/** A job title as it is compared, with how many carry it whose duties nobody has told. */
export type Title = {
  title: string
  shown: string
  people: number
  suggested: string | null
  areas: { area: string; confirmed_name: string; confirmed_at: string }[]
}

const says = (fi: string, sv: string, en: string) => ({ fi, sv, en })
const mapping = z.object({ title: z.string().trim().min(1).max(200), area: z.string().max(40) })
const Mapped = z.object({ title: z.string(), area: z.string() })
const MOST = 100

export const actions: Action[] = [
  action({
    name: 'duties.titles',
    // The rights engine sees every title once; the work of the others begins where it ends.
    purposes: ['rights'],
    verb: 'register',
    http: { method: 'GET', path: '/duties/titles' },
    says: says('Lue nimikkeet ilman työtehtävää', 'Läs titlarna utan arbetsuppgift', 'Read the titles without a duty'),
    input: z.object({}),
    output: z.object({ items: z.array(z.looseObject({ title: z.string(), people: z.number() })), more: z.number() }),
    run: titlesOf,
  }),
  action({
    name: 'duties.confirm_title',
    purposes: ['rights'],
    verb: 'register',
    says: says('Vahvista nimikkeen työtehtävä', 'Bekräfta titelns arbetsuppgift', 'Confirm the duty of a title'),
    input: mapping,
    output: Mapped,
    async run(ctx, input) {
      const name = ownerOf(ctx)
      if (!Object.hasOwn(ctx.register.nouns.employments!.fields.duty_areas!.options ?? {}, input.area))
        refuse('VALUE_NOT_ALLOWED', { field: 'area' })
      const title = fold(input.title)
      await ctx.house.jobs.query(
        `insert into register.title_duties (title, area, confirmed_by, confirmed_name) values ($1, $2, $3, $4)
         on conflict (title, area) do nothing`,
        [title, input.area, ctx.actor.id, name],
      )
      ctx.note({ title, area: input.area })
      return { title, area: input.area }
    },
  }),
  action({
    name: 'duties.unconfirm_title',
    purposes: ['rights'],
    verb: 'register',
    says: says('Poista nimikkeen työtehtävä', 'Ta bort titelns arbetsuppgift', 'Take away the duty of a title'),
    input: mapping,
    output: Mapped,
    async run(ctx, input) {
      const title = fold(input.title)
      const { rowCount } = await ctx.house.jobs.query(
        'delete from register.title_duties where title = $1 and area = $2',
        [title, input.area],
      )
      if (rowCount === 0) refuse('NOT_FOUND', { field: 'title' })
      ctx.note({ title, area: input.area })
      return { title, area: input.area }
    },
  }),
]

/** Counts of titles, never people: the most frequent first, and those confirmed whether anybody carries them or not. */
async function titlesOf(ctx: Context): Promise<{ items: Title[]; more: number }> {
  const { rows } = await sql<{ title: string; people: number }>`
    select coalesce(e.title, p.job_title) as title, count(*)::int as people
    from employments e join people p on p.id = e.person_id
    where (e.end_on is null or e.end_on >= current_date) and e.duty_areas = '{}' and coalesce(e.title, p.job_title) <> ''
    group by 1`.execute(ctx.db)
  const { rows: confirmed } = await ctx.house.jobs.query<{ title: string } & Title['areas'][number]>(
    'select title, area, confirmed_name, confirmed_at from register.title_duties order by title, area',
  )
  const titles = new Map<string, Title>()
  const entry = (title: string, shown: string) => {
    const found = titles.get(title) ?? { title, shown, people: 0, suggested: suggestedArea(title), areas: [] }
    titles.set(title, found)
    return found
  }
  for (const { title, people } of rows.toSorted((a, b) => b.people - a.people))
    entry(fold(title), title).people += people
  for (const { title, ...mapped } of confirmed) entry(title, title).areas.push(mapped)
  const sorted = [...titles.values()].sort(
    (a, b) => Number(a.areas.length > 0) - Number(b.areas.length > 0) || b.people - a.people,
  )
  const open = sorted.filter((one) => one.areas.length === 0)
  ctx.note({ counted: true })
  return { items: [...open.slice(0, MOST), ...sorted.slice(open.length)], more: Math.max(0, open.length - MOST) }
}
