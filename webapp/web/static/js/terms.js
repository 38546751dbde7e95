// Words that the glossary explains: what they mean opens at them, on hover, focus and tap. Without this they are links.
import {all, maybe} from "./dom.js"

const SOON = 250 // milliseconds: a pointer that only passes by opens nothing
const LATER = 200 // and one that is on its way to the note does not lose it
const GAP = 6 // pixels between the word and its note

/** @param {ParentNode} root the page whose words and notes are brought together */
export function makeTerms(root) {
  /** @type {{word: HTMLElement, note: HTMLElement} | null} */
  let open = null
  let waiting = 0

  /** @param {number} after @param {() => void} act */
  const soon = (after, act) => {
    clearTimeout(waiting)
    waiting = window.setTimeout(act, after)
  }

  /** @param {HTMLElement} word @param {HTMLElement} note */
  const show = (word, note) => {
    clearTimeout(waiting)
    if (open?.word === word) return
    hide()
    note.showPopover()
    open = {word, note}
    place()
  }

  const hide = () => {
    clearTimeout(waiting)
    if (open?.note.matches(":popover-open")) open.note.hidePopover()
    open = null
  }

  /** Under the word, or above it where there is no room, and beside the workbench, not over it. */
  const place = () => {
    if (!open) return
    const at = [...open.word.getClientRects()][0] ?? open.word.getBoundingClientRect()
    const {offsetWidth: width, offsetHeight: height} = open.note
    const edge = open.word.closest(".lesson")?.getBoundingClientRect().right ?? document.documentElement.clientWidth
    const left = Math.max(GAP, Math.min(at.left, edge - width - GAP))
    const below = at.bottom + GAP
    const top = below + height > window.innerHeight && at.top - GAP - height > 0 ? at.top - GAP - height : below
    open.note.style.setProperty("left", `${left}px`)
    open.note.style.setProperty("top", `${top}px`)
  }

  for (const word of all(root, "a.term[data-term]")) {
    const note = maybe(root, `[data-term-note="${CSS.escape(word.dataset.term ?? "")}"]`)
    if (!note || !("showPopover" in note)) continue
    word.addEventListener("pointerenter", (event) => { if (event.pointerType === "mouse") soon(SOON, () => show(word, note)) })
    word.addEventListener("pointerleave", (event) => { if (event.pointerType === "mouse") soon(LATER, hide) })
    word.addEventListener("focus", () => { if (word.matches(":focus-visible")) show(word, note) })
    word.addEventListener("blur", () => { if (!note.matches(":hover")) hide() })
    word.addEventListener("click", (event) => {
      // A finger cannot hover: its first tap tells, the link in the note leads on.
      if (!(event instanceof PointerEvent) || event.pointerType !== "touch") return
      event.preventDefault()
      show(word, note)
    })
    note.addEventListener("pointerenter", () => clearTimeout(waiting))
    note.addEventListener("pointerleave", () => soon(LATER, hide))
    note.addEventListener("toggle", (event) => {
      if (event instanceof ToggleEvent && event.newState === "closed" && open?.note === note) open = null
    })
  }
  document.addEventListener("scroll", place, {capture: true, passive: true})
}
