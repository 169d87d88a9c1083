import { createHash } from 'node:crypto'
import { Html, html } from '#kernel/html.ts'
import type { Language } from '#kernel/vocabulary.ts'
import { formCss } from './form.css.ts'
import { css } from './frame.css.ts'

export type Page = {
  readonly language: Language
  readonly title: string
  /** The company's name, above everything. */
  readonly owner: string
  readonly skip: string
  /** The same page in the other languages. */
  readonly languages: {
    readonly label: string
    readonly links: readonly { language: Language; name: string; href: string }[]
  }
  readonly head?: Html
  /** A page that asks something: goes out with FORM_HEADERS. */
  readonly form?: true
  readonly body: Html
}

/** The shell of every public page: complete without scripts, cookies or anything fetched from elsewhere. */
export function framed(page: Page): string {
  const doctype = new Html('<!doctype html>\n')
  return html`${doctype}<html lang="${page.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${page.title} · ${page.owner}</title>
<link rel="icon" href="data:,">
${page.languages.links.map((link) => html`<link rel="alternate" hreflang="${link.language}" href="${link.href}">\n`)}${page.head}
${page.form ? formStyle : style}
</head>
<body>
<a class="skip" href="#content">${page.skip}</a>
<header class="top">
<span class="owner">${page.owner}</span>
${
  page.languages.links.length > 0 &&
  html`<nav aria-label="${page.languages.label}">${page.languages.links.map(
    (link) =>
      html`<a href="${link.href}" hreflang="${link.language}" lang="${link.language}"${link.language === page.language && html` aria-current="page"`}>${link.name}</a>`,
  )}</nav>`
}
</header>
<main id="content" tabindex="-1">
${page.body}
</main>
</body>
</html>
`.text
}

const style = new Html(`<style>${css}</style>`)
const formStyle = new Html(`<style>${css}${formCss}</style>`)

/** No script can run and nothing is loaded: the one style sheet is named by its hash. */
export const FRAME_HEADERS: Readonly<Record<string, string>> = headers(css, "'none'")

/** The same for a page to be found and kept that has a small form at its end. */
export const ASKING_HEADERS: Readonly<Record<string, string>> = headers(css, "'self'")

/** The same for a page with a form: it posts to us and to nobody else, and is neither kept nor found by a search. */
export const FORM_HEADERS: Readonly<Record<string, string>> = {
  ...headers(css + formCss, "'self'"),
  'cache-control': 'no-store',
  'x-robots-tag': 'noindex, nofollow',
}

function headers(sheet: string, formAction: string): Record<string, string> {
  const hash = createHash('sha256').update(sheet).digest('base64')
  return {
    'content-security-policy': `default-src 'none'; style-src 'sha256-${hash}'; img-src data:; base-uri 'none'; form-action ${formAction}; frame-ancestors 'none'`,
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'permissions-policy': 'interest-cohort=(), browsing-topics=()',
  }
}
