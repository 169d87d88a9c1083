import type { House } from '#kernel/database.ts'

/** Which lengths the owner has adopted, when and why; and which rules were looked at again since. */
export type Adoption = {
  at: string | null
  by: string | null
  reason: string | null
  rules: Readonly<Record<string, string | null>>
  reviewed: Readonly<Record<string, { at: string; by: string; reason: string }>>
}

/** Days after which somebody must have looked again whether a rule is still the right one. */
export const REVIEW_EVERY = 365

export async function adoptionOf({ jobs }: Pick<House, 'jobs'>): Promise<Adoption> {
  const { rows } = await jobs.query(
    `select value, at from register.settings where name = 'retention_adopted' order by at desc limit 1`,
  )
  const value = rows[0]?.value
  if (!value) return { at: null, by: null, reason: null, rules: {}, reviewed: {} }
  return {
    at: value.adopted_at ?? rows[0].at,
    by: value.by_name ?? null,
    reason: value.reason ?? null,
    rules: value.rules ?? {},
    reviewed: value.reviewed ?? {},
  }
}

/** A rule whose length was changed since is a new proposal, and takes nothing until it is adopted too. */
export const isAdopted = ({ rules }: Adoption, rule: string, length: string | null): boolean =>
  Object.hasOwn(rules, rule) && rules[rule] === length

export function reviewedAt({ at, reviewed }: Adoption, rule: string): string | null {
  return reviewed[rule]?.at ?? at
}
