// A list that a text box opens at its cursor. The box keeps the focus, and is a combobox of ARIA as long as the list is open:
// before and after, it is a text of several lines.
import {caretIn} from "./caret.js"
import {all, around, made} from "./dom.js"

const EDGE = 8 // pixels that the list keeps from the edge of the window

/**
 * @param {HTMLTextAreaElement} area
 * @param {{label: string, onPick: (at: number) => void}} options `onPick` hears which option was clicked
 */
export function makeListbox(area, {label, onPick}) {
  const list = made("ul", "choices")
  list.id = `${area.id}-choices`
  list.popover = "manual"
  list.setAttribute("role", "listbox")
  list.setAttribute("aria-label", label)
  area.after(list)
  let [open, chosen, from] = [false, 0, 0]

  // A press would take the focus from the box.
  list.addEventListener("mousedown", (event) => event.preventDefault())
  list.addEventListener("click", (event) => {
    const option = around(event.target, "[role=option]")
    if (option) onPick(all(list, "[role=option]").indexOf(option))
  })

  /** @param {number} at */
  function choose(at) {
    const options = all(list, "[role=option]")
    chosen = Math.max(0, Math.min(at, options.length - 1))
    options.forEach((option, number) => option.setAttribute("aria-selected", String(number === chosen)))
    options[chosen].scrollIntoView({block: "nearest"})
    area.setAttribute("aria-activedescendant", options[chosen].id)
  }

  /** Below the line of the cursor, or above it where there is more room. */
  function place() {
    const {left, top, bottom} = caretIn(area, from)
    const below = bottom + list.offsetHeight + EDGE <= innerHeight || top < innerHeight - bottom
    list.style.setProperty("left", `${Math.max(EDGE, Math.min(left, innerWidth - list.offsetWidth - EDGE))}px`)
    list.style.setProperty("top", `${Math.max(EDGE, below ? bottom : top - list.offsetHeight)}px`)
  }

  /** @param {Event} event */
  function follow(event) {
    if (event.target !== list) place()
  }

  function close() {
    if (!open) return
    open = false
    list.hidePopover()
    for (const name of ["role", "aria-expanded", "aria-controls", "aria-haspopup", "aria-activedescendant"]) area.removeAttribute(name)
    removeEventListener("scroll", follow, true)
    removeEventListener("resize", place)
  }

  return {
    isOpen: () => open,
    chosen: () => chosen,
    close,

    /** @param {{label: string, detail: string}[]} options at least one @param {number} at the place in the text that they begin at */
    show(options, at) {
      from = at
      list.replaceChildren(...options.map(({label: text, detail}, number) => {
        const option = made("li", "", text)
        option.id = `${list.id}-${number}`
        option.setAttribute("role", "option")
        if (detail) option.append(" ", made("span", "detail", detail))
        return option
      }))
      if (!open) {
        open = true
        list.showPopover()
        area.setAttribute("role", "combobox")
        area.setAttribute("aria-haspopup", "listbox")
        area.setAttribute("aria-controls", list.id)
        area.setAttribute("aria-expanded", "true")
        addEventListener("scroll", follow, true)
        addEventListener("resize", place)
      }
      choose(0)
      place()
    },

    /** Up or down, and round at the ends. @param {number} by */
    move(by) {
      const count = list.childElementCount
      const last = count - 1
      if (Math.abs(by) === 1) choose((chosen + by + count) % count)
      else choose(Math.max(0, Math.min(chosen + by, last)))
    },
  }
}
