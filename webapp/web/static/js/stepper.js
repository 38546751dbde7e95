// The slider, the two arrows beside it and the arrow keys: they go from step to step.
import {all, around, maybe, one, only} from "./dom.js"

/**
 * @param {HTMLElement} section that holds the slider and the panels
 * @param {{onGo: (step: number, how?: {focus?: boolean, named?: boolean}) => void}} options
 */
export function makeStepper(section, {onGo}) {
  let [at, last] = [0, 0]
  const limited = (/** @type {number} */ step) => Math.max(0, Math.min(step, last))

  section.addEventListener("input", (event) => {
    const slider = only(event.target, HTMLInputElement)
    if (slider?.matches("[data-slider]")) onGo(Number(slider.value), {named: true})
  })
  section.addEventListener("click", (event) => {
    const go = around(event.target, "[data-go], [data-go-to]")
    if (!go) return
    event.preventDefault()
    onGo(limited("go" in go.dataset ? at + Number(go.dataset.go) : Number(go.dataset.goTo)))
  })
  section.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
    const row = around(event.target, "[data-timeline] .step")
    const panel = only(event.target)?.matches("[data-panel]")
    /** @type {Record<string, number>} */
    const keys = {ArrowLeft: at - 1, ArrowRight: at + 1}
    // A panel itself scrolls by these; in a row of the timeline they go to the next.
    if (row) Object.assign(keys, {ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: last})
    if ((!row && !panel) || !(event.key in keys)) return
    event.preventDefault()
    onGo(limited(keys[event.key]), {focus: Boolean(row), named: Boolean(row)})
  })

  return {
    /** Shows a step. @param {number} step @param {number[]} lines the line of each step, 0 before the first */
    show(step, lines) {
      at = step
      last = lines.length - 1
      const said = lines[step] ? `line ${lines[step]}` : "the start"
      const slider = maybe(section, "[data-slider]", HTMLInputElement)
      if (!slider) return
      slider.value = String(step)
      slider.setAttribute("aria-valuetext", said)
      one(section, "[data-where]").textContent = said
      for (const arrow of all(section, "[data-go]")) {
        const ends = limited(at + Number(arrow.dataset.go)) === at
        if (ends) arrow.setAttribute("aria-disabled", "true")
        else arrow.removeAttribute("aria-disabled")
      }
    },
  }
}
