// A bar between two parts of the page that sets the size of one of them, by pointer or by arrow keys, and remembers it.
// sizes.js lays the parts out by what is remembered before anything is painted; this is what happens afterwards.
import {one} from "./dom.js"
import {keep, kept} from "./kept.js"

const STEP = 24

/** @typedef {{size: "offsetWidth" | "offsetHeight", room: "clientWidth" | "clientHeight", at: "clientX" | "clientY", less: string, more: string}} Axis */
/** @type {Record<"width" | "height", Axis>} */
const AXES = {
  width: {size: "offsetWidth", room: "clientWidth", at: "clientX", less: "ArrowLeft", more: "ArrowRight"},
  height: {size: "offsetHeight", room: "clientHeight", at: "clientY", less: "ArrowUp", more: "ArrowDown"},
}

/**
 * @param {HTMLElement} bar names by `aria-controls` the part whose size it sets: the one before it, or after it
 * @param {{least: number, leave: number}} limits the part's smallest size, and what the rest keeps, in pixels
 */
export function makeSplitter(bar, {least, leave}) {
  const part = one(document, `#${bar.getAttribute("aria-controls")}`)
  const axis = bar.getAttribute("aria-orientation") === "vertical" ? "width" : "height"
  const {size, room, at, less, more} = AXES[axis]
  const name = `${axis}:${part.id}`
  const property = `--${part.id}-${axis}`
  const around = part.parentElement ?? document.body
  const direction = part.compareDocumentPosition(bar) & Node.DOCUMENT_POSITION_FOLLOWING ? 1 : -1
  const limited = (/** @type {number} */ wish) => Math.round(Math.max(least, Math.min(wish, around[room] - leave)))
  let wished = Number(kept(name)) || null

  function apply() {
    if (!around[room]) return
    const root = document.documentElement
    if (wished === null) root.style.removeProperty(property)
    else root.style.setProperty(property, `${limited(wished)}px`)
    bar.setAttribute("aria-valuenow", String(Math.round((part[size] / around[room]) * 100)))
  }

  /** @param {number | null} wish null for the size that it has of itself */
  function set(wish) {
    wished = wish === null ? null : limited(wish)
    keep(name, wished === null ? null : String(wished))
    apply()
  }

  bar.addEventListener("pointerdown", (event) => {
    const from = event[at]
    const before = part[size]
    bar.setPointerCapture(event.pointerId)
    const move = (/** @type {PointerEvent} */ moved) => set(before + direction * (moved[at] - from))
    bar.addEventListener("pointermove", move)
    bar.addEventListener("lostpointercapture", () => bar.removeEventListener("pointermove", move), {once: true})
  })
  bar.addEventListener("keydown", (event) => {
    const steps = {[less]: -1, [more]: 1}[event.key]
    if (steps === undefined) return
    event.preventDefault()
    set(part[size] + direction * steps * STEP)
  })
  bar.addEventListener("dblclick", () => set(null))
  // The window or another bar may leave less room than there was; the wish stays, for when there is more again.
  new ResizeObserver(apply).observe(around)
}
