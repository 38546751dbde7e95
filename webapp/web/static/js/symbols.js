// A row of signs above the keyboard of a touch screen, while code is typed. It never takes the focus from the box.
import {around, maybe} from "./dom.js"
import {onSetting, setting} from "./settings.js"

const KEYBOARD = 0.8 // of the window's height: what is less has a keyboard below it

/** @returns {number} pixels at the bottom of the window that the row covers */
export const covered = () => maybe(document, "[data-symbols]:not([hidden])")?.offsetHeight ?? 0

/**
 * @param {HTMLElement} row
 * @param {import("./box.js").MadeBox[]} boxes that are typed into
 */
export function makeSymbols(row, boxes) {
  /** @type {import("./box.js").MadeBox | undefined} */
  let box
  let [tallest, width] = [0, 0] // of the window, while no keyboard is there

  function show() {
    const focused = document.activeElement
    if (!row.contains(focused)) box = boxes.find((each) => each.holds(focused))
    row.hidden = !box || setting("symbols") === "off"
    row.classList.toggle("has-history", box?.hasHistory ?? false)
    place()
  }

  /** The keyboard covers the window's bottom on some systems, and shrinks the window on others. */
  function place() {
    const seen = window.visualViewport
    if (!seen) return
    tallest = Math.abs(seen.width * seen.scale - width) < 1 ? Math.max(tallest, seen.height * seen.scale) : seen.height * seen.scale
    width = seen.width * seen.scale
    document.body.classList.toggle("has-keyboard", seen.height * seen.scale < KEYBOARD * tallest)
    const below = document.documentElement.clientHeight - seen.height - seen.offsetTop
    row.style.setProperty("--below", `${Math.max(0, Math.round(below))}px`)
    row.style.setProperty("--from-left", `${Math.round(seen.offsetLeft)}px`)
    row.style.setProperty("--seen-width", `${Math.round(seen.width)}px`)
  }

  row.addEventListener("mousedown", (event) => event.preventDefault())
  row.addEventListener("click", (event) => {
    const {insert, indent, recall, run} = around(event.target, "button")?.dataset ?? {}
    if (!box) return
    if (!box.holds(document.activeElement)) box.focus()
    if (insert) box.insert(insert)
    if (indent) box.indent(indent === "1" ? 1 : -1)
    if (recall) box.recall(Number(recall))
    if (run !== undefined) box.run()
  })
  for (const kind of ["focusin", "focusout"]) document.addEventListener(kind, () => queueMicrotask(show))
  for (const kind of ["resize", "scroll"]) window.visualViewport?.addEventListener(kind, place)
  onSetting("symbols", show)
  show()
}
