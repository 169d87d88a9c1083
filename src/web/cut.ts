/**
 * What is cut short for want of room, in a cell, a menu or a heading, is told in whole to whoever points at it: one
 * listener for the page, since a cell does not know how wide it is until it is drawn.
 */
export function tellWhatIsCut(): void {
  document.addEventListener('pointerover', ({ target }) => {
    let place = target instanceof HTMLElement ? target : null
    for (let up = 0; place && up < 3; up += 1, place = place.parentElement) {
      // Where somebody has written a title, that is what is said.
      if (place.title && place.dataset.cut === undefined) return
      if (getComputedStyle(place).textOverflow === 'ellipsis') return tell(place)
    }
  })
}

/** A row that scrolls by is given other words: what was told of it is told again. */
function tell(place: HTMLElement): void {
  if (place.scrollWidth > place.clientWidth) {
    place.title = place.innerText.replaceAll(/\s+/g, ' ').trim()
    place.dataset.cut = ''
  } else if (place.dataset.cut !== undefined) {
    place.removeAttribute('title')
    delete place.dataset.cut
  }
}
