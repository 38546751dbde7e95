// The switch that shows tables as others see them. It is remembered.
import {keep, kept} from "./kept.js"

/** @param {HTMLElement} panel of the tables */
export function makeOthers(panel) {
  let on = kept("others") === "on" || panel.querySelector("[data-as-others]")?.classList.contains("as-others") === true

  function apply() {
    panel.querySelector("[data-as-others]")?.classList.toggle("as-others", on)
    const box = panel.querySelector("[data-others]")
    if (box) box.checked = on
  }

  panel.addEventListener("change", (event) => {
    if (!event.target.matches("[data-others]")) return
    on = event.target.checked
    keep("others", on ? "on" : null)
    apply()
  })
  return {apply}
}
