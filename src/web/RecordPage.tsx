import { ActionIcon, Menu } from '@mantine/core'
import { IconChevronLeft, IconDots } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { Facts } from './Facts.tsx'
import { type Bindings, useKeys } from './keys.ts'
import { t } from './language.ts'
import { Page } from './Page.tsx'
import { Skeleton } from './Panel.tsx'
import { Panels, type Placed } from './Panels.tsx'
import { ProblemNote } from './ProblemNote.tsx'
import type { Row } from './record.ts'
import type { Opened } from './recordPage.ts'
import type { NamedField } from './register.ts'

type Props = {
  page: Opened
  /** What one of them is called, as long as it is unknown which. */
  one: string
  /** The list it stands in; at `/noun` unless told otherwise. */
  list: { label: string; path?: string }
  title: (row: Row) => string
  subtitle?: (row: Row) => ReactNode
  /** What is done most, as buttons. */
  actions?: ReactNode
  /** The rest, as items of a menu. */
  menu?: ReactNode
  mayForget?: boolean
  /** Between heading and panels. */
  above?: ReactNode
  /** Panels that stand across both columns. */
  across?: readonly (Placed | null | undefined | false)[]
  columns: readonly (readonly (Placed | null | undefined | false)[])[]
  wide?: boolean
  /** What opens above the page. */
  children?: ReactNode
}

const BACK: Bindings = Object.fromEntries([['Escape', () => history.back()]])

/** The frame of every record's page: where it stands, what it is, what can be done, and panels as each arranges them. */
export function RecordPage(props: Props) {
  const { page, list, actions, menu, mayForget } = props
  const { row, noun, purpose, error } = page
  const path = list.path ?? `/${noun}`
  useKeys(BACK)
  if (error)
    return (
      <Page title={props.one}>
        <ProblemNote error={error} retry={page.retry} />
      </Page>
    )
  const title = row ? props.title(row) : '…'
  return (
    <Page
      title={title}
      wide={props.wide}
      crumb={
        <Link href={`${path}?purpose=${purpose}`} className="crumb small">
          <IconChevronLeft size={13} aria-hidden />
          {list.label}
        </Link>
      }
      subtitle={row && props.subtitle?.(row)}
      actions={
        row && (actions || menu || mayForget) ? (
          <>
            {actions}
            {(menu || mayForget) && (
              <Menu position="bottom-end">
                <Menu.Target>
                  <ActionIcon variant="default" size={32} aria-label={t('actions')}>
                    <IconDots size={17} />
                  </ActionIcon>
                </Menu.Target>
                <Menu.Dropdown>
                  {menu}
                  {mayForget && (
                    <Menu.Item className="danger" onClick={() => void page.forget(title, path)}>
                      {t('delete')}
                    </Menu.Item>
                  )}
                </Menu.Dropdown>
              </Menu>
            )}
          </>
        ) : null
      }
    >
      {row && props.above}
      <Panels noun={noun} across={props.across} columns={props.columns} />
      {row && props.children}
    </Page>
  )
}

type FactsProps = {
  page: Opened
  fields: NamedField[]
  mayWrite?: boolean
  lines?: number
  person?: string
  show?: Parameters<typeof Facts>[0]['show']
}

/** Facts of the record of a page; their place is held until it has come. */
export function PageFacts({ page, fields, mayWrite = page.mayWrite, lines = 4, ...rest }: FactsProps) {
  if (!page.row) return <Skeleton lines={lines} />
  return <Facts noun={page.noun} row={page.row} purpose={page.purpose} fields={fields} mayWrite={mayWrite} {...rest} />
}
