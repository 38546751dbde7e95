// A bar between two parts of the workbench that sets the height of one of them, by pointer or by arrow keys.
import {keep, kept} from "./kept.js"

const STEP = 24

/**
 * @param {HTMLElement} part the part whose height is set
 * @param {{name: string, label: string, side: "above" | "below", least: number, leave: number}} options
 *   `side` is where the part lies, seen from the bar; `least` its smallest height and `leave` what the rest keeps, in pixels
 */
export function makeSplitter(part, {name, label, side, least, leave}) {
  const around = part.parentElement ?? document.body
  const bar = document.createElement("div")
  bar.className = "splitter"
  bar.tabIndex = 0
  bar.setAttribute("role", "separator")
  bar.setAttribute("aria-orientation", "horizontal")
  bar.setAttribute("aria-label", label)
  if (side === "above") part.after(bar)
  else part.before(bar)

  let wished = Number(kept(`height:${name}`)) || null
  const room = () => around.clientHeight
  const limited = (/** @type {number} */ height) => Math.round(Math.max(least, Math.min(height, room() - leave)))

  function apply() {
    if (!room()) return
    if (wished !== null) {
      part.style.setProperty(`--${name}-height`, `${limited(wished)}px`)
      part.dataset.sized = ""
    }
    bar.setAttribute("aria-valuenow", String(Math.round((part.offsetHeight / room()) * 100)))
  }

  /** @param {number} height */
  function set(height) {
    wished = limited(height)
    keep(`height:${name}`, String(wished))
    apply()
  }

  const direction = side === "above" ? 1 : -1
  bar.addEventListener("pointerdown", (event) => {
    const from = event.clientY
    const height = part.offsetHeight
    bar.setPointerCapture(event.pointerId)
    const move = (/** @type {PointerEvent} */ moved) => set(height + direction * (moved.clientY - from))
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
    wished = null
    apply()
  })
  // The window or the other bar may leave less room than there was; the wish stays, for when there is more again.
  new ResizeObserver(apply).observe(around)
}
