import { findUser } from '#features/access/users.ts'
import type { Context } from '#kernel/action.ts'
import { columnsOf } from '#kernel/compile.ts'
import { refuse } from '#kernel/errors.ts'
import { personIdsOf } from '#kernel/include.ts'
import { reachOf } from '#kernel/reach.ts'
import { lensOf, recordOf } from '#kernel/records.ts'
import type { Field, Language, Words } from '#kernel/vocabulary.ts'

/** On what a letter stands: whoever it is for, and perhaps a deal or a contract. */
export type About = { person_id: string; company_id?: unknown; deal_id?: unknown; contract_id?: unknown }
export type Fill = { name: string; label: string; value: string | null }

const NOUNS = { person: 'people', company: 'companies', deal: 'deals', contract: 'contracts' } as const
const TYPES = ['text', 'choice', 'date', 'decimal', 'integer']
const PLACE = /\{\{([^{}]*)\}\}/g

/** What may stand in a letter's text as `{{person.given_name}}`: only what this purpose sees of what it is about. */
export async function fillsOf(ctx: Context, about: About): Promise<Fill[]> {
  const fills: Fill[] = []
  for (const [prefix, noun] of Object.entries(NOUNS)) {
    const id = prefix === 'company' ? await companyOf(ctx, about) : about[`${prefix}_id` as keyof About]
    const declared = ctx.register.nouns[noun]!
    const names = columnsOf(declared, ctx.purpose).filter((name) => isFilled(name, declared.fields[name]!))
    if (!id || names.length === 0) continue
    const lens = lensOf(ctx.register.nouns, noun, ctx.purpose)
    const row = await recordOf(ctx.db, lens, String(id), reachOf(ctx)).executeTakeFirst()
    if (!row) continue
    ctx.seen(noun, personIdsOf(lens, [row]))
    for (const name of names) {
      const field = declared.fields[name]!
      fills.push({
        name: `${prefix}.${name}`,
        label: `${declared.label[ctx.language]}: ${field.label[ctx.language].toLowerCase()}`,
        value: shownAs(field, row[name], ctx.language),
      })
    }
  }
  if (ctx.actor.kind === 'user') {
    const { name, email } = await findUser(ctx.house, ctx.actor.id)
    const own = OWN[ctx.language]
    fills.push(
      { name: 'user.name', label: own.name, value: name },
      { name: 'user.email', label: own.email, value: email },
    )
  }
  return fills
}

/** The text with its fields in place. One that is not there, or has nothing to say, is refused by its name. */
export function fill(field: string, text: string, fills: readonly Fill[]): string {
  return text.replace(PLACE, (_, asked: string) => {
    const name = asked.trim()
    const found = fills.find((one) => one.name === name)
    if (!found) refuse('MERGE_FIELD_UNKNOWN', { field, detail: name })
    return found.value ?? refuse('MERGE_FIELD_EMPTY', { field, detail: name })
  })
}

const isFilled = (name: string, field: Field): boolean =>
  TYPES.includes(field.type) &&
  (!field.system || name === 'number') &&
  !field.sensitive &&
  !field.generated &&
  name !== 'owner_id' &&
  name !== 'team'

function shownAs(field: Field, value: unknown, language: Language): string | null {
  if (value === null || value === undefined || value === '') return null
  if (field.type === 'choice') return (field.options?.[String(value)] as Words | undefined)?.[language] ?? String(value)
  if (field.type === 'date')
    return new Intl.DateTimeFormat({ fi: 'fi-FI', sv: 'sv-FI', en: 'en-GB' }[language]).format(new Date(String(value)))
  return String(value)
}

/** The company named, else the one they work for now, as far as the purpose sees either. */
async function companyOf(ctx: Context, { person_id, company_id }: About): Promise<unknown> {
  if (company_id || columnsOf(ctx.register.nouns.employments!, ctx.purpose).length === 0) return company_id
  const now = await ctx.db
    .selectFrom('employments')
    .select('company_id')
    .where('person_id', '=', person_id)
    .where('end_on', 'is', null)
    .orderBy('created_at', 'desc')
    .executeTakeFirst()
  return now?.company_id
}

const OWN: Record<Language, { name: string; email: string }> = {
  fi: { name: 'Oma nimi', email: 'Oma sähköposti' },
  sv: { name: 'Eget namn', email: 'Egen e-post' },
  en: { name: 'Own name', email: 'Own e-mail' },
}
