// The server's HTML in place of what was there, with the focus on what is the same as before.
import {all, only} from "./dom.js"

const STOPS = "a[href], button, input, select, textarea, summary, [tabindex]"

/**
 * @param {HTMLElement} place
 * @param {string} html as the server rendered it
 */
export function swap(place, html) {
  const focused = only(document.activeElement)
  const before = focused && focused !== place && place.contains(focused) ? {name: nameOf(focused), at: all(place, STOPS).indexOf(focused)} : null
  place.innerHTML = html
  if (!before) return
  const stops = all(place, STOPS).filter((stop) => stop.checkVisibility())
  const same = stops.filter((stop) => nameOf(stop) === before.name)
  const near = (/** @type {HTMLElement} */ stop) => Math.abs(stops.indexOf(stop) - before.at)
  const next = same.sort((one, other) => near(one) - near(other))[0]
  if (next) next.focus({preventScroll: true})
  else focusOn(place)
}

/** Puts the focus on a part of the page that is no stop of the Tab key. @param {HTMLElement} part */
export function focusOn(part) {
  if (part.tabIndex < 0 && !part.hasAttribute("tabindex")) part.tabIndex = -1
  part.focus({preventScroll: true})
}

/** What tells a control from the others around it. @param {HTMLElement} stop */
function nameOf(stop) {
  const said = stop.getAttribute("aria-label") ?? stop.getAttribute("name") ?? stop.textContent
  return [stop.tagName, stop.id, Object.keys(stop.dataset).join(), said].join("|")
}
