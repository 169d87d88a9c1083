import type { PanelProps } from '#web/mounts.ts'
import { QuotesOf } from './QuotesOf.tsx'

/** What we have offered in a deal. */
export default function DealQuotesPanel({ id, purpose }: PanelProps) {
  return <QuotesOf purpose={purpose} field="deal_id" id={id} />
}
