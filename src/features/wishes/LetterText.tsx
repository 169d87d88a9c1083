import { Button } from '@mantine/core'
import { t } from '#web/language.ts'
import { toast } from '#web/toast.tsx'
import './wishes.css'

/** A letter as it reads, to be copied or printed where no mail carries it. */
export function LetterText({ text, preview }: { text: string; preview?: boolean }) {
  return (
    <div className="stack stack-tight">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable without a mouse */}
      <pre className="letter" tabIndex={0}>
        {text}
      </pre>
      {!preview && (
        <div className="row">
          <Button
            size="compact-sm"
            onClick={() => void navigator.clipboard.writeText(text).then(() => toast(t('copied')))}
          >
            {t('copy')}
          </Button>
          <Button size="compact-sm" onClick={() => print()}>
            {t('letter.print')}
          </Button>
        </div>
      )}
    </div>
  )
}
