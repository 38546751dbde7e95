// Lines to put in order: a list that moves by buttons, keys and pointer, and writes itself into the form's text.

const INDENT = "    "
const DEEPEST = 6

/**
 * @param {HTMLElement} place holds the text box that is sent, and all lines there are
 * @param {{onChange: () => void, announce: (sentence: string) => void}} options
 */
export function makeOrdering(place, {onChange, announce}) {
  const text = place.querySelector("textarea")
  const indents = "indents" in place.dataset
  const list = Object.assign(document.createElement("ol"), {className: "lines"})
  list.setAttribute("aria-label", "Lines to put in order")
  const all = JSON.parse(place.querySelector("template[data-lines]").content.textContent)
  fill(text.value)
  text.before(list)
  place.classList.add("has-list")
  text.required = false // it is hidden now, and a browser cannot point at what is hidden

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

  function item(line, depth, out) {
    const row = document.createElement("li")
    row.tabIndex = -1
    row.dataset.line = line
    const handle = Object.assign(document.createElement("span"), {className: "handle", textContent: "⠿"})
    handle.setAttribute("aria-hidden", "true")
    row.append(handle, Object.assign(document.createElement("code"), {textContent: line}), buttons())
    setDepth(row, depth)
    row.classList.toggle("is-out", out)
    handle.addEventListener("pointerdown", (event) => drag(event, row))
    return row
  }

  function buttons() {
    const actions = [["up", "↑", "Move up"], ["down", "↓", "Move down"]]
    if (indents) actions.push(["left", "⇤", "Indent less"], ["right", "⇥", "Indent more"])
    actions.push(["out", "×", "Leave out, or take in"])
    const group = Object.assign(document.createElement("span"), {className: "moves"})
    for (const [act, sign, label] of actions) {
      const button = Object.assign(document.createElement("button"), {type: "button", textContent: sign, title: label, tabIndex: -1})
      button.dataset.act = act
      button.setAttribute("aria-label", label)
      group.append(button)
    }
    return group
  }

  function setDepth(row, depth) {
    row.dataset.depth = Math.max(0, Math.min(DEEPEST, depth))
    row.style.setProperty("--depth", row.dataset.depth)
  }

  const acts = {
    up: (row) => row.previousElementSibling?.before(row),
    down: (row) => row.nextElementSibling?.after(row),
    left: (row) => setDepth(row, Number(row.dataset.depth) - 1),
    right: (row) => setDepth(row, Number(row.dataset.depth) + 1),
    out: (row) => { if (row.classList.toggle("is-out")) list.append(row) },
  }

  function act(name, row) {
    if (!acts[name] || (!indents && (name === "left" || name === "right"))) return
    acts[name](row)
    tell()
    focusOn(row)
    announce(where(row))
    onChange()
  }

  function where(row) {
    if (row.classList.contains("is-out")) return `${row.dataset.line}: left out`
    const place = [...list.children].indexOf(row) + 1
    const depth = indents ? `, indented ${row.dataset.depth}` : ""
    return `${row.dataset.line}: ${place} of ${list.children.length}${depth}`
  }

  /** Writes the lines into the text that is sent, and says of each where it stands. */
  function tell() {
    const used = [...list.children].filter((row) => !row.classList.contains("is-out"))
    text.value = used.map((row) => INDENT.repeat(indents ? row.dataset.depth : 0) + row.dataset.line).join("\n")
    for (const row of list.children) row.setAttribute("aria-label", where(row))
    if (!list.querySelector('[tabindex="0"]') && list.firstElementChild) list.firstElementChild.tabIndex = 0
  }

  function focusOn(row) {
    for (const each of list.children) each.tabIndex = each === row ? 0 : -1
    row.focus()
  }

  function drag(event, row) {
    event.preventDefault()
    row.classList.add("is-moving")
    const move = ({clientY}) => {
      const over = [...list.children].find((each) => {
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
      onChange()
    }
    addEventListener("pointermove", move)
    addEventListener("pointerup", end, {once: true})
    addEventListener("pointercancel", end, {once: true})
  }

  list.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-act]")
    const row = event.target.closest("li")
    if (button) act(button.dataset.act, row)
    else if (row) focusOn(row)
  })
  list.addEventListener("keydown", (event) => {
    const row = event.target.closest("li")
    if (!row || event.ctrlKey || event.metaKey) return
    const moves = {ArrowUp: "up", ArrowDown: "down", ArrowLeft: "left", ArrowRight: "right", Delete: "out"}[event.key]
    if (!moves) return
    const sideways = moves === "left" || moves === "right"
    if (!event.altKey && !sideways && moves !== "out") {
      const next = moves === "up" ? row.previousElementSibling : row.nextElementSibling
      if (next) focusOn(next)
    } else act(moves, row)
    event.preventDefault()
  })
  list.insertAdjacentHTML("afterend", '<p class="keys"></p>')
  list.nextElementSibling.textContent = indents
    ? "Drag a line, or with the keyboard: ↑ ↓ to choose, Alt with ↑ ↓ to move, ← → to indent, Delete to leave out."
    : "Drag a line, or with the keyboard: ↑ ↓ to choose, Alt with ↑ ↓ to move, Delete to leave out."
}
