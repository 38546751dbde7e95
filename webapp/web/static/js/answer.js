// The answer box: one exercise at a time, its text kept as a draft, its verdict below.
import {answerEditor, setText, textOf} from "./editor.js"
import {keep, kept} from "./kept.js"
import {isNarrow, showPane} from "./panes.js"

const CODE_IN_SIGHT = 110 // pixels: about five lines

/**
 * @param {HTMLElement} box the answer box as the server made it
 * @param {{lesson: string, onRun: (run: {kind: string, step: string, start: string, source: string}) => void}} options
 */
export function makeAnswer(box, {lesson, onRun}) {
  const form = box.querySelector("[data-answer-form]")
  const find = (name) => box.querySelector(`[data-${name}]`)
  const sectionOf = (id) => document.querySelector(`section.exercise[data-exercise="${CSS.escape(id)}"]`)
  const draftOf = (id) => `draft:${lesson}:${id}`
  const textIn = (section, name) => section.querySelector(`template[data-${name}]`).content.firstElementChild.textContent
  let id = box.dataset.exercise

  const editor = answerEditor(find("answer-editor"), {
    label: "Your answer",
    text: kept(draftOf(id)) ?? form.source.value,
    onRun: run,
    onChange: (text) => {
      keep(draftOf(id), text === textIn(sectionOf(id), "answer") ? null : text)
      age()
    },
  })
  form.classList.add("has-editor")
  find("task").parentElement.open = isNarrow()

  /** The verdict in sight is that of an earlier answer from now on. */
  function age() {
    find("verdict").firstElementChild?.classList.add("is-old")
  }

  function run() {
    age()
    onRun({kind: "answer", step: id, start: sectionOf(id).dataset.start, source: textOf(editor.view)})
  }

  function choose(next) {
    const section = sectionOf(next)
    id = next
    box.dataset.exercise = next
    box.dataset.state = section.dataset.state
    find("title").textContent = section.dataset.title
    find("number").textContent = section.dataset.number
    find("name").textContent = next
    find("task").innerHTML = section.querySelector(".prose").innerHTML
    find("verdict").innerHTML = section.querySelector("template[data-latest]")?.innerHTML ?? ""
    editor.load(kept(draftOf(next)) ?? textIn(section, "answer"))
    box.scrollTop = 0
    for (const link of document.querySelectorAll("[data-work-on]")) {
      if (link.dataset.workOn === next) link.setAttribute("aria-current", "true")
      else link.removeAttribute("aria-current")
    }
    history.replaceState(null, "", `?exercise=${encodeURIComponent(next)}`)
  }

  /** Scrolls the verdict into sight, as far as some lines of the code stay in sight above it. */
  function reveal() {
    const verdict = find("verdict")
    if (isNarrow()) return verdict.scrollIntoView({block: verdict.offsetHeight > innerHeight / 2 ? "start" : "nearest"})
    const barHeight = box.firstElementChild.offsetHeight
    const whole = verdict.offsetTop + verdict.offsetHeight - box.clientHeight
    box.scrollTop = Math.min(whole, verdict.offsetTop - barHeight - CODE_IN_SIGHT)
  }

  /** Where to go from a verdict that passed: the next exercise to do, else the next lesson. */
  function offerNext() {
    const passed = find("verdict").querySelector(".verdict.is-passed")
    if (!passed) return
    const todo = [...document.querySelectorAll("section.exercise")].find((section) => section.dataset.state === "todo")
    const next = document.createElement("a")
    next.className = "button small next"
    if (todo) {
      next.dataset.onward = todo.dataset.exercise
      next.href = `?exercise=${encodeURIComponent(todo.dataset.exercise)}#answer`
      next.textContent = `${todo.dataset.title} ${todo.dataset.number}`
    } else {
      const onward = document.querySelector("nav.onward a")
      next.href = onward.href
      next.textContent = onward.querySelector(".eyebrow").textContent === "Next" ? "Next lesson" : "All lessons"
    }
    passed.querySelector("h3").after(next)
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-work-on], [data-onward]")
    if (!link) return
    event.preventDefault()
    const wanted = link.dataset.workOn ?? link.dataset.onward
    if (wanted !== id) choose(wanted)
    showPane("code")
    // A touch screen's keyboard would cover what was just opened.
    if (matchMedia("(pointer: fine)").matches) editor.view.focus()
  })
  form.addEventListener("submit", (event) => {
    event.preventDefault()
    run()
  })
  find("to-starter").addEventListener("click", () => {
    setText(editor.view, textIn(sectionOf(id), "starter"))
    editor.view.focus()
  })

  return {
    /** Puts an answer into the box, its exercise with it; nothing for a step that is answered elsewhere. */
    put(step, source) {
      if (!sectionOf(step)) return
      if (step !== id) choose(step)
      setText(editor.view, source)
    },

    /** The server has this answer now, so it is no draft any more: a later one from elsewhere is to win over it. */
    isRecorded(step, source) {
      sectionOf(step).querySelector("template[data-answer]").content.firstElementChild.textContent = source
      if (kept(draftOf(step)) === source) keep(draftOf(step), null)
    },

    /** Shows the verdict on an answer, and keeps it for when its exercise is chosen again. */
    showVerdict(step, html) {
      const section = sectionOf(step)
      if (!section.querySelector("template[data-latest]")) {
        section.append(Object.assign(document.createElement("template"), {}))
        section.lastElementChild.dataset.latest = ""
      }
      section.querySelector("template[data-latest]").innerHTML = html
      if (step !== id) return
      find("verdict").innerHTML = html
      offerNext()
      reveal()
    },

    /** Marks what has been passed, here and in the lesson. @param {Record<string, string>} states */
    showStates(states) {
      for (const [step, state] of Object.entries(states)) {
        const section = sectionOf(step)
        if (section) section.dataset.state = state
      }
      box.dataset.state = states[id] ?? box.dataset.state
    },
  }
}
