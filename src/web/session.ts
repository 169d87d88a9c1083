import { createContext, useContext } from 'react'
import { get } from './api.ts'

export type Session = {
  user: { id: string; name: string; email: string; language: string }
  levels: { id: string; label: string | Record<string, string> }[]
  writes: string[]
  reads: string[]
  may: string[]
  /** How many records may be changed in one go. */
  at_once: number
  scope: 'own' | 'team' | 'all'
}

export const sessionQuery = {
  queryKey: ['session'],
  queryFn: () => get<Session>('/session'),
  staleTime: 5 * 60_000,
  retry: false,
  // Not signed in is an answer, not a failure to be tried again.
  retryOnMount: false,
}

/** Held out by the gate of App, as the register is. */
export const SessionContext = createContext<Session | undefined>(undefined)

export function useSession(): Session {
  const session = useContext(SessionContext)
  if (!session) throw new Error('Nobody has signed in.')
  return session
}

export const purposesHeld = (session: Session): string[] => [...new Set([...session.writes, ...session.reads])]
