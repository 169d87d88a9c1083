import { Link } from 'wouter'

export type Row = { key: string; name: string; value: number; said: string; href?: string | undefined }

/** A bar for each of what has a name and no place in time: the name whole above its bar, the figure as it is. */
export function Rows({ rows }: { rows: readonly Row[] }) {
  const most = Math.max(...rows.map(({ value }) => value))
  return (
    <ul className="dashboard-rows">
      {rows.map(({ key, name, value, said, href }) => (
        <li key={key}>
          <span>{href ? <Link href={href}>{name}</Link> : name}</span>
          <span className="number">{said}</span>
          <svg height="10" aria-hidden>
            <rect height="10" width={`${most > 0 ? (100 * Math.max(0, value)) / most : 0}%`} fill="var(--accent)" />
          </svg>
        </li>
      ))}
    </ul>
  )
}
