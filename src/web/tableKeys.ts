import { useKeys } from './keys.ts'

type Doors = { move: (by: number) => void; open: () => void; toggle: () => void; clear: () => void }

/** j/k and the arrows move, Enter opens, x selects, Escape lets go. */
export function useTableKeys({ move, open, toggle, clear }: Doors) {
  // Enter on a focused link or button is that control's own.
  const onOwnControl = () => document.activeElement?.matches('a, button, summary') ?? false
  const bindings: [string, () => void][] = [
    ['j', () => move(1)],
    ['k', () => move(-1)],
    ['ArrowDown', () => move(1)],
    ['ArrowUp', () => move(-1)],
    ['PageDown', () => move(15)],
    ['PageUp', () => move(-15)],
    ['Home', () => move(-1_000_000)],
    ['End', () => move(1_000_000)],
    ['Enter', () => (onOwnControl() ? (document.activeElement as HTMLElement).click() : open())],
    ['x', toggle],
    ['Escape', clear],
  ]
  useKeys(Object.fromEntries(bindings))
}
