import type { PanelProps } from '#web/mounts.ts'
import { FilesPanel } from './FilesPanel.tsx'

export default (props: PanelProps) => <FilesPanel {...props} column="order_id" />
