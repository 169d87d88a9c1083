import { type ReactNode, useState } from 'react'
import { t } from './language.ts'

/** What is seldom needed here: its name, and the rest when it is opened. */
export function Also({ title, children }: { title: string; children: () => ReactNode }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <details className="also" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('also', { what: title })}</summary>
      {isOpen && children()}
    </details>
  )
}
