/** What a form has beyond the frame of the public pages: fields, wishes of equal weight, and what went wrong. */
export const formCss = `
.ask { max-width: 40rem; margin-top: 1.75rem }
.ask > * + * { margin-top: 1.4rem }
.ask label.field { display: block; font-weight: 550 }
.ask .pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(15rem, 1fr)); gap: 1.1rem 1.25rem }
.ask input[type=text], .ask input[type=email], .ask input[type=tel], .ask textarea, .ask select {
  display: block; width: 100%; margin-top: .3rem; padding: .6rem .7rem; min-height: 2.75rem;
  border: 1px solid var(--quiet); border-radius: 5px; background: var(--raised); color: var(--ink); font: inherit;
}
.ask [aria-invalid] { border-color: var(--warn); border-width: 2px }
.hint { display: block; margin-top: .15rem; color: var(--quiet); font-size: .9375rem; font-weight: 400 }
fieldset { min-width: 0; margin: 0; padding: 0; border: 0 }
legend { padding: 0; font-size: 1.125rem; font-weight: 650 }
.wish { display: grid; grid-template-columns: 1.4rem minmax(0, 1fr); gap: .75rem; margin-top: .7rem; padding: .8rem .9rem; border: 1px solid var(--line); border-radius: 5px; background: var(--raised) }
.wish input, .answers input { width: 1.25rem; height: 1.25rem; margin: .2rem 0 0; accent-color: var(--accent) }
fieldset.wish { display: block }
fieldset.wish legend { float: left; width: 100%; font-size: 1rem; font-weight: 400 }
.answers { clear: both; display: flex; flex-wrap: wrap; gap: .4rem 1.75rem; padding-top: .6rem }
.answers label { display: flex; gap: .6rem; min-height: 2rem; font-weight: 550 }
.layer { padding: 1rem 0 0; border-top: 1px solid var(--line); font-size: .9375rem }
.layer p { margin: .5rem 0 0 }
.layer p:first-child { margin: 0 }
.ask button, .choice button {
  padding: .7rem 1.6rem; min-height: 2.9rem; border: 1px solid var(--accent); border-radius: 5px;
  background: var(--accent); color: var(--paper); font: inherit; font-weight: 600; cursor: pointer;
}
.choice { display: flex; flex-wrap: wrap; gap: .9rem; margin-top: 1.6rem }
.choice button { flex: 1 1 12rem; max-width: 20rem; background: var(--raised); color: var(--accent) }
.trap { position: absolute; left: -99rem }
#work { display: none }
.said { margin: 1.25rem 0 0; padding: 0; list-style: none; max-width: 44rem }
.said li { margin: .5rem 0 0; padding: .7rem .9rem; border: 1px solid var(--line); border-radius: 5px; background: var(--raised) }
.content { max-width: 44rem; margin-top: 1.6rem; padding-top: 1.2rem; border-top: 1px solid var(--line); white-space: pre-line }
.back { margin-top: 1.6rem }
`
