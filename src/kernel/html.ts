/** A piece of HTML that is safe as it stands. Only `html` makes one, so whatever else is shown gets escaped. */
export class Html {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
  toString(): string {
    return this.text
  }
}

type Shown = Html | string | number | null | undefined | false | readonly Shown[]

/** The tag of every page we render: values are escaped, `Html` is kept, nothing and false leave no trace. */
export function html(strings: TemplateStringsArray, ...values: readonly Shown[]): Html {
  return new Html(strings.reduce((text, part, at) => text + show(values[at - 1]) + part))
}

/** Text with the e-mail and web addresses in it made into links. */
export function linked(text: string): Html {
  const parts = text.split(/(https:\/\/[\w./-]*[\w/]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+)/)
  return html`${parts.map((part, at) => {
    if (at % 2 === 0) return part
    return html`<a href="${part.startsWith('https://') ? part : `mailto:${part}`}">${part}</a>`
  })}`
}

function show(value: Shown): string {
  if (value === null || value === undefined || value === false) return ''
  if (value instanceof Html) return value.text
  if (Array.isArray(value)) return value.map(show).join('')
  return escapeHtml(String(value))
}

// Quotes too: values also stand in attributes, which our templates always quote.
function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
