// The answer box: one exercise at a time, its text kept as a draft, its verdict below.
import {makeBox} from "./box.js"
import {all, around, made, maybe, one} from "./dom.js"
import {makeDraftLine} from "./draft_line.js"
import {answerEditor} from "./editor.js"
import {isNarrow, showPane} from "./panes.js"
import {focusOn, swap} from "./swap.js"

const CODE_IN_SIGHT = 110 // pixels: about five lines

/**
 * @param {HTMLElement} box the answer box as the server made it
 * @param {{drafts: import("./draft_line.js").Drafts, completion: import("./candidates.js").Options, onRun: (run: import("./submit.js").Asked) => void}} options
 */
export function makeAnswer(box, {drafts, completion, onRun}) {
  const form = one(box, "[data-answer-form]")
  const find = (/** @type {string} */ name) => one(box, `[data-${name}]`)
  const chooser = (/** @type {string} */ id) => `section.exercise[data-exercise="${CSS.escape(id)}"]`
  const sectionOf = (/** @type {string} */ id) => one(document, chooser(id))
  const held = (/** @type {HTMLElement} */ section, /** @type {string} */ name) =>
    one(one(section, `template[data-${name}]`, HTMLTemplateElement).content, "pre")
  const textIn = (/** @type {HTMLElement} */ section, /** @type {string} */ name) => held(section, name).textContent ?? ""
  const drafted = (/** @type {string} */ id) => drafts.text(id) ?? textIn(sectionOf(id), "answer")
  let id = box.dataset.exercise ?? ""
  let arriving = false // what changes the box now was typed elsewhere
  /** @type {{onPoint?: (line: number) => void, onTake?: (line: number) => void}} */
  let hearing = {}

  const editor = makeBox(form, find("answer-editor"), answerEditor, {
    label: "Your answer",
    completion: {...completion, step: () => id},
    text: drafted(id),
    onRun: run,
    onPoint: (line) => hearing.onPoint?.(line),
    onTake: (line) => hearing.onTake?.(line),
    onChange: (text) => {
      if (!arriving) drafts.type(id, text === textIn(sectionOf(id), "answer") ? null : text)
      age()
    },
  })
  const line = makeDraftLine(find("draft"), drafts, {
    stepOf: () => id,
    textOf: editor.text,
    put: () => arrive(drafted(id)),
    type: editor.set,
  })
  drafts.watch({onText: () => {}, onState: () => {}, onAnswer: hasAnswer})
  one(box, "details.task", HTMLDetailsElement).open = isNarrow()

  /** @param {string} text */
  function arrive(text) {
    arriving = true
    editor.set(text)
    arriving = false
  }

  /** What the server has as the answer to a step now. @param {string} step @param {string} source */
  function hasAnswer(step, source) {
    const section = maybe(document, chooser(step))
    if (!section) return
    const stood = drafted(id)
    held(section, "answer").textContent = source
    if (drafted(id) !== stood) arrive(drafted(id))
  }

  /** The verdict in sight is that of an earlier answer from now on. */
  function age() {
    find("verdict").firstElementChild?.classList.add("is-old")
  }

  function run() {
    age()
    onRun({kind: "answer", step: id, start: sectionOf(id).dataset.start ?? "", source: editor.text()})
  }

  /** @param {string} next */
  function choose(next) {
    const section = sectionOf(next)
    id = next
    box.dataset.exercise = next
    box.dataset.state = section.dataset.state
    find("title").textContent = section.dataset.title ?? ""
    find("number").textContent = section.dataset.number ?? ""
    find("name").textContent = next
    find("task").innerHTML = one(section, ".prose").innerHTML
    swap(find("verdict"), maybe(section, "template[data-latest]")?.innerHTML ?? "")
    offerNext()
    editor.load(drafted(next))
    line.show()
    box.scrollTop = 0
    for (const link of all(document, "[data-work-on]")) {
      if (link.dataset.workOn === next) link.setAttribute("aria-current", "true")
      else link.removeAttribute("aria-current")
    }
    history.replaceState(null, "", `?exercise=${encodeURIComponent(next)}`)
  }

  /** Scrolls the verdict into sight, as far as some lines of the code stay in sight above it. */
  function reveal() {
    const verdict = find("verdict")
    if (isNarrow()) return verdict.scrollIntoView({block: verdict.offsetHeight > innerHeight / 2 ? "start" : "nearest"})
    const barHeight = one(box, ".bar").offsetHeight
    const whole = verdict.offsetTop + verdict.offsetHeight - box.clientHeight
    box.scrollTop = uncut(Math.min(whole, verdict.offsetTop - barHeight - CODE_IN_SIGHT))
  }

  /** The nearest place to scroll to where what the exercise asks, or a line of the code, is not half under the bar. @param {number} top */
  function uncut(top) {
    const asked = one(box, "details.task").offsetHeight
    if (top < asked) return top < asked / 2 ? 0 : asked
    const {lineHeight, paddingTop} = getComputedStyle(maybe(editor.element, ".cm-content") ?? editor.element)
    const [line, code] = [parseFloat(lineHeight), asked + parseFloat(paddingTop)]
    return top < code ? asked : code + Math.floor((top - code) / line) * line
  }

  /** Where to go from a verdict that passed: the next exercise to do, else the next lesson. */
  function offerNext() {
    const passed = maybe(find("verdict"), ".verdict.is-passed")
    if (!passed) return
    const todo = all(document, "section.exercise").find((section) => section.dataset.state === "todo")
    const next = made("a", "button small next")
    const wanted = todo?.dataset.exercise
    if (todo && wanted) {
      next.dataset.onward = wanted
      next.href = `?exercise=${encodeURIComponent(wanted)}#answer`
      next.textContent = `${todo.dataset.title} ${todo.dataset.number}`
    } else {
      const onward = one(document, "nav.onward a", HTMLAnchorElement)
      next.href = onward.href
      next.textContent = one(onward, ".eyebrow").textContent === "Next" ? "Next lesson" : "All lessons"
    }
    one(passed, "h3").after(next)
  }

  document.addEventListener("click", (event) => {
    const link = around(event.target, "[data-work-on], [data-onward]")
    const wanted = link?.dataset.workOn ?? link?.dataset.onward
    if (!wanted) return
    event.preventDefault()
    if (wanted !== id) choose(wanted)
    showPane("code")
    // A touch screen's keyboard would cover what was just opened.
    if (matchMedia("(pointer: fine)").matches) editor.focus()
    else focusOn(box)
  })
  form.addEventListener("submit", (event) => {
    event.preventDefault()
    run()
  })
  find("to-starter").addEventListener("click", () => {
    drafts.setAside(id, editor.text())
    editor.set(textIn(sectionOf(id), "starter"))
    line.show()
    editor.focus()
  })

  offerNext()
  if (drafted(id) !== textIn(sectionOf(id), "answer")) age()
  else if (!isNarrow() && find("verdict").firstElementChild) reveal()

  return {
    box: editor,

    /** The exercise in the box. */
    step: () => id,

    /** Whether an answer that ran is what stands in the box. @param {string} step @param {string} source */
    holds: (step, source) => step === id && editor.text().trimEnd() === source.trimEnd(),

    mark: editor.mark,

    /** Who hears which of its lines is pointed at or taken. @param {typeof hearing} listener */
    hear(listener) {
      hearing = listener
    },

    /** What stands in the box for an exercise and is not its starter; null where it has no box. @param {string} step */
    heldFor(step) {
      const section = maybe(document, chooser(step))
      if (!section) return null
      const text = step === id ? editor.text() : drafted(step)
      return text === textIn(section, "starter") ? "" : text
    },

    /** Puts an answer into the box, its exercise with it; nothing for a step that is answered elsewhere. @param {string} step @param {string} source */
    put(step, source) {
      if (!maybe(document, chooser(step))) return
      if (step !== id) choose(step)
      editor.set(source)
    },

    /** The server has this answer now, so it is no draft any more: a later one from elsewhere is to win over it. @param {string} step @param {string} source */
    isRecorded(step, source) {
      held(sectionOf(step), "answer").textContent = source
      drafts.answered(step, source)
    },

    hasAnswer,

    /** Shows the verdict on an answer, and keeps it for when its exercise is chosen again. @param {string} step @param {string} html */
    showVerdict(step, html) {
      const section = sectionOf(step)
      const latest = maybe(section, "template[data-latest]") ?? document.createElement("template")
      latest.dataset.latest = ""
      latest.innerHTML = html
      section.append(latest)
      if (step !== id) return
      swap(find("verdict"), html)
      offerNext()
      reveal()
    },

    /** Marks what has been passed, here and in the lesson. @param {Record<string, string>} states */
    showStates(states) {
      for (const [step, state] of Object.entries(states)) {
        const section = maybe(document, chooser(step))
        if (section) section.dataset.state = state
      }
      box.dataset.state = states[id] ?? box.dataset.state
    },
  }
}
