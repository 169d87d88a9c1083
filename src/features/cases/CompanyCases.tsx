import type { PanelProps } from '#web/screens.ts'
import { CasesPanel } from './CasesPanel.tsx'

export default function CompanyCases(props: PanelProps) {
  return <CasesPanel {...props} column="company_id" />
}
