// An object, a session or a statement brought into sight in its panel. What was opened by hand stays open, step by step.
import {around, maybe} from "./dom.js"

/** @param {HTMLElement} section with the panels */
export function makeReveal(section) {
  /** @type {Set<string>} */
  const opened = new Set()
  let target = location.hash.slice(1) // what is to be brought into sight when its panel is there

  function show() {
    const found = target && maybe(section, `[data-panel]:not([hidden]) [id="${target}"]`)
    target = ""
    if (!found) return
    if (found instanceof HTMLDetailsElement) found.open = true
    found.scrollIntoView({block: "nearest"})
    found.classList.remove("is-shown")
    requestAnimationFrame(() => found.classList.add("is-shown"))
  }

  section.addEventListener("click", (event) => {
    const object = around(event.target, "a.object", HTMLAnchorElement)
    const life = around(around(event.target, ".life > summary"), ".life", HTMLDetailsElement)
    if (object) {
      event.preventDefault()
      target = object.hash.slice(1)
      show()
    } else if (life?.open) opened.delete(life.id)
    else if (life) opened.add(life.id)
  })

  return {
    /** What the next show() brings into sight. @param {string} id */
    aim(id) { target = id },

    show,

    /** Opens what was open, in a panel that has come anew. @param {HTMLElement} panel */
    reopen(panel) {
      for (const id of opened) maybe(panel, `#${id}`)?.setAttribute("open", "")
    },

    /** Another snippet has other objects. */
    forget: () => opened.clear(),
  }
}
