// Completion in a plain text box: Tab behind a name or a dot, and Ctrl-Space, ask the visitor's sandbox. Elsewhere Tab leaves.
import {makeAsk} from "./candidates.js"
import {makeListbox} from "./listbox.js"

const PAGE = 8 // options that Page Up and Page Down go by
const NAMED = /(?:[\p{L}_][\p{L}\p{N}_]*|\.)$/u
const NAME = /^[\p{L}\p{N}_]*$/u
const MOVES = /** @type {Record<string, number>} */ ({ArrowUp: -1, ArrowDown: 1, PageUp: -PAGE, PageDown: PAGE})
const HELD = ["Shift", "Control", "Alt", "Meta"]

/**
 * @param {HTMLTextAreaElement} area
 * @param {import("./candidates.js").Options} options
 * @param {(text: string) => void} insert types in place of what is selected
 */
export function makePlainCompleting(area, options, insert) {
  const ask = makeAsk(options)
  const list = makeListbox(area, {label: "Completions", onPick: take})
  /** @type {import("./candidates.js").Candidate[]} */
  let shown = []
  /** @type {{stem: string, found: import("./candidates.js").Completed} | null} */
  let open = null // what the list is made of, and the text before what it completes
  let leaving = false // the next Tab leaves, wherever the cursor is
  area.setAttribute("aria-autocomplete", "list")
  area.setAttribute("aria-describedby", "leave-editor")
  area.addEventListener("input", narrow)
  area.addEventListener("blur", close)
  area.addEventListener("mousedown", close)

  const before = () => area.value.slice(0, area.selectionStart)
  const typed = () => (open && before().startsWith(open.stem) ? before().slice(open.stem.length) : null)

  /** Asks, and takes the only candidate, or opens the list of several. */
  async function complete() {
    const asked = before()
    const found = await ask(asked)
    if (before() !== asked || document.activeElement !== area) return
    const [only, ...others] = found?.candidates ?? []
    if (!found || !only || (!others.length && only.label === found.prefix)) return nothing(found?.signature ?? null)
    open = {stem: asked.slice(0, asked.length - found.prefix.length), found}
    if (others.length) return show(found.candidates)
    shown = [only]
    take(0)
  }

  /** Nobody is kept in the box by a name that nothing completes. @param {import("./candidates.js").Signature | null} signature */
  function nothing(signature) {
    close()
    leaving = true
    options.say(signature ? `${signature.name}(${signature.parameters.join(", ")})` : "Nothing to complete here. Tab leaves the box.")
  }

  /** @param {import("./candidates.js").Candidate[]} candidates */
  function show(candidates) {
    const opens = !list.isOpen()
    shown = [...candidates].sort((one, other) => other.rank - one.rank)
    list.show(shown, open?.stem.length ?? 0)
    if (opens) options.say(`${shown.length} completions. Arrows choose, Enter takes, Escape closes.`)
  }

  /** What is typed on while the list is open leaves fewer. */
  function narrow() {
    if (!list.isOpen()) return
    const name = typed()
    if (!open || name === null || !NAME.test(name)) return close()
    if (open.found.cut) return void complete()
    const left = open.found.candidates.filter(({label}) => label.toLowerCase().startsWith(name.toLowerCase()))
    if (left.length) show(left)
    else close()
  }

  /** @param {number} at */
  function take(at) {
    const candidate = shown[at]
    const name = typed()
    const from = open?.stem.length ?? 0
    close()
    if (!candidate || name === null) return
    area.setSelectionRange(from, from + name.length)
    insert(candidate.label)
  }

  function close() {
    open = null
    list.close()
  }

  return {
    close,

    /** @param {KeyboardEvent} event @returns {boolean} whether the key was for the completion */
    keydown(event) {
      const {key} = event
      if (HELD.includes(key)) return false
      const left = leaving
      leaving = key === "Escape"
      const held = event.ctrlKey || event.metaKey
      if (key === " " && held) complete()
      else if (key === "Tab" && !event.shiftKey && !held) {
        const completes = area.selectionStart === area.selectionEnd && NAMED.test(before())
        if (list.isOpen()) take(list.chosen())
        else if (!left && completes) complete()
        else return false
      } else if (!list.isOpen()) return false
      else if (key in MOVES && !held) list.move(MOVES[key])
      else if (key === "Enter" && !held) take(list.chosen())
      else {
        if (held || (key.length > 1 && key !== "Backspace")) close()
        return key === "Escape"
      }
      event.preventDefault()
      return true
    },
  }
}
