import { Button, Modal } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { post } from '#web/api.ts'
import { t } from '#web/language.ts'
import { Skeleton } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'

type Letter = { id: string; language: string; subject: string; text: string }

/** The letters as one page to print: one on each sheet. */
export function Letters({ people, close }: { people: readonly string[]; close: () => void }) {
  const found = useQuery({
    queryKey: ['informing', 'letters', people],
    queryFn: () => post<{ items: Letter[] }>('/informing/letters', { people }),
  })
  return (
    <Modal
      opened
      onClose={close}
      size="lg"
      title={t('informing.print')}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <div className="stack">
        {found.isPending && <Skeleton lines={8} />}
        <ProblemNote error={found.error} />
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable without a mouse */}
        <div className="sheets" tabIndex={0}>
          {found.data?.items.map(({ id, language, subject, text }) => (
            <pre key={id} lang={language}>{`${subject}\n\n${text}`}</pre>
          ))}
        </div>
        <p className="small quiet">{t('informing.print.after')}</p>
        <Button variant="filled" disabled={!found.data} onClick={() => print()}>
          {t('letter.print')}
        </Button>
      </div>
    </Modal>
  )
}
