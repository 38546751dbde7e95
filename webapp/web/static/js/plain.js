// A plain text box for code: nothing is coloured, and the Tab key leaves it where it completes no name.
import {makePlainCompleting} from "./plain_completing.js"
import {plainLines} from "./plain_lines.js"

const INDENT = "    "

/**
 * @param {HTMLTextAreaElement} area
 * @param {import("./box.js").Options} options
 * @returns {import("./box.js").Box}
 */
export function plainBox(area, {onRun, onChange, isComplete, recall, completion, onPoint}) {
  const mark = plainLines(area, {onPoint})
  const completing = completion && makePlainCompleting(area, completion, insert)
  const line = () => area.value.slice(0, area.selectionStart).split("\n").length
  const lines = () => area.value.split("\n").length
  const afterCursor = () => area.value.slice(area.selectionEnd)
  const lineStart = () => area.value.lastIndexOf("\n", area.selectionStart - 1) + 1

  /** Types as a hand would, so that it can be undone. @param {string} text */
  function insert(text) {
    area.focus()
    if (!document.execCommand(text ? "insertText" : "delete", false, text)) area.setRangeText(text, area.selectionStart, area.selectionEnd, "end")
    grow()
    onChange?.(area.value)
  }

  /** @param {string} text */
  function set(text) {
    completing?.close()
    if (document.activeElement === area && area.value) { // an undo brings back what stood there
      area.select()
      return insert(text)
    }
    area.value = text
    area.setSelectionRange(text.length, text.length)
    grow()
    onChange?.(text)
  }

  /** How many spaces before the cursor are the last level of its line's indentation. */
  function lastLevel() {
    const before = area.value.slice(lineStart(), area.selectionStart)
    return area.selectionStart === area.selectionEnd && /^ +$/.test(before) ? (before.length - 1) % INDENT.length + 1 : 0
  }

  /** As many rows as there are lines, up to what a screen has room for; no line of another text stays marked. */
  function grow() {
    mark({here: 0, lit: 0})
    const least = Number(area.dataset.least ?? area.rows)
    area.dataset.least = String(least)
    area.rows = Math.min(Math.max(least, lines() + 1), 20)
  }

  /** @param {number} by levels */
  function indent(by) {
    const [start, end, from] = [area.selectionStart, area.selectionEnd, lineStart()]
    const block = area.value.slice(from, end)
    const moved = block.split("\n").map((each) => (by > 0 ? INDENT + each : each.replace(/^ {1,4}/, ""))).join("\n")
    if (moved === block) return
    area.setSelectionRange(from, end)
    insert(moved)
    const first = moved.split("\n")[0].length - block.split("\n")[0].length
    area.setSelectionRange(Math.max(from, start + first), end + moved.length - block.length)
  }

  area.addEventListener("input", () => {
    grow()
    onChange?.(area.value)
  })
  area.addEventListener("keydown", (event) => {
    if (event.isComposing || event.altKey || completing?.keydown(event)) return
    const held = event.ctrlKey || event.metaKey
    if (event.key === "Enter" && (held || (!event.shiftKey && isComplete && completes(isComplete)))) {
      event.preventDefault()
      onRun()
    } else if (event.key === "Backspace" && !held && lastLevel()) {
      event.preventDefault()
      area.setSelectionRange(area.selectionStart - lastLevel(), area.selectionStart)
      insert("")
    } else if (event.key === "Enter" && !held) {
      event.preventDefault()
      const before = area.value.slice(lineStart(), area.selectionStart)
      insert(`\n${before.match(/^ */)?.[0]}${/:\s*$/.test(before) ? INDENT : ""}`)
    } else if (recall && !held && !event.shiftKey) {
      const step = event.key === "ArrowUp" && line() === 1 ? -1 : event.key === "ArrowDown" && line() === lines() ? 1 : 0
      const text = step ? recall(step) : null
      if (text === null) return
      event.preventDefault()
      set(text)
    }
  })
  grow()

  /** @param {(source: string) => boolean} complete */
  function completes(complete) {
    return (lines() === 1 || afterCursor().trim() === "") && complete(area.value)
  }

  return {
    element: area,
    text: () => area.value,
    set,
    load: (text) => { completing?.close(); area.value = text; grow() },
    focus: () => area.focus(),
    insert,
    indent,
    mark,
  }
}
