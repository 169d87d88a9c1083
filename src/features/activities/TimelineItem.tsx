import { ActionIcon, Checkbox } from '@mantine/core'
import {
  IconArrowRight,
  IconCalendarEvent,
  IconFileInvoice,
  IconMail,
  IconNote,
  IconPencil,
  IconPhone,
  IconPin,
  IconPinnedFilled,
  IconScale,
  IconSend,
  IconSquareCheck,
  IconTrash,
  IconWritingSign,
} from '@tabler/icons-react'
import { useState } from 'react'
import { Link } from 'wouter'
import { patch } from '#web/api.ts'
import { type Colleague, useColleagues } from '#web/colleagues.ts'
import { formatAgo, formatTime, formatValue } from '#web/format.ts'
import { t } from '#web/language.ts'
import { PurposeChip } from '#web/PurposeChip.tsx'
import { inWords, isWritable, optionLabel, type Register, useRegister } from '#web/register.ts'
import { toastProblem } from '#web/toast.tsx'
import { type Item, isWritten, type Kind, useDone, useDrop, useReload, WRITTEN } from './activity.tsx'
import { nameOf } from './colleagues.tsx'
import { EditText } from './EditText.tsx'
import { Written } from './Written.tsx'

const ICONS: Record<Kind, typeof IconNote> = {
  note: IconNote,
  task: IconSquareCheck,
  call: IconPhone,
  meeting: IconCalendarEvent,
  letter: IconMail,
  quote: IconFileInvoice,
  requote: IconFileInvoice,
  sending: IconSend,
  change: IconWritingSign,
  stage: IconArrowRight,
  ground: IconScale,
}

type Props = { item: Item; noun: string; purpose: string; mayWrite: boolean }

/** One thing that happened: who, when, for which purpose, and what can be done with it. */
export function TimelineItem({ item, noun, purpose, mayWrite }: Props) {
  const register = useRegister()
  const { colleagues } = useColleagues()
  const reload = useReload()
  const drop = useDrop(purpose)
  const done = useDone(() => purpose)
  const [editing, setEditing] = useState(false)
  const { kind, row, at, by } = item
  const Icon = ICONS[kind]
  const mine =
    isWritten(kind) && mayWrite && isWritable(register.nouns[WRITTEN[kind]]?.fields.body, purpose) ? kind : null
  const what = t(`kind.${kind}`)
  const pin = async () => {
    try {
      await patch(`/notes/${row.id}`, { pinned: !row.pinned }, { query: { purpose }, version: row.version })
      await reload()
    } catch (problem) {
      toastProblem(problem)
    }
  }
  return (
    <li className={`event event-${kind}`}>
      {kind === 'task' && mine ? (
        <Checkbox
          className="event-icon"
          size="xs"
          checked={Boolean(row.done_at)}
          aria-label={t('task.done', { what: row.title })}
          onChange={() => void done(row)}
        />
      ) : (
        <Icon className="event-icon quiet" size={16} aria-hidden />
      )}
      <div className="event-body">
        <p className="event-head small quiet">
          <span className="visually-hidden">{what}: </span>
          <strong>{nameOf(colleagues, by)}</strong>
          <time dateTime={at} title={formatTime(at)}>
            {formatAgo(at)}
          </time>
          <Where row={row} noun={noun} purpose={purpose} />
          {isWritten(kind) && row.purpose && <PurposeChip purpose={row.purpose} />}
          {row.pinned && <IconPinnedFilled size={13} aria-label={t('timeline.pinned')} />}
        </p>
        {editing && mine ? (
          <EditText kind={mine} row={row} purpose={purpose} close={() => setEditing(false)} />
        ) : (
          <Said item={item} register={register} colleagues={colleagues} purpose={purpose} />
        )}
      </div>
      {mine && !editing && (
        <span className="event-do">
          {kind === 'note' && (
            <ActionIcon
              size="sm"
              aria-pressed={row.pinned}
              aria-label={t(row.pinned ? 'unpin' : 'pin')}
              onClick={() => void pin()}
            >
              <IconPin size={14} />
            </ActionIcon>
          )}
          <ActionIcon size="sm" aria-label={t('edit.what', { what })} onClick={() => setEditing(true)}>
            <IconPencil size={14} />
          </ActionIcon>
          <ActionIcon size="sm" aria-label={t('remove.what', { what })} onClick={() => void drop(mine, row)}>
            <IconTrash size={14} />
          </ActionIcon>
        </span>
      )}
    </li>
  )
}

const PLACES = [
  { noun: 'people', id: 'person_id', name: 'person', path: '/people' },
  { noun: 'deals', id: 'deal_id', name: 'deal', path: '/deals' },
  { noun: 'contracts', id: 'contract_id', name: 'contract', path: '/contracts' },
  { noun: 'companies', id: 'company_id', name: 'company', path: '/companies' },
]

/** The nearest other record it stands on, where this purpose sees its name. */
function Where({ row, noun, purpose }: { row: Item['row']; noun: string; purpose: string }) {
  const found = PLACES.find((one) => one.noun !== noun && row[one.id] && row[one.name])
  if (!found || (noun !== 'companies' && found.noun === 'companies')) return null
  return <Link href={`${found.path}/${row[found.id]}?purpose=${purpose}`}>{row[found.name]}</Link>
}

type SaidProps = { item: Item; register: Register; colleagues: readonly Colleague[]; purpose: string }

function Said({ item: { kind, row }, register, colleagues, purpose }: SaidProps) {
  const option = (noun: string, field: string) =>
    row[field] ? optionLabel(register.nouns[noun]?.fields[field], String(row[field])) : ''
  switch (kind) {
    case 'note':
      return <Written text={row.body} />
    case 'task':
      return (
        <>
          <p className={row.done_at ? 'done' : ''}>{row.title}</p>
          <p className="small quiet">
            {[
              row.due_at && t('task.by', { when: formatTime(row.due_at) }),
              row.owner_id && nameOf(colleagues, row.owner_id),
              row.done_at && t('task.done.at', { when: formatTime(row.done_at) }),
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
          {row.body && <Written text={row.body} />}
        </>
      )
    case 'call':
      return (
        <>
          <p>
            {[
              option('calls', 'direction'),
              option('calls', 'outcome'),
              row.minutes && t('call.lasted', { n: row.minutes }),
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
          {row.body && <Written text={row.body} />}
        </>
      )
    case 'meeting':
      return (
        <>
          <p className={row.cancelled_at ? 'done' : ''}>
            {row.title} · {formatTime(row.starts_at)}
            {row.place ? ` · ${row.place}` : ''}
          </p>
          {row.outcome && <Written text={row.outcome} />}
        </>
      )
    case 'letter':
      return (
        <details>
          <summary>{[row.subject, option('letters', 'state')].join(' · ')}</summary>
          <p className="letter-text">{row.body}</p>
        </details>
      )
    case 'quote':
    case 'requote':
      return (
        <p>
          {t(`kind.${kind}`)} <Link href={`/quotes/${row.id}?purpose=${purpose}`}>{row.number}</Link> {row.name} ·{' '}
          {option('quotes', 'state')}
        </p>
      )
    case 'sending':
      return (
        <p>{[row.message, option('sendings', 'channel'), option('sendings', 'state')].filter(Boolean).join(' · ')}</p>
      )
    case 'ground':
      return (
        <p>
          {t('kind.ground')}: {optionLabel(register.nouns.grounds?.fields.kind, row.kind)} ·{' '}
          {t(row.effect === 'allow' ? 'ground.opens' : row.effect === 'end' ? 'ground.ends' : 'ground.closes')}
        </p>
      )
    default:
      return <Changed row={row} register={register} colleagues={colleagues} />
  }
}

function Changed({ row, register, colleagues }: Omit<SaidProps, 'item' | 'purpose'> & { row: Item['row'] }) {
  const [noun = '', name = ''] = String(row.of).split('.')
  const field = register.nouns[noun]?.fields[name]
  const words = (value: string | null) => {
    if (value === null || value === '') return '–'
    if (name === 'owner_id') return nameOf(colleagues, value)
    return field?.refers ? value : formatValue(field, field?.type === 'boolean' ? value === 'true' : value)
  }
  const part = register.nouns[noun]?.partOf ? inWords(register.nouns[noun]?.label) : ''
  const label = [part, field ? inWords(field.label) : row.of].filter(Boolean).join(' · ')
  return (
    <p>
      {label}: <span className="quiet">{words(row.was)}</span> → {words(row.became)}
    </p>
  )
}
