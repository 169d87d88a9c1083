import { useState } from 'react'
import { useSession } from '#web/session.ts'

/**
 * A text that is kept on this device until it is saved, each user's and record's own. Signing out empties them all:
 * what is written about people does not stay behind.
 */
export function useDraft(place: string): [string, (text: string) => void] {
  const { user } = useSession()
  const key = `seloste.draft.${user.id}.${place}`
  const [text, setText] = useState(() => read(key))
  const set = (next: string) => {
    setText(next)
    try {
      if (next) localStorage.setItem(key, next)
      else localStorage.removeItem(key)
    } catch {
      // Storage may be full or closed; the text then lasts as long as the page.
    }
  }
  return [text, set]
}

function read(key: string): string {
  try {
    return localStorage.getItem(key) ?? ''
  } catch {
    return ''
  }
}
