import type { PanelProps } from '#web/mounts.ts'
import { DealsOf } from './DealsOf.tsx'

/** What we are selling to a company, and have sold. */
export default function CompanyDealsPanel({ id, purpose }: PanelProps) {
  return <DealsOf purpose={purpose} of={{ field: 'company_id', op: 'is', value: id }} />
}
