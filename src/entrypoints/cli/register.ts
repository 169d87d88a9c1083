import type { Given } from './arguments.ts'
import { readable, table } from './print.ts'

type Plan = {
  changes: { name: string; before: string | null; after: string | null }[]
  column: string | null
  people: number | null
  notice: { language: string; gone: string[]; added: string[] }[]
}

export function planText(plan: Plan): string {
  const objects = plan.changes.map(
    ({ name, before, after }) => `  ${before === null ? '+' : after === null ? '-' : '~'} ${name}`,
  )
  const sentences = plan.notice.flatMap(({ language, gone, added }) =>
    gone.length + added.length === 0
      ? []
      : [`  ${language}`, ...gone.map((line) => `    - ${line}`), ...added.map((line) => `    + ${line}`)],
  )
  return [
    'Nothing has been changed. The change would',
    plan.column ? `\nmake the column ${plan.column}` : '',
    `\nmake anew ${objects.length} objects of the database${objects.length ? ':' : ''}`,
    ...objects,
    plan.people === null ? '' : `\ntouch ${plan.people} people`,
    sentences.length ? '\nchange these sentences of the notice:' : '\nchange no sentence of the notice',
    ...sentences,
  ]
    .filter(Boolean)
    .join('\n')
}

export function appliedText(done: {
  changed: string[]
  notice: { version: number; languages?: string[] } | null
  announce?: boolean
}): string {
  const notice = done.notice
    ? `The notice is now version ${done.notice.version}.`
    : 'The notice says the same as before.'
  return [
    `Done. ${done.changed.length} objects of the database were made anew.`,
    ...done.changed.map((name) => `  ${name}`),
    notice,
    ...(done.announce ? [`People must be told of it: npm run seloste -- notice announce ${done.notice!.version}`] : []),
  ].join('\n')
}

type Explained = Record<string, unknown> & {
  purposes: Record<string, unknown>[]
  retention: Record<string, unknown> | null
  notice: string[]
}

export function explainedText(explained: Explained, _given: Given): string {
  const { purposes, retention, notice, ...rest } = explained
  return [
    readable(rest, ''),
    `\npurposes:\n${table(purposes, ['purpose', 'use', 'bases', 'role', 'levels'])}`,
    retention ? `\nkept:\n${readable(retention, '')}` : '',
    notice.length ? `\nthe notice says:\n${notice.map((line) => `  ${line.trim()}`).join('\n')}` : '',
  ]
    .filter(Boolean)
    .join('\n')
}
