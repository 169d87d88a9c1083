import type { ReactNode } from 'react'

/** An empty place that teaches what belongs there and how it gets there. */
export function Empty({
  title,
  alone,
  children,
  actions,
}: {
  title: string
  alone?: boolean
  children?: ReactNode
  actions?: ReactNode
}) {
  return (
    <div className="empty">
      {alone ? <h1>{title}</h1> : <h2>{title}</h2>}
      {children && <div className="quiet">{children}</div>}
      {actions && <div className="row">{actions}</div>}
    </div>
  )
}
