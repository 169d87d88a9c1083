import type { PanelProps } from '#web/mounts.ts'
import { CasesPanel } from './CasesPanel.tsx'

export default function CompanyCases(props: PanelProps) {
  return <CasesPanel {...props} column="company_id" />
}
