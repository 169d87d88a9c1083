import { type ReactNode, useEffect } from 'react'
import { KeepStar } from './KeepStar.tsx'

type Props = {
  title: string
  subtitle?: ReactNode
  crumb?: ReactNode
  actions?: ReactNode
  children: ReactNode
  wide?: boolean | undefined
}

/** The heading and breath around every screen that is not a table. */
export function Page({ title, subtitle, crumb, actions, children, wide }: Props) {
  useTitle(title)
  return (
    <div className={wide ? 'page page-wide' : 'page'}>
      <header className="page-head">
        <div>
          {crumb}
          <h1>{title}</h1>
          {subtitle && <div className="quiet">{subtitle}</div>}
        </div>
        <span className="gap" />
        <KeepStar />
        {actions && <div className="row">{actions}</div>}
      </header>
      {children}
    </div>
  )
}

export function useTitle(title: string) {
  useEffect(() => {
    document.title = title ? `${title} · Seloste` : 'Seloste'
  }, [title])
}
