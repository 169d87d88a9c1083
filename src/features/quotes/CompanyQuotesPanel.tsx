import type { PanelProps } from '#web/mounts.ts'
import { QuotesOf } from './QuotesOf.tsx'

/** What we have offered to a company. */
export default function CompanyQuotesPanel({ id, purpose }: PanelProps) {
  return <QuotesOf purpose={purpose} field="company_id" id={id} />
}
