import { t } from '#web/language.ts'
import type { Part } from './proposals.ts'
import type { Test } from './signing.ts'

export const PARTS: readonly Part[] = ['interest', 'necessity', 'impact', 'expectations', 'safeguards', 'conclusion']

/** A test to be read: its parts under their questions. */
export function TestText({ body }: { body: Test['body'] }) {
  return (
    <div className="balancing-text" lang={body.language}>
      {PARTS.map((part) => (
        <section key={part}>
          <h3>{t(`balancing.part.${part}`)}</h3>
          <p>{body[part] || '–'}</p>
        </section>
      ))}
    </div>
  )
}
