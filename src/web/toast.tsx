import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { Problem } from './api.ts'
import { t, tMaybe } from './language.ts'

/** Says that something was done, with the way back: undo rather than confirm. */
export function toast(says: string, undo?: () => unknown) {
  const id = crypto.randomUUID()
  notifications.show({
    id,
    autoClose: undo ? 9000 : 4000,
    withBorder: true,
    closeButtonProps: { 'aria-label': t('close') },
    message: (
      <span className="toast">
        <span>{says}</span>
        {undo && (
          <Button
            size="compact-sm"
            variant="light"
            onClick={() => {
              notifications.hide(id)
              Promise.resolve(undo()).catch(toastProblem)
            }}
          >
            {t('undo')}
          </Button>
        )}
      </span>
    ),
  })
}

export function toastProblem(error: unknown) {
  const { says, next } = problemWords(error)
  notifications.show({
    autoClose: 12_000,
    withBorder: true,
    closeButtonProps: { 'aria-label': t('close') },
    className: 'toast-bad',
    title: says,
    message: next ?? '',
  })
}

export function problemWords(error: unknown): { says: string; next: string | undefined; code: string } {
  if (error instanceof Problem) {
    // What it is about, where the refusal names it: the contract that needs it, the line with too much.
    const { what } = (error.body.data ?? {}) as { what?: string }
    const says = error.code === 'OFFLINE' ? t('problem.offline') : [error.message, what].filter(Boolean).join(' ')
    const next = error.code === 'OFFLINE' ? t('problem.offline.next') : error.next
    return {
      says: says === error.code ? tMaybe(`problem.${error.code}`, t('problem.unknown')) : says,
      next,
      code: error.code,
    }
  }
  return { says: t('problem.unknown'), next: undefined, code: 'UNKNOWN' }
}
