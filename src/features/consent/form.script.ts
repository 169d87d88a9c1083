import { readFileSync } from 'node:fs'

// Runs in the visitor's browser when it runs scripts at all. What the widget could gather about how somebody moves
// and types stays off; it draws nothing, and an answer sent before the work is done is taken all the same.
const loader = `import './altcha.js'
const place = document.getElementById('work')
if (place && window.isSecureContext) {
  globalThis.$altcha.defaults.set({ humanInteractionSignature: false, hideFooter: true, hideLogo: true, setCookie: null })
  globalThis.$altcha.algorithms.set('PBKDF2/SHA-256', () => new Worker('/forms/pbkdf2.js'))
  // The widget's box is out of sight: while it works, a check nobody sees must hold nobody up.
  place.closest('form').noValidate = true
  const widget = document.createElement('altcha-widget')
  widget.setAttribute('challenge', place.dataset.challenge)
  widget.setAttribute('auto', 'onfocus')
  widget.setAttribute('display', 'invisible')
  widget.setAttribute('workers', '2')
  place.append(widget)
}
`

/** What the form's page may load, from ourselves: name and text. */
export const scripts: Readonly<Record<string, string>> = {
  'work.js': loader,
  'altcha.js': fileOf('altcha/external', 'altcha.min.js'),
  'pbkdf2.js': fileOf('altcha/workers/pbkdf2', 'pbkdf2.js'),
}

function fileOf(entry: string, name: string): string {
  const folder = new URL('.', import.meta.resolve(entry))
  return readFileSync(new URL(name, folder), 'utf8')
}
