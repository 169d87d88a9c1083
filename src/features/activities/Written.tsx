import Markdown from 'markdown-to-jsx'
import type { ReactNode } from 'react'

/**
 * What somebody has written, as it was meant: no HTML of theirs is drawn, no picture fetched, and a link leads only to
 * the web or to mail.
 */
export function Written({ text }: { text: string }) {
  return (
    <div className="written">
      <Markdown options={OPTIONS}>{text}</Markdown>
    </div>
  )
}

type Part = { children?: ReactNode }

const Line = ({ children }: Part) => <p>{children}</p>
const Heading = ({ children }: Part) => (
  <p>
    <strong>{children}</strong>
  </p>
)

function Anchor({ href = '', children }: Part & { href?: string }) {
  if (href.startsWith('user:')) return <span className="mention">{children}</span>
  if (!/^(https?:\/\/|mailto:)/i.test(href)) return <>{children}</>
  return (
    <a href={href} rel="noopener noreferrer nofollow" target="_blank">
      {children}
    </a>
  )
}

const Nothing = ({ alt }: { alt?: string }) => <>{alt}</>

const OPTIONS = {
  disableParsingRawHTML: true,
  forceBlock: true,
  wrapper: 'div',
  // Ours decides what is a link; the library would drop `user:` before we see it.
  sanitizer: (value: string, tag: string) =>
    tag === 'a' && /^(https?:\/\/|mailto:|user:)/i.test(value) ? value : null,
  overrides: {
    a: Anchor,
    img: Nothing,
    input: Nothing,
    p: Line,
    h1: Heading,
    h2: Heading,
    h3: Heading,
    h4: Heading,
    h5: Heading,
    h6: Heading,
  },
} as const
