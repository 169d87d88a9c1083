import { get } from '#web/api.ts'
import { language, t } from '#web/language.ts'

export const isPicture = (type: string): boolean => /^image\/(png|jpeg|gif|webp|avif)$/.test(type)
export const isShown = (type: string): boolean => isPicture(type) || type === 'application/pdf' || type === 'text/plain'

/** 1 536 → "1,5 kt" */
export function sizeInWords(bytes: number): string {
  const step = bytes < 1000 ? 0 : bytes < 1_000_000 ? 1 : 2
  const number = new Intl.NumberFormat(language(), { maximumFractionDigits: step && bytes / 1000 ** step < 10 ? 1 : 0 })
  return `${number.format(bytes / 1000 ** step)} ${t((['files.b', 'files.kb', 'files.mb'] as const)[step]!)}`
}

/** Whether it can be opened now: the refusal is told as such, and not as a picture that does not come. */
export const opens = (id: string, purpose: string): Promise<unknown> => get(`/files/${id}/opens`, { purpose })
