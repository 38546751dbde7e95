// The switch that shows tables as others see them. It is remembered.
import {maybe, only} from "./dom.js"
import {keep, kept} from "./kept.js"

/** @param {HTMLElement} panel of the tables */
export function makeOthers(panel) {
  let on = kept("others") === "on" || panel.querySelector("[data-as-others]")?.classList.contains("as-others") === true

  function apply() {
    panel.querySelector("[data-as-others]")?.classList.toggle("as-others", on)
    const box = maybe(panel, "[data-others]", HTMLInputElement)
    if (box) box.checked = on
  }

  panel.addEventListener("change", (event) => {
    const box = only(event.target, HTMLInputElement)
    if (!box?.matches("[data-others]")) return
    on = box.checked
    keep("others", on ? "on" : null)
    apply()
  })
  return {apply}
}
