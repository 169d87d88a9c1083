/**
 * The public pages' one style sheet, in step with the screens' tokens (src/web/tokens.css). No font is fetched.
 * Tables become cards on a narrow screen, and rows again on paper.
 */
export const css = `
:root {
  color-scheme: light dark;
  --paper: light-dark(#fbfaf7, #15171c);
  --raised: light-dark(#ffffff, #1b1e24);
  --line: light-dark(#e2dfd7, #2d313a);
  --ink: light-dark(#1d2130, #e5e6ea);
  --quiet: light-dark(#595d6b, #a5a9b5);
  --accent: light-dark(#2b3a75, #b3c1f5);
  --wash: light-dark(#e9ecf8, #232a42);
  --warn: light-dark(#845404, #e3b869);
  --warn-wash: light-dark(#faf0db, #352a15);
}
* { box-sizing: border-box }
html { background: var(--paper); scroll-padding-top: 1rem; -webkit-text-size-adjust: 100% }
body {
  margin: 0 auto; max-width: 72rem; padding: 0 1.5rem 5rem;
  color: var(--ink); font: 1rem/1.6 system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif;
  font-variant-numeric: tabular-nums; overflow-wrap: break-word;
}
a { color: var(--accent); text-underline-offset: .18em; text-decoration-thickness: 1px }
a:hover { text-decoration-thickness: 2px }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 3px; border-radius: 2px }
main:focus { outline: none }
.skip { position: absolute; left: -99rem }
.skip:focus { left: 1rem; top: .5rem; padding: .4rem .8rem; background: var(--raised) }
.top {
  display: flex; flex-wrap: wrap; gap: .25rem 2rem; align-items: baseline; justify-content: space-between;
  padding: 1.1rem 0; border-bottom: 1px solid var(--line);
}
.owner { font-weight: 600 }
.top nav { display: flex; gap: 1.25rem; font-size: .9375rem }
.top nav a { padding: .3rem 0 }
.top nav a[aria-current] { color: var(--ink); text-decoration: none; font-weight: 600 }
h1 { margin: 3rem 0 0; font-size: clamp(1.9rem, 1.4rem + 2.2vw, 2.75rem); line-height: 1.15; letter-spacing: -.02em; font-weight: 650 }
.about { margin: .35rem 0 0; color: var(--quiet) }
.dated { margin: 1.1rem 0 0; font-weight: 600 }
.lead { max-width: 44rem; margin: 1.1rem 0 0; font-size: 1.125rem; line-height: 1.55 }
.note { max-width: 44rem; margin: 1.25rem 0 0; padding: .6rem .9rem; border-left: 3px solid var(--warn); background: var(--warn-wash) }
.ways { display: flex; flex-wrap: wrap; gap: .35rem 1.5rem; margin: 1.1rem 0 0; font-weight: 550 }
.sheet { display: grid; grid-template-columns: minmax(0, 1fr); gap: 0 3.5rem; margin-top: 2.5rem }
.contents { font-size: .9375rem }
.contents h2, .versions h2 { margin: 0 0 .5rem; font-size: .8125rem; font-weight: 600; color: var(--quiet) }
.contents ol, .versions ul { margin: 0; padding: 0; list-style: none }
.contents li, .versions li { margin: 0 }
.contents a { display: block; padding: .28rem 0; color: var(--ink); text-decoration: none; line-height: 1.35 }
.contents a:hover { color: var(--accent); text-decoration: underline }
section { margin-top: 3rem }
section h2 { margin: 0 0 .6rem; font-size: 1.375rem; line-height: 1.25; letter-spacing: -.01em; font-weight: 650; text-wrap: balance }
section p, section ul { max-width: 44rem }
section p { margin: .6rem 0 0 }
section ul { margin: .6rem 0 0; padding-left: 1.15rem }
section li { margin: .35rem 0; padding-left: .2rem }
section dl { max-width: 44rem; margin: .8rem 0 0 }
section dl div { display: grid; grid-template-columns: 12rem minmax(0, 1fr); gap: 0 1.5rem; padding: .4rem 0; border-bottom: 1px solid var(--line) }
section dt { color: var(--quiet); font-size: .9375rem }
section dd { margin: 0 }
section li::marker { color: var(--quiet) }
.apart { margin-top: 2.5rem; padding: 1.4rem 1.6rem 1.5rem; border: 1px solid var(--accent); border-left-width: 5px; border-radius: 5px; background: var(--wash) }
.apart p { max-width: none }
.apart p:first-of-type { font-size: 1.0625rem }
table { width: 100%; margin: 1.2rem 0 0; border-collapse: collapse; font-size: .9375rem; line-height: 1.5 }
thead th { padding: 0 1.25rem .45rem 0; border-bottom: 1px solid var(--ink); text-align: left; vertical-align: bottom; font-size: .8125rem; font-weight: 600; color: var(--quiet) }
tbody th, td { padding: .8rem 1.25rem .85rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; font-weight: 400; overflow-wrap: anywhere; hyphens: auto }
tr > :last-child { padding-right: 0 }
tbody th strong { display: block; font-weight: 650 }
td span, th span { display: block }
td span + span { margin-top: .35rem }
.four > * > tr > :nth-child(1) { width: 32% } .four > * > tr > :nth-child(2) { width: 16% } .four > * > tr > :nth-child(3) { width: 29% }
.three > * > tr > :nth-child(1) { width: 34% } .three > * > tr > :nth-child(2) { width: 36% }
#categories td:last-child { font-size: .8125rem; line-height: 1.45; color: var(--quiet) }
.act {
  display: inline-flex; align-items: center; justify-content: center; min-height: 2.75rem; padding: .55rem 1.15rem; border: 1px solid var(--accent); border-radius: 6px;
  background: var(--raised); color: var(--accent); font: inherit; font-weight: 600; line-height: 1.25; cursor: pointer;
}
.act:hover { background: var(--wash) }
.line { display: flex; flex-wrap: wrap; gap: .75rem; align-items: end; max-width: 34rem; margin-top: 2rem }
.line label { flex: 1 1 16rem; font-weight: 600 }
input[type=email], input[type=text], textarea {
  display: block; width: 100%; min-height: 2.75rem; margin-top: .35rem; padding: .5rem .75rem; border: 1px solid var(--quiet); border-radius: 6px;
  background: var(--raised); color: var(--ink); font: inherit; font-weight: 400;
}
[aria-invalid=true] { border-color: var(--warn); border-width: 2px }
.wrong { flex-basis: 100%; margin: 0; color: var(--warn); font-weight: 550 }
.trap { position: absolute; left: -99rem }
.versions { margin-top: 3.5rem; padding-top: 1.2rem; border-top: 1px solid var(--line); font-size: .9375rem }
.versions p { margin: .8rem 0 0 }
@media (min-width: 64rem) {
  .sheet { grid-template-columns: minmax(0, 1fr) 14.5rem }
  .sheet > .contents { grid-column: 2; grid-row: 1; position: sticky; top: 2rem; align-self: start; max-height: calc(100vh - 4rem); overflow-y: auto; padding-left: 1.25rem; border-left: 1px solid var(--line) }
  .sheet > .text { grid-column: 1; grid-row: 1 }
  .text > section:first-child { margin-top: 0 }
}
@media (max-width: 46rem) {
  body { padding: 0 1.1rem 4rem }
  h1 { margin-top: 2rem }
  .lead { font-size: 1.0625rem }
  .ways { flex-direction: column }
  .line { margin-top: 1.5rem }
  .line .act { width: 100% }
  section dl div { grid-template-columns: minmax(0, 1fr); padding: .55rem 0 }
  section dt { font-size: .8125rem; font-weight: 600 }
  #categories td:last-child::before { line-height: 1.5 }
  .contents { padding: .9rem 0; border-top: 1px solid var(--line); border-bottom: 1px solid var(--line) }
  .contents a { padding: .45rem 0 }
  .apart { padding: 1.1rem 1.1rem 1.2rem }
  table, tbody, tr, tbody th, td { display: block; width: auto !important }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
  tbody tr { padding: 1rem 0 1.1rem; border-bottom: 1px solid var(--line) }
  tbody tr:first-child { border-top: 1px solid var(--line) }
  tbody th, td { padding: 0; border: 0 }
  td { margin-top: .6rem }
  td::before { content: attr(data-label); display: block; font-size: .8125rem; font-weight: 600; color: var(--quiet) }
  tbody th strong { font-size: 1.0625rem }
}
@media print {
  :root { color-scheme: light; --paper: #fff; --wash: #fff; --raised: #fff; --line: #bbb; --ink: #000; --quiet: #444; --accent: #000 }
  @page { margin: 18mm 16mm }
  html { font-size: 9.5pt }
  body { max-width: none; padding: 0; line-height: 1.4 }
  .sheet { margin-top: 0 }
  .top nav, .contents, .skip, .ways, .line, .plain { display: none }
  section dl div { padding: .6mm 0; break-inside: avoid }
  h1 { margin-top: 8mm; font-size: 20pt }
  .apart { padding: 4mm 5mm; border-radius: 0 }
  section { margin-top: 7mm }
  section h2 { font-size: 12.5pt; break-after: avoid }
  tr, .apart, section li { break-inside: avoid }
  thead { display: table-header-group }
  a { text-decoration: none }
}
`
