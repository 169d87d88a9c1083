import { ActionIcon, Button } from '@mantine/core'
import { IconPaperclip, IconX } from '@tabler/icons-react'
import { useRef } from 'react'
import { t } from '#web/language.ts'
import type { Row } from '#web/record.ts'

type Props = {
  /** Chosen, and not yet on the server. */
  files: File[]
  kept: Row[]
  add: (files: File[]) => void
  drop: (file: File) => void
  forget: (row: Row) => void
}

/** What a letter takes along: chosen here, sent up when the letter leaves. */
export function Enclosures({ files, kept, add, drop, forget }: Props) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <div className="stack">
      {files.length + kept.length > 0 && (
        <ul className="lines">
          {kept.map((row) => (
            <Line key={row.id} name={row.name} bytes={Number(row.bytes)} drop={() => forget(row)} />
          ))}
          {files.map((file) => (
            <Line
              key={`${file.name} ${file.size} ${file.lastModified}`}
              name={file.name}
              bytes={file.size}
              drop={() => drop(file)}
            />
          ))}
        </ul>
      )}
      <span className="row">
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<IconPaperclip size={15} aria-hidden />}
          onClick={() => input.current?.click()}
        >
          {t('letter.attach')}
        </Button>
        <span className="quiet small">{t('letter.attach.most')}</span>
      </span>
      <input
        ref={input}
        type="file"
        multiple
        className="visually-hidden"
        tabIndex={-1}
        aria-label={t('letter.attach')}
        onChange={(event) => {
          add([...(event.currentTarget.files ?? [])])
          event.currentTarget.value = ''
        }}
      />
    </div>
  )
}

function Line({ name, bytes, drop }: { name: string; bytes: number; drop: () => void }) {
  return (
    <li>
      <span className="main">{name}</span>
      <span className="quiet small number">{`${Math.max(1, Math.round(bytes / 1024))} kB`}</span>
      <ActionIcon size="sm" variant="subtle" aria-label={t('remove.what', { what: name })} onClick={drop}>
        <IconX size={14} />
      </ActionIcon>
    </li>
  )
}
