import { Button } from '@mantine/core'
import { t } from './language.ts'
import { problemWords } from './toast.tsx'

/** A refusal where it happened: what, and what to do next. */
export function ProblemNote({ error, retry }: { error: unknown; retry?: () => void }) {
  if (!error) return null
  const { says, next, code } = problemWords(error)
  return (
    <div className="note note-bad" role="alert">
      <p>
        <strong>{says}</strong> {next}
      </p>
      <p className="quiet small">{code}</p>
      {retry && (
        <Button size="compact-sm" onClick={retry}>
          {t('retry')}
        </Button>
      )}
    </div>
  )
}
