import { useEffect, useRef } from 'react'

/** True while the user is typing or a dialog is open: single letters then belong to it. */
export function isTyping(event: KeyboardEvent): boolean {
  const target = event.target as HTMLElement | null
  if (!target) return false
  if (target.closest('[role="dialog"], [role="listbox"], [role="menu"]')) return true
  return /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) || target.isContentEditable
}

export type Bindings = Record<string, (event: KeyboardEvent) => void>

/**
 * Binds single keys ("c", "/", "ArrowDown"), sequences ("g p") and "mod+k" (Ctrl or ⌘) while the
 * component is on screen. Only "mod+…" works while typing.
 */
export function useKeys(bindings: Bindings, active = true) {
  const latest = useRef(bindings)
  latest.current = bindings
  useEffect(() => {
    if (!active) return
    let first = ''
    let timer: ReturnType<typeof setTimeout> | undefined
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return
      const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
      if (event.ctrlKey || event.metaKey) return run(`mod+${key}`, event)
      if (event.altKey || isTyping(event)) return
      const sequence = first ? `${first} ${key}` : ''
      first = ''
      clearTimeout(timer)
      if (sequence && run(sequence, event)) return
      if (run(key, event)) return
      if (Object.keys(latest.current).some((name) => name.startsWith(`${key} `))) {
        first = key
        timer = setTimeout(() => {
          first = ''
        }, 900)
      }
    }
    const run = (name: string, event: KeyboardEvent): boolean => {
      const found = latest.current[name]
      if (!found) return false
      event.preventDefault()
      found(event)
      return true
    }
    window.addEventListener('keydown', onKey)
    return () => {
      window.removeEventListener('keydown', onKey)
      clearTimeout(timer)
    }
  }, [active])
}

export const MOD = /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘' : 'Ctrl'
