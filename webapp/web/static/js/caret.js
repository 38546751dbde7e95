// Where the cursor of a text box stands on the screen: browsers do not say, so the text before it is laid out once more.
import {made} from "./dom.js"

const LAID_OUT_BY = [
  "box-sizing", "width", "padding-top", "padding-right", "padding-bottom", "padding-left", "border-top-width", "border-right-width",
  "border-bottom-width", "border-left-width", "border-style", "font-family", "font-size", "font-weight", "font-style", "line-height",
  "letter-spacing", "tab-size", "white-space", "overflow-wrap", "word-break",
]

/**
 * @param {HTMLTextAreaElement} area
 * @param {number} at a place in its text
 * @returns {{left: number, top: number, bottom: number}} pixels in the window, kept within the box
 */
export function caretIn(area, at) {
  const [twin, mark] = [made("div"), made("span", "", "\u200b")]
  const style = getComputedStyle(area)
  for (const name of LAID_OUT_BY) twin.style.setProperty(name, style.getPropertyValue(name))
  twin.style.setProperty("position", "fixed")
  twin.style.setProperty("visibility", "hidden")
  twin.append(area.value.slice(0, at), mark)
  document.body.append(twin)
  const [box, from, place] = [area.getBoundingClientRect(), twin.getBoundingClientRect(), mark.getBoundingClientRect()]
  twin.remove()
  const within = (/** @type {number} */ y) => Math.max(box.top, Math.min(y, box.bottom))
  const down = box.top - from.top - area.scrollTop
  return {
    left: Math.min(place.left - from.left + box.left - area.scrollLeft, box.right),
    top: within(place.top + down),
    bottom: within(place.bottom + down),
  }
}
