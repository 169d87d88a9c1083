import { ActionIcon, Button, Menu } from '@mantine/core'
import { IconDots, IconFile, IconFileTypePdf, IconPhoto, IconX } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type DragEvent, useRef, useState } from 'react'
import { address, get, patch, post, remove } from '#web/api.ts'
import { formatDate } from '#web/format.ts'
import { t } from '#web/language.ts'
import type { PanelProps } from '#web/mounts.ts'
import { Panel, Skeleton } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import type { Page, Row } from '#web/record.ts'
import { fieldsSeen, useRegister } from '#web/register.ts'
import { useSession } from '#web/session.ts'
import { problemWords, toast, toastProblem } from '#web/toast.tsx'
import { FilePreview } from './FilePreview.tsx'
import { isPicture, opens, sizeInWords } from './shown.tsx'
import { type Upload, useUploads } from './upload.tsx'
import './files.css'

type Props = PanelProps & { column: 'person_id' | 'company_id' | 'deal_id' | 'contract_id' | 'order_id' }

/** Files of one record: dropped here or chosen, several at once. */
export function FilesPanel({ id, purpose, column }: Props) {
  const register = useRegister()
  const session = useSession()
  const seen = fieldsSeen(register, 'files', purpose).length > 0
  if (!seen) return null
  const mayAdd = session.writes.includes(purpose) && register.nouns.files?.fields.name?.purposes[purpose] === 'write'
  return <Files id={id} purpose={purpose} column={column} mayAdd={mayAdd} />
}

type FilesProps = Pick<Props, 'id' | 'purpose' | 'column'> & { mayAdd: boolean }

function Files({ id, purpose, column, mayAdd }: FilesProps) {
  const client = useQueryClient()
  const key = ['files', column, id, purpose]
  const files = useQuery({
    queryKey: key,
    queryFn: () =>
      get<Page>('/files', {
        purpose,
        filter: { field: column, op: 'is', value: id },
        sort: '-created_at',
        limit: 100,
      }),
  })
  const again = () => client.invalidateQueries({ queryKey: key })
  const { list, add } = useUploads({ purpose, [column]: id }, again)
  const [over, setOver] = useState(false)
  const [open, setOpen] = useState<Row | null>(null)
  const picker = useRef<HTMLInputElement>(null)
  const rows = files.data?.items ?? []
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    if (mayAdd) add(event.dataTransfer.files)
  }
  return (
    <Panel
      title={t('files')}
      purpose={purpose}
      actions={
        mayAdd && (
          <Button size="compact-sm" variant="subtle" onClick={() => picker.current?.click()}>
            {t('files.add')}
          </Button>
        )
      }
    >
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        aria-label={t('files.add')}
        onChange={(event) => {
          add(event.target.files ?? [])
          event.target.value = ''
        }}
      />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the button is the first */}
      <div
        className={over ? 'files-drop over' : 'files-drop'}
        onDragOver={(event) => {
          if (!mayAdd || !event.dataTransfer.types.includes('Files')) return
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <ProblemNote error={files.error} retry={() => void files.refetch()} />
        {files.isPending && <Skeleton lines={2} />}
        {files.isSuccess && rows.length === 0 && list.length === 0 && (
          <p className="quiet">{mayAdd ? t('files.empty') : t('files.none')}</p>
        )}
        <ul className="lines" aria-live="polite">
          {list.map((one) => (
            <Sending key={one.key} upload={one} />
          ))}
          {rows.map((row) => (
            <FileLine
              key={row.id}
              row={row}
              purpose={purpose}
              mayChange={mayAdd}
              again={again}
              show={() => setOpen(row)}
            />
          ))}
        </ul>
      </div>
      {open && <FilePreview file={open} purpose={purpose} close={() => setOpen(null)} />}
    </Panel>
  )
}

function Sending({ upload }: { upload: Upload }) {
  const { name, part, error, again, cancel } = upload
  return (
    <li>
      <span className="main">
        {name}
        {error ? (
          <span className="bad small"> {Object.values(problemWords(error)).slice(0, 2).filter(Boolean).join(' ')}</span>
        ) : (
          <progress value={part} max={1} aria-label={t('files.sending', { name })} />
        )}
      </span>
      {error && (
        <Button size="compact-sm" variant="subtle" onClick={again}>
          {t('retry')}
        </Button>
      )}
      <ActionIcon size="sm" variant="subtle" aria-label={t('files.cancel', { name })} onClick={cancel}>
        <IconX size={14} />
      </ActionIcon>
    </li>
  )
}

type LineProps = { row: Row; purpose: string; mayChange: boolean; again: () => Promise<unknown>; show: () => void }

function FileLine({ row, purpose, mayChange, again, show }: LineProps) {
  const [naming, setNaming] = useState(false)
  const wished = useRef(false)
  const query = { purpose }
  const forget = async () => {
    try {
      await remove(`/files/${row.id}`, { query, version: row.version })
      await again()
      toast(t('deleted', { name: row.name }), async () => {
        await post(`/files/${row.id}/restore`, {}, { query })
        await again()
      })
    } catch (error) {
      toastProblem(error)
    }
  }
  const save = async () => {
    try {
      await opens(row.id, purpose)
      location.assign(address(`/files/${row.id}/content`, { purpose, save: true }))
    } catch (error) {
      toastProblem(error)
    }
  }
  const rename = async (name: string) => {
    setNaming(false)
    if (!name.trim() || name === row.name) return
    try {
      await patch(`/files/${row.id}`, { name }, { query, version: row.version })
      await again()
    } catch (error) {
      toastProblem(error)
    }
  }
  const Icon = row.type === 'application/pdf' ? IconFileTypePdf : isPicture(row.type) ? IconPhoto : IconFile
  return (
    <li>
      <Icon size={17} aria-hidden className="quiet" />
      <span className="main">
        {naming ? (
          <input
            className="files-name"
            aria-label={t('files.rename')}
            defaultValue={row.name}
            // biome-ignore lint/a11y/noAutofocus: the field opens by the reader's own press
            autoFocus
            onBlur={(event) => void rename(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter') event.currentTarget.blur()
              if (event.key === 'Escape') setNaming(false)
            }}
          />
        ) : (
          <button type="button" className="files-open" onClick={show}>
            {row.name}
          </button>
        )}
        <span className="quiet small"> {[sizeInWords(row.bytes), formatDate(row.created_at)].join(' · ')}</span>
      </span>
      {/* The field opens when the menu is gone, which would take the focus back. */}
      <Menu
        position="bottom-end"
        onExitTransitionEnd={() => {
          setNaming(wished.current)
          wished.current = false
        }}
      >
        <Menu.Target>
          <ActionIcon size="sm" variant="subtle" aria-label={t('files.actions', { name: row.name })}>
            <IconDots size={15} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => void save()}>{t('files.save')}</Menu.Item>
          {mayChange && (
            <Menu.Item
              onClick={() => {
                wished.current = true
              }}
            >
              {t('files.rename')}
            </Menu.Item>
          )}
          {mayChange && (
            <Menu.Item className="danger" onClick={() => void forget()}>
              {t('delete')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
    </li>
  )
}
