import { Button, Modal } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { address, type Problem } from '#web/api.ts'
import { t } from '#web/language.ts'
import { Skeleton } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import type { Row } from '#web/record.ts'
import { isPicture, isShown, opens } from './shown.tsx'

type Props = { file: Row; purpose: string; close: () => void }

/** Pictures, PDF and plain text are shown here; everything else is saved first. */
export function FilePreview({ file, purpose, close }: Props) {
  const asked = useQuery<unknown, Problem>({
    queryKey: ['files', 'opens', file.id, purpose],
    queryFn: () => opens(file.id, purpose),
    gcTime: 0,
  })
  const at = (save = false) => address(`/files/${file.id}/content`, { purpose, ...(save && { save }) })
  return (
    <Modal
      opened
      onClose={close}
      title={file.name}
      size={isShown(file.type) ? 'xl' : 'md'}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <div className="stack">
        <ProblemNote error={asked.error} />
        {asked.isPending && <Skeleton lines={4} />}
        {asked.isSuccess && <Opened file={file} at={at} />}
      </div>
    </Modal>
  )
}

function Opened({ file, at }: { file: Row; at: (save?: boolean) => string }) {
  return (
    <>
      {isPicture(file.type) && <img className="files-picture" src={at()} alt={file.name} />}
      {file.type === 'application/pdf' && <iframe className="files-frame" src={at()} title={file.name} />}
      {file.type === 'text/plain' && <iframe className="files-frame files-text" src={at()} title={file.name} />}
      {!isShown(file.type) && <p>{t('files.not_shown')}</p>}
      <div className="row">
        <Button component="a" href={at(true)} variant="light">
          {t('files.save')}
        </Button>
        {file.type === 'application/pdf' && (
          <Button component="a" href={at()} target="_blank" rel="noopener">
            {t('files.open')}
          </Button>
        )}
      </div>
    </>
  )
}
