// Lines to put in order: a list that moves by buttons, keys and pointer, and writes itself into the form's text.
import {around, made, maybe, one} from "./dom.js"

const INDENT = "    "
const DEEPEST = 6
/** @type {Record<string, string>} */
const MOVES = {ArrowUp: "up", ArrowDown: "down", ArrowLeft: "left", ArrowRight: "right", Delete: "out"}

/**
 * @param {HTMLElement} place holds the text box that is sent, and all lines there are
 * @param {{onChange: () => void, announce: (sentence: string) => void}} options
 */
export function makeOrdering(place, {onChange, announce}) {
  const text = one(place, "textarea", HTMLTextAreaElement)
  const indents = "indents" in place.dataset
  const list = made("ol", "lines")
  list.setAttribute("aria-label", "Lines to put in order")
  /** @type {string[]} */
  const all = JSON.parse(one(place, "template[data-lines]", HTMLTemplateElement).content.textContent ?? "[]")
  const rows = () => /** @type {HTMLElement[]} */ ([...list.children])
  const depthOf = (/** @type {HTMLElement} */ row) => Number(row.dataset.depth)
  fill(text.value)
  text.before(list)
  place.classList.add("has-list")
  text.required = false // it is hidden now, and a browser cannot point at what is hidden

  /** @param {string} value */
  function fill(value) {
    const left = [...all]
    const given = value.split("\n").filter((line) => line.trim())
    for (const line of given) {
      const at = left.indexOf(line.trim())
      if (at >= 0) list.append(item(left.splice(at, 1)[0], Math.floor((line.length - line.trimStart().length) / INDENT.length), false))
    }
    for (const line of left) list.append(item(line, 0, true))
    tell()
  }

  /** @param {string} line @param {number} depth @param {boolean} out left out @returns {HTMLElement} */
  function item(line, depth, out) {
    const row = made("li")
    row.tabIndex = -1
    row.dataset.line = line
    const handle = made("span", "handle", "⠿")
    handle.setAttribute("aria-hidden", "true")
    row.append(handle, made("code", "", line), buttons())
    setDepth(row, depth)
    row.classList.toggle("is-out", out)
    handle.addEventListener("pointerdown", (event) => drag(event, row))
    return row
  }

  function buttons() {
    const actions = [["up", "↑", "Move up"], ["down", "↓", "Move down"]]
    if (indents) actions.push(["left", "⇤", "Indent less"], ["right", "⇥", "Indent more"])
    actions.push(["out", "×", "Leave out, or take in"])
    const group = made("span", "moves")
    for (const [act, sign, label] of actions) {
      const button = Object.assign(made("button", "", sign), {type: "button", title: label, tabIndex: -1})
      button.dataset.act = act
      button.setAttribute("aria-label", label)
      group.append(button)
    }
    return group
  }

  /** @param {HTMLElement} row @param {number} depth */
  function setDepth(row, depth) {
    row.dataset.depth = String(Math.max(0, Math.min(DEEPEST, depth)))
    row.style.setProperty("--depth", row.dataset.depth)
  }

  /** @type {Record<string, (row: HTMLElement) => void>} */
  const acts = {
    // The other line moves past this one, so that the focus stays where it is.
    up: (row) => { if (row.previousElementSibling) row.after(row.previousElementSibling) },
    down: (row) => { if (row.nextElementSibling) row.before(row.nextElementSibling) },
    left: (row) => setDepth(row, depthOf(row) - 1),
    right: (row) => setDepth(row, depthOf(row) + 1),
    out: (row) => { if (row.classList.toggle("is-out")) list.append(row) },
  }

  /** @param {string} name @param {HTMLElement} row */
  function act(name, row) {
    if (!acts[name] || (!indents && (name === "left" || name === "right"))) return
    acts[name](row)
    tell()
    focusOn(row)
    announce(where(row))
    onChange()
  }

  /** @param {HTMLElement} row @returns {string} */
  function where(row) {
    if (row.classList.contains("is-out")) return `${row.dataset.line}: left out`
    const place = rows().indexOf(row) + 1
    const depth = indents ? `, indented ${row.dataset.depth}` : ""
    return `${row.dataset.line}: line ${place} of ${list.children.length}${depth}`
  }

  /** Writes the lines into the text that is sent, and says of each where it stands. */
  function tell() {
    const used = rows().filter((row) => !row.classList.contains("is-out"))
    text.value = used.map((row) => INDENT.repeat(indents ? depthOf(row) : 0) + row.dataset.line).join("\n")
    for (const row of rows()) row.setAttribute("aria-label", where(row))
    const [first] = rows()
    if (first && !maybe(list, '[tabindex="0"]')) first.tabIndex = 0
  }

  /** @param {HTMLElement} row */
  function focusOn(row) {
    for (const each of rows()) each.tabIndex = each === row ? 0 : -1
    row.focus()
  }

  /** @param {PointerEvent} event @param {HTMLElement} row */
  function drag(event, row) {
    event.preventDefault()
    row.classList.add("is-moving")
    const move = (/** @type {PointerEvent} */ {clientY}) => {
      const over = rows().find((each) => {
        const box = each.getBoundingClientRect()
        return each !== row && clientY > box.top && clientY < box.bottom
      })
      if (!over) return
      const below = over.getBoundingClientRect().top > row.getBoundingClientRect().top
      if (below) over.after(row)
      else over.before(row)
    }
    const end = () => {
      removeEventListener("pointermove", move)
      row.classList.remove("is-moving")
      tell()
      announce(where(row))
      onChange()
    }
    addEventListener("pointermove", move)
    addEventListener("pointerup", end, {once: true})
    addEventListener("pointercancel", end, {once: true})
  }

  list.addEventListener("click", (event) => {
    const button = around(event.target, "button[data-act]")
    const row = around(event.target, "li")
    if (row && button?.dataset.act) act(button.dataset.act, row)
    else if (row) focusOn(row)
  })
  list.addEventListener("keydown", (event) => {
    const row = around(event.target, "li")
    if (!row || event.ctrlKey || event.metaKey) return
    const moves = MOVES[event.key]
    if (!moves) return
    const sideways = moves === "left" || moves === "right"
    if (!event.altKey && !sideways && moves !== "out") {
      const next = rows()[rows().indexOf(row) + (moves === "up" ? -1 : 1)]
      if (next) focusOn(next)
    } else act(moves, row)
    event.preventDefault()
  })
  const keys = made("p", "keys")
  list.after(keys)
  keys.textContent = indents
    ? "Drag a line, or with the keyboard: ↑ ↓ to choose, Alt with ↑ ↓ to move, ← → to indent, Delete to leave out."
    : "Drag a line, or with the keyboard: ↑ ↓ to choose, Alt with ↑ ↓ to move, Delete to leave out."
}
