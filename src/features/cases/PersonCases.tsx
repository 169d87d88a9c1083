import type { PanelProps } from '#web/mounts.ts'
import { CasesPanel } from './CasesPanel.tsx'

export default function PersonCases(props: PanelProps) {
  return <CasesPanel {...props} column="person_id" />
}
