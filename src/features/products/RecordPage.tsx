import { Button } from '@mantine/core'
import { IconChevronLeft } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Link, useLocation, useParams } from 'wouter'
import { Facts } from '#web/Facts.tsx'
import { type Bindings, useKeys } from '#web/keys.ts'
import { t } from '#web/language.ts'
import { useOpened } from '#web/opened.ts'
import { Page } from '#web/Page.tsx'
import { Panel, Skeleton } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { deleteRecord, type Row, restoreRecord } from '#web/record.ts'
import { fieldsSeen, useRegister } from '#web/register.ts'
import { useSession } from '#web/session.ts'
import { toast, toastProblem } from '#web/toast.tsx'

const BACK: Bindings = Object.fromEntries([['Escape', () => history.back()]])

type Props = {
  noun: 'products' | 'price_lists'
  list: { path: string; label: string }
  fields: readonly string[]
  about: string
  children: (row: Row, purpose: string, mayArrange: boolean) => ReactNode
}

/** The page of a product or a price list: its facts, and its prices below. */
export function RecordPage({ noun, list, fields, about, children }: Props) {
  const { id = '' } = useParams()
  const register = useRegister()
  const session = useSession()
  const client = useQueryClient()
  const [, go] = useLocation()
  const { row, error, purpose, mayWrite, retry } = useOpened(noun, id, '')
  useKeys(BACK)
  const mayArrange = mayWrite && session.may.includes('arrange')
  if (error)
    return (
      <Page title={about}>
        <ProblemNote error={error} retry={retry} />
      </Page>
    )
  const seen = fieldsSeen(register, noun, purpose)
  const forget = async (gone: Row) => {
    try {
      await deleteRecord(client, noun, gone, purpose)
      go(`${list.path}?purpose=${purpose}`)
      toast(t('deleted', { name: gone.name }), () => restoreRecord(client, noun, gone.id, purpose))
    } catch (problem) {
      toastProblem(problem)
    }
  }
  return (
    <Page
      title={row?.name ?? '…'}
      crumb={
        <Link href={`${list.path}?purpose=${purpose}`} className="crumb small">
          <IconChevronLeft size={13} aria-hidden />
          {list.label}
        </Link>
      }
      actions={
        row &&
        mayArrange &&
        noun === 'products' && (
          <Button variant="default" onClick={() => void forget(row)}>
            {t('delete')}
          </Button>
        )
      }
    >
      <div className="panels">
        <Panel title={about} purpose={purpose}>
          {row ? (
            <Facts
              noun={noun}
              row={row}
              purpose={purpose}
              fields={fields.flatMap((one) => seen.filter((field) => field.id === one))}
              mayWrite={mayArrange}
            />
          ) : (
            <Skeleton lines={5} />
          )}
        </Panel>
        {row && children(row, purpose, mayArrange)}
      </div>
    </Page>
  )
}
