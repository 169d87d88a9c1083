import { useQuery } from '@tanstack/react-query'
import { get } from '#web/api.ts'

export type Fill = { name: string; label: string; value: string | null }
export type Template = {
  id: string
  version: number
  name: string
  kind: 'letter' | 'snippet'
  language: string | null
  subject: string | null
  body: string
  shared: boolean
  own: boolean
}

export function useTemplates(kind: 'letter' | 'snippet' | undefined, purpose: string): Template[] {
  const { data } = useQuery({
    queryKey: ['templates', purpose, kind ?? 'all'],
    queryFn: () => get<{ items: Template[] }>('/templates', { purpose, kind }),
  })
  return data?.items ?? []
}

/** What this purpose knows of whoever it is written to; undefined until it has been asked. */
export function useFills(about: Record<string, string>, purpose: string): Fill[] | undefined {
  const { data } = useQuery({
    queryKey: ['letter', 'fields', about, purpose],
    queryFn: () => get<{ items: Fill[] }>('/letters/fields', { ...about, purpose }),
  })
  return data?.items
}

/** Fields that are known are put in their place; the others stay to be seen. */
export const filledIn = (text: string, fills: readonly Fill[]): string =>
  text.replace(
    /\{\{([^{}]*)\}\}/g,
    (whole, asked: string) => fills.find((one) => one.name === asked.trim())?.value ?? whole,
  )
