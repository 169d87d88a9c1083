import { useEffect, useRef } from 'react'

/** True while the user is typing or a dialog is open: single letters then belong to it. */
export function isTyping(event: KeyboardEvent): boolean {
  const target = event.target as HTMLElement | null
  if (!target) return false
  if (target.closest('[role="dialog"], [role="listbox"], [role="menu"]')) return true
  return /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) || target.isContentEditable
}

export type Bindings = Record<string, (event: KeyboardEvent) => void>

type Layer = { current: Bindings }

/** What is on screen, the latest on top: a key belongs to the topmost that binds it. */
const layers: Layer[] = []
let first = ''
let timer: ReturnType<typeof setTimeout> | undefined

/**
 * Binds single keys ("c", "/", "ArrowDown"), sequences ("g p") and "mod+k" (Ctrl or ⌘) while the
 * component is on screen. Only "mod+…" works while typing. The frame's own lie at the bottom.
 */
export function useKeys(bindings: Bindings, place: 'top' | 'bottom' = 'top') {
  const layer = useRef(bindings)
  layer.current = bindings
  useEffect(() => {
    if (place === 'top') layers.push(layer)
    else layers.unshift(layer)
    return () => void layers.splice(layers.indexOf(layer), 1)
  }, [place])
}

window.addEventListener('keydown', (event) => {
  if (event.defaultPrevented || event.isComposing) return
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
  if (event.ctrlKey || event.metaKey) return void run(`mod+${key}`, event)
  if (event.altKey || isTyping(event)) return
  const sequence = first ? `${first} ${key}` : ''
  first = ''
  clearTimeout(timer)
  if ((sequence && run(sequence, event)) || run(key, event)) return
  if (layers.some(({ current }) => Object.keys(current).some((name) => name.startsWith(`${key} `)))) {
    first = key
    timer = setTimeout(() => {
      first = ''
    }, 900)
  }
})

function run(name: string, event: KeyboardEvent): boolean {
  const found = layers.findLast(({ current }) => current[name])?.current[name]
  if (!found) return false
  event.preventDefault()
  found(event)
  return true
}

export const MOD = /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘' : 'Ctrl'
