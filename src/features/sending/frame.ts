import { type Html, html, linked } from '#kernel/html.ts'
import type { Allowed, Composed } from './decision.ts'
import { frames } from './words.ts'

/** One part below the text: lines, with a heading where it must stand apart, and at most one link. */
type Part = { title?: string; lines: string[]; link?: { label?: string; url: string } }

/**
 * A message with all that it must carry, in the reader's language: who sends it, where the notice is, and for
 * marketing how to leave, where the address came from, and the first time Arts. 14 and 21(4). `body` is plain text,
 * paragraphs parted by an empty line.
 */
export function frame(decision: Allowed, { subject, body }: { subject: string; body: string }): Composed {
  const parts = partsOf(decision)
  return {
    subject,
    text: [body.trim(), ...parts.map(partText)].join('\n\n'),
    html: page(decision.language, subject, body, parts),
    kinds: ['body', 'footer'],
  }
}

function partsOf(decision: Allowed): Part[] {
  const words = frames[decision.language]
  const { sender, links, requires, ground } = decision
  const { street, postcode, town } = sender.address
  const from = `${words.sender}: ${sender.name} (${sender.businessId}), ${street}, ${postcode} ${town[decision.language]}, ${sender.mailbox}`
  const notice = { label: words.notice, url: links.notice }
  if (decision.content !== 'marketing') return [{ lines: [from], link: notice }]
  const source = words.source(decision.source ?? { kind: 'elsewhere' })
  const first: Part[] = requires.includes('notice')
    ? [
        {
          title: words.informing.title,
          lines: [source, words.informing.body(ground)],
          link: { url: links.notice },
        },
        { title: words.objection.title, lines: [words.objection.body], link: { url: links.leave } },
      ]
    : []
  return [
    ...first,
    { lines: [`${words.advertisement}. ${from}`, source], link: notice },
    { lines: [], link: { label: words.leave, url: links.leave } },
  ]
}

const partText = ({ title, lines, link }: Part): string =>
  [title?.toUpperCase(), ...lines, link && (link.label ? `${link.label}: ${link.url}` : link.url)]
    .filter(Boolean)
    .join('\n')

function page(language: string, subject: string, body: string, parts: Part[]): string {
  const paragraphs = body
    .trim()
    .split(/\n\s*\n/)
    .map(
      (one) => html`<p>${one.split('\n').map((line, at) => html`${at > 0 && html`<br>`}${linked(line)}`)}</p>
`,
    )
  const main: Html = html`<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><title>${subject}</title></head>
<body style="font: 16px/1.5 sans-serif; color: #1c1c1c; background: #fff; max-width: 38em; margin: 0 auto; padding: 1em">
${paragraphs}<hr style="border: 0; border-top: 1px solid #ccc">
${parts.map(partHtml)}</body>
</html>
`
  return main.text
}

const partHtml = ({ title, lines, link }: Part): Html => html`<div style="font-size: 14px; margin: 1em 0">
${title && html`<h2 style="font-size: 15px; margin: 0">${title}</h2>`}
${lines.map((line) => html`<p style="margin: 0">${line}</p>`)}
${link && html`<p style="margin: 0"><a href="${link.url}">${link.label ?? link.url}</a></p>`}
</div>
`
