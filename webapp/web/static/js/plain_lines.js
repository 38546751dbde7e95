// Lines of a plain text box that light up, as those of an editor do: a box has no parts, so its background is painted.
import {made} from "./dom.js"

/**
 * @param {HTMLTextAreaElement} area
 * @param {Pick<import("./box.js").Options, "onPoint">} options
 * @returns {(marks: import("./box.js").Marks) => void}
 */
export function plainLines(area, {onPoint}) {
  const ruler = made("div", "code ruler")
  ruler.setAttribute("aria-hidden", "true")
  let last = 0

  /** The place of each line in pixels from the text's beginning, wherever it wraps. @returns {{top: number, height: number}[]} */
  function measured() {
    area.after(ruler)
    const {font, whiteSpace} = getComputedStyle(area)
    Object.assign(ruler.style, {font, whiteSpace, width: `${area.clientWidth}px`})
    ruler.replaceChildren(...area.value.split("\n").map((line) => made("div", "", line || "\u200b")))
    const places = [...ruler.children].map((line) => ({top: /** @type {HTMLElement} */ (line).offsetTop, height: line.clientHeight}))
    ruler.remove()
    return places
  }

  /** @param {Record<string, number>} lengths in pixels */
  function paint(lengths) {
    for (const [name, length] of Object.entries(lengths)) area.style.setProperty(name, `${length}px`)
  }

  /** @param {number} line */
  function point(line) {
    if (line !== last) onPoint?.(line)
    last = line
  }

  if (onPoint) {
    area.addEventListener("mousemove", ({offsetY}) => {
      const y = offsetY + area.scrollTop
      point(measured().findIndex(({top, height}) => top <= y && y < top + height) + 1)
    })
    for (const kind of ["keyup", "click"]) {
      area.addEventListener(kind, () => point(area.value.slice(0, area.selectionStart).split("\n").length))
    }
    for (const kind of ["mouseleave", "blur"]) area.addEventListener(kind, () => point(0))
    area.addEventListener("input", () => point(0))
  }

  return ({here, lit, reveal}) => {
    const places = here || lit ? measured() : []
    const [at, pointed] = [here, lit].map((line) => places[line - 1] ?? {top: 0, height: 0})
    paint({"--here-top": at.top, "--here-height": at.height, "--lit-top": pointed.top, "--lit-height": pointed.height})
    if (!reveal) return
    area.scrollTop = Math.max(Math.min(area.scrollTop, at.top), at.top + at.height - area.clientHeight)
  }
}
