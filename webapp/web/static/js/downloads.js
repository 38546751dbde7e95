// The list of downloads closes by the Escape key, and when something else is pressed or has the focus.
import {maybe, one} from "./dom.js"

const menu = maybe(document, "[data-downloads]", HTMLDetailsElement)

menu?.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !menu.open) return
  menu.open = false
  one(menu, "summary").focus()
})
for (const kind of ["pointerdown", "focusin"]) {
  document.addEventListener(kind, (event) => {
    if (menu?.open && !menu.contains(/** @type {Node} */ (event.target))) menu.open = false
  })
}
