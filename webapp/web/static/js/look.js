// What the tabs show: which snippet, at which of its steps.
import {makeLights} from "./lights.js"
import {makeOthers} from "./others.js"
import {keyOf, makePieces} from "./pieces.js"
import {makeStepper} from "./stepper.js"
import {Refusal, get} from "./submit.js"
import {makeTabs} from "./tabs.js"

const PANELS = ["timeline", "session", "tables", "sql"]
const FOLLOWING = ["session", "tables"] // panels that are other ones at each step

/**
 * @param {HTMLElement} section with the tabs and their panels
 * @param {{transcript: HTMLElement, onOpen: () => void, say: (sentence: string) => void}} options
 */
export function makeLook(section, {transcript, onOpen, say}) {
  const address = section.dataset.snippets
  const head = section.querySelector("[data-looked-at]")
  const panelOf = (name) => section.querySelector(`[data-panel="${name}"]`)
  const filled = new Map() // what each panel shows, by its name
  const opened = new Set() // objects that were opened by hand
  let [entry, at, lines] = ["", 0, []]
  let target = location.hash.slice(1) // what is to be brought into sight when its panel is there

  const others = makeOthers(panelOf("tables"))
  const lights = makeLights(section, transcript, {onGo: go})
  const stepper = makeStepper(section, {onGo: go})
  const pieces = makePieces(address, {onPiece: arrived, onTrouble: trouble})
  read()
  for (const name of PANELS) filled.set(name, keyOf(piece(name)))
  const tabs = makeTabs(section.querySelector("[data-tabs]"), fill)
  others.apply()

  /** The piece that a panel is to show now. */
  function piece(panel) {
    return {entry, at: FOLLOWING.includes(panel) ? at : lines.length - 1, panel}
  }

  /** What the head, which the server made, says that it is about. */
  function read() {
    const looking = head.querySelector("[data-looking]")
    entry = looking?.dataset.looking ?? ""
    at = Number(looking?.dataset.at ?? 0)
    lines = looking?.dataset.lines.split(" ").map(Number) ?? []
    const last = transcript.lastElementChild?.dataset.entry
    const earlier = entry !== "" && last !== undefined && last !== entry
    if (looking) looking.querySelector("[data-of-what]").hidden = !earlier
    for (const each of transcript.children) each.classList.toggle("is-looked-at", earlier && each.dataset.entry === entry)
  }

  function fill(name) {
    if (!entry || filled.get(name) === keyOf(piece(name))) return inSight(name)
    const wanted = piece(name)
    const html = pieces.had(wanted)
    if (html !== undefined) {
      put(name, html)
      pieces.wish(neighbours(name))
    } else {
      panelOf(name).setAttribute("aria-busy", "true")
      pieces.want(wanted, neighbours(name))
    }
  }

  function neighbours(name) {
    if (!FOLLOWING.includes(name)) return []
    return [at + 1, at - 1].filter((step) => step in lines).map((step) => ({entry, at: step, panel: name}))
  }

  function arrived(key) {
    const name = tabs.open()
    if (key === keyOf(piece(name))) put(name, pieces.had(piece(name)))
  }

  /** What could not be shown; nothing takes the sentence away. @param {Error} [problem] */
  function trouble(problem) {
    const told = section.querySelector("[data-trouble]")
    const unreached = "The server cannot be reached, so this cannot be shown now. Try again in a moment."
    told.textContent = problem instanceof Refusal ? problem.message : problem ? unreached : ""
    told.hidden = !problem
    panelOf(tabs.open()).removeAttribute("aria-busy")
  }

  function put(name, html) {
    const panel = panelOf(name)
    trouble()
    panel.innerHTML = html
    panel.removeAttribute("aria-busy")
    filled.set(name, keyOf(piece(name)))
    if (name === "tables") others.apply()
    if (name === "session") for (const id of opened) panel.querySelector(`#${id}`)?.setAttribute("open", "")
    mark()
    inSight(name)
  }

  /** What was asked for is brought into sight, and in the timeline the step's row. */
  function inSight(name) {
    if (name === "timeline") lights.toRow()
    reveal()
  }

  /** The step and its line, wherever they are shown. */
  function mark() {
    stepper.show(at, lines)
    lights.show(entry, at, lines)
  }

  /** Goes to a step. @param {number} step @param {{focus?: boolean}} how */
  function go(step, {focus = false} = {}) {
    if (!(step in lines)) return
    at = step
    mark()
    lights.toStep({focus})
    fill(tabs.open())
  }

  /** @param {string} id of an object, a session or a statement in one of the panels */
  function reveal(id = target) {
    target = ""
    const found = id && section.querySelector(`[data-panel]:not([hidden]) [id="${id}"]`)
    if (!found) return
    if (found.tagName === "DETAILS") found.open = true
    found.scrollIntoView({block: "nearest"})
    found.classList.remove("is-shown")
    requestAnimationFrame(() => found.classList.add("is-shown"))
  }

  /** A snippet of the transcript, at a step or as it left everything. */
  async function look(id, {step = "", focus}) {
    const name = tabs.open()
    try {
      const {html} = await get(`${address}/${id}?at=${step}&panel=${name}`)
      show(html)
      if (step) go(Number(step))
      onOpen()
      if (focus) tabs.select(name, {focus: true})
      say(`Looking at ${head.querySelector("[data-of-what] > span")?.textContent ?? "it"}`)
    } catch (problem) { trouble(problem) }
  }

  /** @param {object} html `looked_at`, and the panels that the server rendered for it */
  function show(html) {
    head.innerHTML = html.looked_at
    read()
    forgetAsked()
    lights.clear()
    opened.clear()
    for (const name of PANELS) {
      if (name in html) {
        pieces.put(piece(name), html[name])
        put(name, html[name])
      } else {
        filled.set(name, "") // what it says is of another snippet
        if (name !== tabs.open()) panelOf(name).replaceChildren() // nothing jumps before what is to come is there
      }
    }
    mark()
    fill(tabs.open())
  }

  transcript.addEventListener("click", (event) => {
    const link = event.target.closest("[data-look]")
    if (!link) return
    event.preventDefault()
    if (link.dataset.at) tabs.select("timeline")
    look(link.dataset.look, {step: link.dataset.at, focus: event.detail === 0})
  })
  section.addEventListener("click", (event) => {
    const found = (selector) => event.target.closest(selector)
    if (found("[data-to-latest]")) {
      event.preventDefault()
      const last = transcript.lastElementChild?.dataset.entry
      if (last) look(last, {focus: true})
    } else if (found("[data-open]")) {
      event.preventDefault()
      target = found("[data-open]").hash.slice(1)
      const name = found("[data-open]").dataset.open
      at = Number(found("[data-step]").dataset.step)
      mark()
      tabs.select(name, {focus: event.detail === 0})
    } else if (found("a.object")) {
      event.preventDefault()
      reveal(found("a.object").hash.slice(1))
    } else if (found(".life > summary")) {
      const life = found(".life")
      if (life.open) opened.delete(life.id)
      else opened.add(life.id)
    }
  })
  mark()

  return {
    /** What is looked at is brought into sight. */
    inSight: () => inSight(tabs.open()),
    show,
  }
}

/** What the page's address asked to see is not what a reload is to show any more. */
function forgetAsked() {
  const address = new URL(location)
  for (const name of ["look", "at", "others"]) address.searchParams.delete(name)
  if (address.search !== location.search) history.replaceState(null, "", address)
}
