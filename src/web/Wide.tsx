import type { ReactNode } from 'react'

/** A table that may be wider than the screen: it scrolls by itself, by keyboard too. */
export function Wide({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable without a mouse
    <section className="scroll-x" tabIndex={0} aria-label={label}>
      {children}
    </section>
  )
}
