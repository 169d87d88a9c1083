import { formatDate, formatNumber } from '#web/format.ts'
import { t } from '#web/language.ts'

/** A line from day to day, and the same in words for whoever does not see it. */
export function Plot({ points }: { points: { on: string; n: number }[] }) {
  const most = Math.max(1, ...points.map(({ n }) => n))
  const at = (i: number, n: number) => `${(i / (points.length - 1)) * 300},${40 - (n / most) * 36}`
  const [first, last] = [points[0]!, points.at(-1)!]
  const says = t('quality.past.says', {
    from: formatNumber(first.n),
    first: formatDate(first.on),
    to: formatNumber(last.n),
    last: formatDate(last.on),
  })
  return (
    <figure className="quality-plot">
      <svg viewBox="-2 0 304 44" role="img" aria-label={says} preserveAspectRatio="none">
        <polyline points={points.map(({ n }, i) => at(i, n)).join(' ')} />
      </svg>
      <figcaption className="quiet small">{says}</figcaption>
    </figure>
  )
}
