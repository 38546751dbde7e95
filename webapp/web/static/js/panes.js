// On a narrow screen one part of the page shows at a time: lesson, code or data.
import {all, around, maybe, only} from "./dom.js"
import {focusOn} from "./swap.js"

const narrow = matchMedia("(max-width: 63.99em)")
/** @type {Record<string, number>} */
const scrolled = {}
/** @type {(name: string) => void} */
let heard = () => {}

/** @returns {boolean} */
export const isNarrow = () => narrow.matches

/** @param {string} name lesson, code or data */
export function showPane(name) {
  const before = document.body.dataset.pane ?? "lesson"
  const focused = only(document.activeElement)
  if (before !== name) scrolled[before] = scrollY
  document.body.dataset.pane = name
  for (const link of all(document, "[data-panes] a", HTMLAnchorElement)) {
    if (link.hash === `#${name}`) link.setAttribute("aria-current", "true")
    else link.removeAttribute("aria-current")
  }
  if (!narrow.matches || before === name) return
  const shown = maybe(document, `#${name}`)
  if (shown && focused && focused !== document.body && !focused.checkVisibility()) focusOn(shown)
  scrollTo(0, scrolled[name] ?? 0)
  heard(name)
}

/**
 * @param {HTMLElement} bar the links between the parts
 * @param {{onShow: (name: string) => void}} options hears the name of a part that comes into sight
 */
export function makePanes(bar, {onShow}) {
  bar.addEventListener("click", (event) => {
    const link = around(event.target, "a", HTMLAnchorElement)
    if (!link) return
    event.preventDefault()
    showPane(link.hash.slice(1))
  })
  const asked = location.hash.length > 1 ? document.getElementById(location.hash.slice(1)) : null
  showPane(["data", "code"].find((name) => asked?.closest(`#${name}`)) ?? "lesson")
  heard = onShow
}
