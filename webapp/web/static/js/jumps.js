// F6 goes to the next part of the page, with Shift to the one before, as between the panes of a desktop's program.
import {maybe, only} from "./dom.js"
import {isNarrow, showPane} from "./panes.js"
import {focusOn} from "./swap.js"

/**
 * @param {{part: HTMLElement, pane: string, focus?: () => void}[]} parts in their order; `pane` is where a narrow screen has
 *   them. Where `focus` is left out, the focus goes back to where it was in that part, or else to the part as a whole.
 */
export function makeJumps(parts) {
  /** @type {Map<HTMLElement, HTMLElement>} */
  const left = new Map() // where the focus was last, in each part
  const partAround = (/** @type {EventTarget | null} */ place) => parts.findIndex(({part}) => place instanceof Node && part.contains(place))

  document.addEventListener("focusin", ({target}) => {
    const found = parts[partAround(target)]
    const focused = only(target)
    if (found && focused) left.set(found.part, focused)
  })
  document.addEventListener("keydown", (event) => {
    if (event.key !== "F6" || event.ctrlKey || event.altKey || event.metaKey || maybe(document, "dialog[open]")) return
    event.preventDefault()
    const from = partAround(document.activeElement)
    const to = event.shiftKey ? (from < 0 ? parts.length : from) - 1 : from + 1
    go(parts[(to + parts.length) % parts.length])
  })

  /** @param {{part: HTMLElement, pane: string, focus?: () => void}} to */
  function go({part, pane, focus}) {
    if (isNarrow()) showPane(pane)
    const before = left.get(part)
    if (focus) focus()
    else if (before?.isConnected && before.checkVisibility()) before.focus()
    else focusOn(part)
    if (isNarrow()) part.scrollIntoView({block: "nearest"})
  }
}
