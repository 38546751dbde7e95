// A bar between two parts of the workbench that sets the height of one of them, by pointer or by arrow keys.
import {keep, kept} from "./kept.js"

const STEP = 24

/**
 * @param {HTMLElement} part the part whose height is set
 * @param {{name: string, label: string, side: "above" | "below", least: number, leave: number}} options
 *   `side` is where the part lies, seen from the bar; `least` its smallest height and `leave` what the rest keeps, in pixels
 */
export function makeSplitter(part, {name, label, side, least, leave}) {
  const bar = document.createElement("div")
  bar.className = "splitter"
  bar.tabIndex = 0
  bar.setAttribute("role", "separator")
  bar.setAttribute("aria-orientation", "horizontal")
  bar.setAttribute("aria-label", label)
  if (side === "above") part.after(bar)
  else part.before(bar)

  const room = () => part.parentElement.clientHeight
  function set(height) {
    const limited = Math.round(Math.max(least, Math.min(height, room() - leave)))
    part.style.setProperty(`--${name}-height`, `${limited}px`)
    part.dataset.sized = ""
    bar.setAttribute("aria-valuenow", String(Math.round((limited / room()) * 100)))
    keep(`height:${name}`, String(limited))
  }

  const direction = side === "above" ? 1 : -1
  bar.addEventListener("pointerdown", (event) => {
    const from = event.clientY
    const height = part.offsetHeight
    bar.setPointerCapture(event.pointerId)
    const move = (moved) => set(height + direction * (moved.clientY - from))
    bar.addEventListener("pointermove", move)
    bar.addEventListener("lostpointercapture", () => bar.removeEventListener("pointermove", move), {once: true})
  })
  bar.addEventListener("keydown", (event) => {
    const steps = {ArrowUp: -1, ArrowDown: 1}[event.key]
    if (steps === undefined) return
    event.preventDefault()
    set(part.offsetHeight + direction * steps * STEP)
  })
  bar.addEventListener("dblclick", () => {
    part.style.removeProperty(`--${name}-height`)
    delete part.dataset.sized
    keep(`height:${name}`, null)
  })
  bar.setAttribute("aria-valuenow", "50")
  const remembered = Number(kept(`height:${name}`))
  if (remembered && room() > 0) set(remembered)
}
