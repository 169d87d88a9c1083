import { useKeys } from './keys.ts'

type Doors = {
  move: (by: number) => void
  /** Between the cells of a row; -1 before the first is the row as a whole. */
  aside: (by: number) => void
  open: () => void
  preview: () => void
  toggle: (range: boolean) => void
  clear: () => void
}

/**
 * j/k and the arrows move, Enter opens a row or edits its cell, Space looks at it beside the list, x selects and with
 * Shift all from the last one, Escape lets go.
 */
export function useTableKeys({ move, aside, open, preview, toggle, clear }: Doors) {
  // Enter on a focused link or button is that control's own.
  const onOwnControl = () => document.activeElement?.matches('a, button, summary') ?? false
  const own = (run: () => void) => () => (onOwnControl() ? (document.activeElement as HTMLElement).click() : run())
  const bindings: [string, (event: KeyboardEvent) => void][] = [
    ['j', () => move(1)],
    ['k', () => move(-1)],
    ['ArrowDown', () => move(1)],
    ['ArrowUp', () => move(-1)],
    ['ArrowRight', () => aside(1)],
    ['ArrowLeft', () => aside(-1)],
    ['PageDown', () => move(15)],
    ['PageUp', () => move(-15)],
    ['Home', () => move(-1_000_000)],
    ['End', () => move(1_000_000)],
    ['Enter', own(open)],
    [' ', own(preview)],
    ['x', (event) => toggle(event.shiftKey)],
    ['Escape', clear],
  ]
  useKeys(Object.fromEntries(bindings))
}
