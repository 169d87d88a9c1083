import type { Context } from '#kernel/action.ts'
import { get } from '#kernel/nounActions.ts'
import { recordOf } from './keep.ts'
import type { Told } from './said.ts'

/** Fields of a company's own row that the register speaks of, and addresses by their kind. */
export const FIELDS = ['name', 'city', 'website'] as const
export const KINDS = ['visiting', 'postal'] as const
const FACTS = ['form', 'line', 'prepayment', 'vat', 'employer'] as const

export type Line = { field: string; says: any; since: string | null; ours: any; same: boolean }

/** The register's word beside ours, field by field; `facts` are what we hold nothing of ourselves. */
export type Comparison = {
  fetched_at: string | null
  situation: string
  business_id: string | null
  lines: Line[]
  facts: { field: string; says: any; since: string | null }[]
}

export async function compare(ctx: Context, id: string): Promise<{ company: Record<string, any>; seen: Comparison }> {
  const company = await get(ctx, 'companies', id, 'addresses')
  const record = await recordOf(ctx.db as any, id)
  // Of another number than the company has now it is another company's.
  const fits = record && record.business_id === company.business_id
  const said: Record<string, Told> = fits ? record.said : {}
  const lines: Line[] = []
  for (const field of FIELDS) {
    const one = said[field]
    if (one)
      lines.push({
        field,
        says: one.value,
        since: one.since,
        ours: company[field] ?? null,
        same: plain(one.value) === plain(company[field]),
      })
  }
  for (const kind of KINDS) {
    const one = said[kind]
    const ours = (company.addresses ?? []).find((address: any) => address.kind === kind)
    if (one)
      lines.push({
        field: kind,
        says: one.value,
        since: one.since,
        ours: ours ? pick(ours) : null,
        same: inLine(one.value) === inLine(ours),
      })
  }
  return {
    company,
    seen: {
      fetched_at: fits ? record.fetched_at : null,
      situation: fits ? record.situation : 'none',
      business_id: company.business_id,
      lines,
      facts: FACTS.flatMap((field) =>
        said[field] ? [{ field, says: said[field].value, since: said[field].since }] : [],
      ),
    },
  }
}

const pick = ({ id, street, postcode, city }: any) => ({ id, street, postcode, city })
const plain = (value: unknown) =>
  String(value ?? '')
    .trim()
    .toLocaleLowerCase('fi')
    .replace(/^https?:\/\//, '')
    .replace(/\/+$/, '')
const inLine = (address: any) =>
  address ? plain([address.street, address.postcode, address.city].filter(Boolean).join(' ')) : ''
