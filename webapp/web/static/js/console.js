// The console: what was run, what is running, and the prompt.
import {makeBox} from "./box.js"
import {makeClearing} from "./clearing.js"
import {isComplete} from "./complete.js"
import {all, made, one, only} from "./dom.js"
import {makeDraftLine} from "./draft_line.js"
import {consoleEditor} from "./editor.js"
import {makeElapsed} from "./elapsed.js"
import {makeHistory} from "./history.js"
import {nothingSelected} from "./selection.js"
import {sourceIn, withPrompts} from "./source.js"
import {swap} from "./swap.js"

/** @typedef {import("./submit.js").Asked} Asked */

/** @type {Record<string, (step: string) => string>} */
const RUNNING = {answer: () => "Running your answer …", example: (step) => `Running example ${step} …`, prediction: () => "Running the code of your prediction …"}

/**
 * @param {HTMLElement} section the console as the server made it
 * @param {{lesson: string, start: string, drafts: import("./draft_line.js").Drafts, completion: import("./candidates.js").Options, onRun: (run: Asked) => void}} options
 */
export function makeConsole(section, {lesson, start, drafts, completion, onRun}) {
  const find = (/** @type {string} */ name) => one(section, `[data-${name}]`)
  const [terminal, transcript, form] = [find("terminal"), find("transcript"), find("console-form")]
  const lines = makeHistory(lesson, () => all(transcript, ".of-console .source").map(sourceIn))
  const clearing = makeClearing(section, completion)
  const elapsed = makeElapsed(find("elapsed"))
  /** @type {{entry: HTMLElement, printed: HTMLElement} | null} */
  let pending = null
  let arriving = false // what changes the prompt now was typed elsewhere
  let waiting = false // what stands at the prompt was entered while something ran

  const box = makeBox(form, find("console-editor"), consoleEditor, {
    label: "Python console", text: drafts.text("") ?? "", onRun: run, onChange: typing, isComplete, completion,
    recall,
  })
  makeDraftLine(find("draft"), drafts, {stepOf: () => "", textOf: box.text, put: arrive, type: box.set})
  toEnd()

  /** @param {string} text */
  function typing(text) {
    if (!arriving) drafts.type("", text || null)
  }

  /** @param {string | null} text */
  function arrive(text) {
    arriving = true
    box.set(text ?? "")
    arriving = false
  }

  function run() {
    const source = box.text()
    if (!source.trim()) return
    if (pending) wait(source)
    else onRun({kind: "console", step: "", start, source})
  }

  /** It runs when what is running has ended, and until then stays at the prompt, where it is kept. @param {string} source */
  function wait(source) {
    waiting = true
    box.set(`${source.trimEnd()}\n`)
    find("run-state").textContent = "The next waits"
    completion.say("It runs next.")
  }

  /** @param {number} step @returns {string | null} */
  function recall(step) {
    return lines.recall(step, box.text())
  }

  function toEnd() {
    terminal.scrollTop = terminal.scrollHeight
    // Where the page scrolls instead of the terminal, the prompt is brought into sight.
    if (terminal.scrollHeight <= terminal.clientHeight && pending) form.scrollIntoView({block: "nearest"})
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault()
    run()
  })
  form.addEventListener("keydown", (event) => {
    const alone = event.ctrlKey && !event.shiftKey && !event.altKey && !event.metaKey
    const key = event.key.toLowerCase()
    if (alone && key === "l") {
      event.preventDefault()
      clearing.clear()
    } else if (alone && key === "c" && !pending && nothingSelected() && box.text()) {
      event.preventDefault()
      box.set("") // an undo brings it back
      completion.say("Cleared.")
    }
  })
  terminal.addEventListener("click", (event) => {
    if (event.target === terminal && getSelection()?.isCollapsed) box.focus()
  })

  return {
    box,

    /**
     * A run has begun: its source stands in the console, and output goes below it.
     * @param {Asked} run @param {string} was its source as it stood at the prompt, before it was mended
     */
    begin({kind, step, source}, was) {
      if (kind === "console") lines.add(source)
      elapsed.start()
      find("replaced").hidden = true
      this.problem("")
      pending = {entry: made("li", "entry is-pending"), printed: made("pre", "code printed")}
      if (kind === "console") {
        pending.entry.append(withPrompts(source))
        if (box.text() === was) box.set("")
      } else pending.entry.append(made("p", "ran", RUNNING[kind]?.(step) ?? ""))
      pending.entry.append(pending.printed)
      transcript.append(pending.entry)
      toEnd()
    },

    /** Output as it comes. @param {{kind: string, text: string}} event */
    event({kind, text}) {
      pending?.printed.append(made("span", kind, text))
      toEnd()
    },

    /** What was printed so far belongs to a connection that was lost. */
    again() {
      pending?.printed.replaceChildren()
    },

    /** The console as the server has it. @param {import("./submit.js").Standing} standing */
    show({whole, html}) {
      pending?.entry.remove()
      elapsed.stop()
      if (whole) swap(transcript, html.transcript)
      else transcript.insertAdjacentHTML("beforeend", html.transcript)
      clearing.tell()
      toEnd()
      pending = null
    },

    /** Nothing ran: what was typed goes back to the prompt. @param {Asked} run */
    failed({kind, source}) {
      pending?.entry.remove()
      pending = null
      elapsed.stop()
      if (kind === "console" && !box.text()) box.set(source)
    },

    /** Nothing runs any more: what was entered meanwhile has its turn, unless its next line is being typed. @param {boolean} goesOn */
    ended(goesOn) {
      const entered = waiting && goesOn && !box.text().split("\n").at(-1)?.trim()
      waiting = false
      if (entered) run()
    },

    /** Offers to bring names back that a fresh start replaced. @param {boolean} on */
    offerBack(on) {
      find("replaced").hidden = !on
      if (on) find("replaced").scrollIntoView({block: "nearest"})
    },

    /** Whether it began with a start that the lesson has no more. @param {boolean} on */
    outdated(on) {
      find("outdated").hidden = !on
    },

    /** A sentence about what went wrong; an empty one takes it away. A page that is old can be had anew. @param {string} sentence */
    problem(sentence, {isOld = false} = {}) {
      find("problem").hidden = !sentence
      find("reload").hidden = !isOld
      one(find("problem"), "p").textContent = sentence
      if (sentence) find("problem").scrollIntoView({block: "nearest"})
    },

    /** @param {string} sentence what is going on, or nothing */
    state(sentence) {
      find("run-state").textContent = sentence
    },

    /** For what a button did that is gone now. */
    focus() {
      box.focus()
    },

    /** Where the button that had the focus is gone, the prompt gets it. */
    keepFocus() {
      const focused = only(document.activeElement)
      if (!focused || focused === document.body || !focused.checkVisibility()) box.focus()
    },

    /** The newest entry, as the page shows it. */
    last: () => all(transcript, ":scope > [data-entry]").at(-1) ?? null,
  }
}
