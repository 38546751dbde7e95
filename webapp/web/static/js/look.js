// What the tabs show: which snippet, at which of its steps.
import {around, maybe, one} from "./dom.js"
import {makeLights} from "./lights.js"
import {forgetAsked, latest, lookedAt, markEarlier} from "./looked_at.js"
import {makePanels} from "./panels.js"
import {get} from "./requests.js"
import {makeReveal} from "./reveal.js"
import {makeStepper} from "./stepper.js"
import {swap} from "./swap.js"

/**
 * @param {HTMLElement} section with the tabs and their panels
 * @param {{transcript: HTMLElement, answer: import("./lights.js").AnswerLines | null, onOpen: () => void, say: (sentence: string) => void}} options
 */
export function makeLook(section, {transcript, answer, onOpen, say}) {
  const address = section.dataset.snippets ?? ""
  const head = one(section, "[data-looked-at]")
  let looked = lookedAt(head)
  const reveal = makeReveal(section)
  const lights = makeLights(section, transcript, {answer, onGo: go})
  const stepper = makeStepper(section, {onGo: go})
  markEarlier(head, transcript, looked.entry)
  const panels = makePanels(section, {address, looked: () => looked, onFilled: filled, onShown: inSight, say})
  const {tabs} = panels
  hearLinks(section, transcript, {look, reach})
  mark()

  /** What a panel that has come anew shows as the others do. @param {string} name @param {HTMLElement} panel */
  function filled(name, panel) {
    if (name === "session") reveal.reopen(panel)
    mark()
  }

  /** What was asked for is brought into sight, and in the timeline the step's row. @param {string} name */
  function inSight(name) {
    if (name === "timeline") lights.toRow()
    reveal.show()
  }

  /** The step and its line, wherever they are shown. */
  function mark() {
    const {entry, at, lines} = looked
    stepper.show(at, lines)
    lights.show(entry, at, lines)
  }

  /**
   * Goes to a step, and says what happened there.
   * @param {number} step
   * @param {{focus?: boolean, named?: boolean}} how whether the browser itself says which line it is, by what has the focus
   */
  function go(step, {focus = false, named = false} = {}) {
    if (!(step in looked.lines)) return
    looked.at = step
    mark()
    lights.toStep({focus})
    panels.follow()
    const telling = maybe(section, `[data-telling="${step}"]`)?.textContent.replace(/\s+/g, " ").trim() ?? ""
    say(named ? telling : `${looked.lines[step] ? `Line ${looked.lines[step]}` : "The start"}. ${telling}`)
  }

  /** A snippet of the transcript, at a step or as it left everything. @param {string} id @param {{step?: string, focus: boolean}} how */
  async function look(id, {step = "", focus}) {
    if (step) tabs.select("timeline")
    const name = tabs.open()
    try {
      const {html} = await get(`${address}/${id}?at=${step}&panel=${name}`)
      show(html)
      const what = maybe(head, "[data-of-what] > span")?.textContent ?? "it"
      onOpen()
      if (focus) tabs.select(name, {focus: true})
      if (step) go(Number(step))
      else say(`Looking at ${what}`)
    } catch (problem) { panels.trouble(problem) }
  }

  /** Something in a panel, at a step. @param {{id: string, step: number, panel: string, focus: boolean}} thing */
  function reach({id, step, panel, focus}) {
    reveal.aim(id)
    looked.at = step
    mark()
    tabs.select(panel, {focus})
  }

  /** @param {Record<string, string>} html `looked_at`, and the panels that the server rendered for it */
  function show(html) {
    swap(head, html.looked_at)
    looked = lookedAt(head)
    markEarlier(head, transcript, looked.entry)
    forgetAsked()
    lights.clear()
    reveal.forget()
    panels.begin(html)
    mark()
    panels.follow()
  }

  return {
    /** What is looked at is brought into sight. */
    inSight: () => inSight(tabs.open()),
    focus: tabs.focus,
    show,
  }
}

/**
 * Links to a snippet, and from the timeline to what a step did.
 * @param {HTMLElement} section @param {HTMLElement} transcript
 * @param {object} to
 * @param {(id: string, how: {step?: string, focus: boolean}) => void} to.look
 * @param {(thing: {id: string, step: number, panel: string, focus: boolean}) => void} to.reach
 */
function hearLinks(section, transcript, {look, reach}) {
  transcript.addEventListener("click", (event) => {
    const link = around(event.target, "[data-look]")
    if (!link?.dataset.look) return
    event.preventDefault()
    look(link.dataset.look, {step: link.dataset.at, focus: event.detail === 0})
  })
  section.addEventListener("click", (event) => {
    const opens = around(event.target, "[data-open]", HTMLAnchorElement)
    const last = latest(transcript)
    if (around(event.target, "[data-to-latest]")) {
      event.preventDefault()
      if (last) look(last, {focus: true})
    } else if (opens) {
      event.preventDefault()
      const step = Number(around(opens, "[data-step]")?.dataset.step)
      reach({id: opens.hash.slice(1), step, panel: opens.dataset.open ?? "", focus: event.detail === 0})
    }
  })
}
