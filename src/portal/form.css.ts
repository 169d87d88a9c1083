/** What the public forms have besides the frame: fields, choices and buttons, each as heavy as its opposite. */
export const formCss = `
main { max-width: 60rem }
form { margin: 0 }
fieldset { margin: 0; padding: 0; border: 0; min-width: 0 }
legend { padding: 0 }
.deeds { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 18rem), 1fr)); gap: 1rem; max-width: 44rem; margin: 2rem 0 0 }
.deed { display: flex; flex-direction: column; gap: .75rem; padding: 1.2rem 1.25rem 1.3rem; border: 1px solid var(--line); border-radius: 8px; background: var(--raised) }
.deed p { margin: 0; max-width: none; color: var(--quiet); font-size: .9375rem; line-height: 1.5 }
.deed .act { width: 100% }
.aside { max-width: 44rem; margin-top: 3rem; padding-top: 1.5rem; border-top: 1px solid var(--line) }
.aside h2 { font-size: 1.125rem }
.aside form { margin-top: 1rem }
textarea { min-height: 6rem; resize: vertical }
blockquote { max-width: 44rem; margin: .4rem 0 0; padding: .2rem 0 .2rem 1rem; border-left: 3px solid var(--line); white-space: pre-line }
section h3 { margin: 1.4rem 0 0; font-size: 1rem }
.plain-note { max-width: 44rem; margin: 1rem 0 0; color: var(--quiet); font-size: .9375rem; line-height: 1.5 }
.answer { display: grid; gap: 1.25rem; max-width: 44rem; margin-top: 1.5rem }
.answer label { font-weight: 600 }
.answer .hint { margin: .15rem 0 0; color: var(--quiet); font-size: .9375rem }
.answer .ends { margin-top: 0 }
.answer .ends .act { flex: 1 1 12rem }
.done { max-width: 44rem; margin: 1.5rem 0 0; padding: .9rem 1.1rem 1rem; border-left: 3px solid var(--accent); background: var(--wash) }
.done h2 { margin: 0; font-size: 1.0625rem; line-height: 1.4 }
.done p { margin: .3rem 0 0 }
.done ul { margin: .4rem 0 0; padding-left: 1.15rem }
.said { margin-top: 1rem; font-size: 1.0625rem }
.choices td { padding-right: .75rem; vertical-align: middle }
.choices tbody th { width: 36%; vertical-align: middle; padding-right: 1.5rem }
.choices tbody th span { color: var(--quiet); line-height: 1.4 }
.choices thead th:first-letter, .choices td::before { text-transform: capitalize }
.pair { display: inline-grid; grid-auto-flow: column; border: 1px solid var(--quiet); border-radius: 6px; overflow: hidden; background: var(--raised) }
.pair label { position: relative; display: flex; align-items: center; justify-content: center; min-width: 3.1rem; min-height: 2.5rem; padding: .3rem .7rem; cursor: pointer; line-height: 1.2 }
.pair label + label { border-left: 1px solid var(--line) }
.pair input { position: absolute; inset: 0; margin: 0; opacity: 0; cursor: pointer }
.pair label:hover { background: var(--wash) }
.pair label:has(:checked) { background: var(--accent); color: var(--paper); font-weight: 600 }
.pair:has(:focus-visible) { outline: 2px solid var(--accent); outline-offset: 3px }
.pair label:has(:focus-visible) { text-decoration: underline; text-underline-offset: .25em; text-decoration-thickness: 2px }
.pair label:has(:disabled) { cursor: default; color: var(--quiet); background: var(--paper) }
.ways-of { display: grid; gap: .15rem; margin-top: .8rem }
.ways-of label { display: flex; gap: .65rem; align-items: center; min-height: 2.5rem; cursor: pointer; overflow-wrap: anywhere }
.ways-of input { width: 1.15rem; height: 1.15rem; margin: 0; flex: none; accent-color: var(--accent) }
.ends { display: flex; flex-wrap: wrap; gap: 1rem; align-items: center; margin-top: 2rem }
.notice { margin-top: 2.75rem }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap }
details summary { color: var(--accent); cursor: pointer; width: fit-content }
summary h3 { display: inline; line-height: 2.75rem }
.ends form { display: contents }
details p { margin: .4rem 0 0; max-width: none; white-space: pre-line; font-size: .875rem; line-height: 1.5; color: var(--quiet) }
.past > * > tr > :nth-child(1) { width: 22% } .past > * > tr > :nth-child(2) { width: 50% }
@media (max-width: 46rem) {
  .deeds { margin-top: 1.5rem }
  .ends .act, .aside .act { width: 100% }
  .choices tbody th { width: auto; padding-right: 0 }
  .choices td { display: flex; align-items: center; justify-content: space-between; gap: 1rem; padding-right: 0; margin-top: .45rem }
  .choices td::before { font-size: .9375rem; font-weight: 400; color: var(--ink) }
  .past td::before { display: none }
  .past td { margin-top: .15rem }
  .past td:first-child { font-weight: 600 }
  .past td:last-child { color: var(--quiet) }
  .pair label { min-width: 3.6rem; min-height: 2.75rem }
}
@media (forced-colors: active) {
  .pair label:has(:checked) { outline: 3px solid Highlight; outline-offset: -3px }
}
`
