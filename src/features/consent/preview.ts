import { randomBytes } from 'node:crypto'

// Pages as the builder shows them: nothing but words that somebody is writing, for as long as they write.
const pages = new Map<string, string>()
const MOST = 50

/** Keeps a page under an address nobody guesses; the oldest makes room. */
export function keepPreview(page: string): string {
  const key = randomBytes(16).toString('hex')
  pages.set(key, page)
  for (const oldest of pages.keys()) {
    if (pages.size <= MOST) break
    pages.delete(oldest)
  }
  return `/form-preview/${key}`
}

export const previewOf = (key: string): string | undefined => pages.get(key)
