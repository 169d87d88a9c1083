import { type Html, html } from '#kernel/html.ts'
import { type Field, LANGUAGES } from '#kernel/vocabulary.ts'
import { nouns, purposes } from '#register/index.ts'
import type { Fact } from '../report/held.ts'
import { OBJECTABLE } from './acts.ts'
import { isShown, type Own, UNSHOWN } from './held.page.ts'
import { at, type Place } from './mydata.page.ts'
import { type Wording, wordings } from './wording.ts'

const begun = (own: Own, act: string): Html =>
  html`<input type="hidden" name="once" value="${own.form()}"><input type="hidden" name="act" value="${act}">`

const freely = (words: Wording, act: string): Html =>
  html`<label>${words.words}<textarea name="words" maxlength="4000" aria-describedby="${act}-hint"></textarea></label><p class="hint" id="${act}-hint">${words.wordsHint}</p>`

/** What is asked with no more than a press; words of one's own are welcome and never needed. */
export const actSection = (
  words: Wording,
  place: Place,
  own: Own,
  act: 'access' | 'erase' | 'restrict' | 'port' | 'other',
): Html =>
  html`<details><summary><h3>${words.acts[act].heading}</h3></summary><p>${words.acts[act].says}</p>
<form method="post" action="${at(place)}" class="answer">${begun(own, act)}${freely(words, act)}
<div class="ends"><button class="act">${words.acts[act].press}</button></div></form></details>`

/** What they asked to be told of at the notice: each address with its own way out. */
export const untoldSection = (words: Wording, place: Place, own: Own): Html | false =>
  own.subscriptions.length > 0 &&
  html`<details><summary><h3>${words.untold.heading}</h3></summary><p>${words.untold.says}</p>${own.subscriptions.map(
    ({ id, address }) =>
      html`<form method="post" action="${at(place)}" class="answer">${begun(own, 'untold')}<input type="hidden" name="which" value="${id}">
<div class="ends"><span>${address}</span><button class="act" aria-label="${words.untold.press}: ${address}">${words.untold.press}</button></div></form>`,
  )}</details>`

export const downloadSection = ({ download }: Wording, { path, language }: Place): Html =>
  html`<details><summary><h3>${download.heading}</h3></summary><p>${download.says}</p><p class="ways">${(
    [
      ['data.json', download.json],
      ['data.csv', download.csv],
      ['data.vcf', download.vcard],
    ] as const
  ).map(([file, label]) => html`<a href="${path}/${file}?lang=${language}" download>${label}</a>`)}</p></details>`

/** What somebody has wrong of a person, they are the first to know: who they are, where, and in what role. */
const TOLD_BY_THEM = ['people', 'emails', 'phones', 'addresses', 'employments']
const isGiven = (noun: string, { field, provenance }: Fact): boolean => {
  const declared = nouns[noun as 'people'].fields[field as 'given_name'] as Field | undefined
  return provenance === 'provided' && Boolean(declared?.personal) && !declared?.system
}

/** What is wrong is chosen from what is shown, so that whoever corrects it knows which. */
export function rectifySection(words: Wording, place: Place, own: Own): Html {
  const facts = own.held.categories
    .filter(({ id }) => !UNSHOWN.includes(id))
    .flatMap(({ blocks }) =>
      blocks.flatMap(({ noun, records }) =>
        !TOLD_BY_THEM.includes(noun)
          ? []
          : records
              .slice(0, 2)
              .flatMap(({ facts }) => facts.filter((fact) => isShown(noun, fact) && isGiven(noun, fact))),
      ),
    )
  const lines = [...new Set(facts.map(({ label, value }) => `${label}: ${value}`))].slice(0, 16)
  return html`<section class="aside" id="rectify"><h2>${words.acts.rectify.heading}</h2><p>${words.acts.rectify.says}</p>
<form method="post" action="${at(place)}" class="answer">${begun(own, 'rectify')}
<fieldset><legend>${words.which}</legend><div class="ways-of">${lines.map(
    (line) => html`<label><input type="radio" name="which" value="${line.slice(0, 300)}">${line}</label>`,
  )}<label><input type="radio" name="which" value="" checked>${words.whichOther}</label></div></fieldset>
<label>${words.right}<input type="text" name="right" maxlength="400"></label>${freely(words, 'rectify')}
<div class="ends"><button class="act">${words.acts.rectify.press}</button></div></form></section>`
}

export const objectSection = (words: Wording, place: Place, own: Own): Html =>
  html`<details><summary><h3>${words.acts.object.heading}</h3></summary><p>${words.acts.object.says}</p>
<form method="post" action="${at(place)}" class="answer">${begun(own, 'object')}
<fieldset><legend>${words.purpose}</legend><div class="ways-of">${OBJECTABLE.map(
    (id, index) =>
      html`<label><input type="radio" name="purpose" value="${id}"${index === 0 && html` checked`}>${purposes[id].label[place.language]}</label>`,
  )}</div></fieldset>
<label>${words.reason}<textarea name="words" maxlength="4000" aria-describedby="object-hint"></textarea></label><p class="hint" id="object-hint">${words.reasonHint}</p>
<div class="ends"><button class="act">${words.acts.object.press}</button></div></form></details>`

export const languageSection = (words: Wording, place: Place, own: Own): Html =>
  html`<details><summary><h3>${words.acts.language.heading}</h3></summary><p>${words.acts.language.says}</p>
<form method="post" action="${at(place)}" class="answer">${begun(own, 'language')}
<div class="ways-of">${LANGUAGES.map(
    (each) =>
      html`<label><input type="radio" name="language" value="${each}"${each === place.language && html` checked`}><span lang="${each}">${wordings[each].language}</span></label>`,
  )}</div><div class="ends"><button class="act">${words.acts.language.press}</button></div></form></details>`
