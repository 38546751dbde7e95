// The line of a step lights up in the transcript and in the answer that ran, and its row in the timeline, whichever is pointed at.
import {all, around, maybe, one} from "./dom.js"
import {isNarrow} from "./panes.js"
import {sourceIn} from "./source.js"

/**
 * The answer box, as far as its lines light up.
 * @typedef {object} AnswerLines
 * @property {(step: string, source: string) => boolean} holds
 * @property {import("./box.js").Box["mark"]} mark
 * @property {(listener: {onPoint: (line: number) => void, onTake: (line: number) => void}) => void} hear
 */

/**
 * @param {HTMLElement} section with the timeline and the SQL
 * @param {HTMLElement} transcript
 * @param {{answer: AnswerLines | null, onGo: (step: number) => void}} options
 */
export function makeLights(section, transcript, {answer, onGo}) {
  let [entry, at, here] = ["", 0, 0]
  /** @type {number[]} */
  let lines = []
  const timeline = one(section, '[data-panel="timeline"]')
  const source = () => maybe(transcript, `[data-entry="${entry}"] .source`)
  const linesOf = (/** @type {string} */ selector) => all(source() ?? document.createDocumentFragment(), selector)
  const lineOf = (/** @type {number} */ line) => linesOf(`[data-line="${line}"]`).at(0)

  /** Whether what is looked at is the answer that stands in its box. */
  function inAnswer() {
    const ran = maybe(transcript, `[data-entry="${entry}"].of-answer`)
    const text = source()
    return answer !== null && ran !== null && text !== null && answer.holds(ran.dataset.step ?? "", sourceIn(text))
  }

  /** Lights a line, or none, everywhere. @param {number} line */
  function light(line) {
    for (const lit of document.querySelectorAll(".is-lit")) lit.classList.remove("is-lit")
    if (inAnswer()) answer?.mark({here, lit: line})
    if (!line) return
    lineOf(line)?.classList.add("is-lit")
    for (const row of timeline.querySelectorAll(`.step[data-line="${line}"]`)) row.classList.add("is-lit")
  }

  /** The line that something on the page is about; 0 where it is about none. @param {EventTarget | null} element */
  function lineAbout(element) {
    const found = around(element, "[data-line]")
    if (!found || (transcript.contains(found) && !source()?.contains(found))) return 0
    return Number(found.dataset.line)
  }

  for (const part of [section, transcript]) {
    for (const kind of ["mouseover", "focusin"]) part.addEventListener(kind, (event) => light(lineAbout(event.target)))
    part.addEventListener("mouseleave", () => light(0))
    part.addEventListener("focusout", () => light(0))
  }

  answer?.hear({
    onPoint: (line) => { if (inAnswer()) light(line) },
    onTake: (line) => { if (inAnswer() && lines.includes(line)) onGo(stepOf(line)) },
  })

  /** The step to go to from a line: the next one of that line, or else its first. @param {number} line */
  function stepOf(line) {
    const next = lines.indexOf(line, at + 1)
    return next < 0 ? lines.indexOf(line) : next
  }

  transcript.addEventListener("click", (event) => {
    const line = lineAbout(event.target)
    if (line && lines.includes(line) && getSelection()?.isCollapsed) onGo(stepOf(line))
  })
  transcript.addEventListener("keydown", (event) => {
    if (!around(event.target, ".line[tabindex]")) return
    /** @type {Record<string, () => number>} */
    const keys = {Enter: () => stepOf(lineAbout(event.target)), ArrowUp: () => at - 1, ArrowDown: () => at + 1}
    const to = keys[event.key]?.()
    if (to === undefined) return
    event.preventDefault()
    onGo(to)
    linesOf('[tabindex="0"]').at(0)?.focus()
  })

  /** Of the lines that ran, one is a stop of the Tab key; arrows go on from there. */
  function makeStops() {
    for (const line of all(transcript, ".line[tabindex]")) {
      line.removeAttribute("tabindex")
      line.removeAttribute("role")
    }
    const current = lines[at] || lines.find(Boolean)
    for (const line of linesOf(".line")) {
      const number = Number(line.dataset.line)
      if (!lines.includes(number)) continue
      line.tabIndex = number === current ? 0 : -1
      line.setAttribute("role", "button")
    }
  }

  return {
    /** What is looked at now. @param {string} id @param {number} step @param {number[]} of the line of each step */
    show(id, step, of) {
      entry = id
      at = step
      lines = of
      for (const row of all(timeline, ".step")) {
        const here = Number(row.dataset.step) === at
        row.classList.toggle("is-at", here)
        const go = one(row, ".go")
        if (here) go.setAttribute("aria-current", "step")
        else go.removeAttribute("aria-current")
        for (const link of all(row, "a")) link.tabIndex = here ? 0 : -1
      }
      for (const telling of all(timeline, "[data-telling]")) telling.hidden = Number(telling.dataset.telling) !== at
      for (const sent of all(section, ".statements > [data-step]")) {
        sent.classList.toggle("is-at", at > 0 && sent.dataset.step === String(at))
      }
      makeStops()
    },

    /** Brings the step's row and line into sight. @param {{focus: boolean}} how */
    toStep({focus}) {
      if (focus) maybe(timeline, ".step.is-at .go")?.focus()
      this.toRow()
      this.clear()
      here = lines[at]
      const line = lineOf(here)
      line?.classList.add("is-here")
      if (inAnswer()) return answer?.mark({here, lit: 0, reveal: true})
      const folded = around(line ?? null, "details", HTMLDetailsElement)
      if (folded) folded.open = true
      line?.scrollIntoView({block: "nearest"})
    },

    /** Brings the step's row into sight: within the timeline where that scrolls by itself, else, on a phone, by the page. */
    toRow() {
      const row = maybe(timeline, ".step.is-at")
      if (!row?.offsetParent) return
      const boxOf = (/** @type {Element} */ part) => part.getBoundingClientRect()
      const box = boxOf(row)
      const scrolls = timeline.scrollHeight > timeline.clientHeight
      if (!scrolls && !isNarrow()) return
      // The head above and the words below lie over the rows.
      const head = scrolls ? boxOf(timeline).top + one(timeline, "thead").offsetHeight : boxOf(one(section, ".data-bar")).bottom
      const by = box.bottom - boxOf(one(timeline, ".tellings")).top
      const scrolled = scrolls ? timeline : document.scrollingElement ?? document.documentElement
      if (by > 0) scrolled.scrollTop += Math.min(by, box.top - head)
      else if (box.top < head) scrolled.scrollTop -= head - box.top
    },

    /** Nothing has been stepped to. */
    clear() {
      here = 0
      for (const line of transcript.querySelectorAll(".is-here")) line.classList.remove("is-here")
      answer?.mark({here, lit: 0})
    },
  }
}
