// What the tabs show: which snippet, at which of its steps.
import {onBack} from "./connection.js"
import {all, around, maybe, one} from "./dom.js"
import {makeLights} from "./lights.js"
import {makeOthers} from "./others.js"
import {keyOf, makePieces} from "./pieces.js"
import {get, sentenceOf} from "./requests.js"
import {makeReveal} from "./reveal.js"
import {makeStepper} from "./stepper.js"
import {swap} from "./swap.js"
import {makeTabs} from "./tabs.js"

const PANELS = ["timeline", "session", "tables", "sql"]
const FOLLOWING = ["session", "tables"] // panels that are other ones at each step

/**
 * @param {HTMLElement} section with the tabs and their panels
 * @param {{transcript: HTMLElement, onOpen: () => void, say: (sentence: string) => void}} options
 */
export function makeLook(section, {transcript, onOpen, say}) {
  const address = section.dataset.snippets ?? ""
  const head = one(section, "[data-looked-at]")
  const panelOf = (/** @type {string} */ name) => one(section, `[data-panel="${name}"]`)
  const entries = () => all(transcript, ":scope > *")
  /** @type {Map<string, string>} */
  const filled = new Map() // what each panel shows, by its name
  let {entry, at, lines} = lookedAt(head)

  const reveal = makeReveal(section)
  const others = makeOthers(panelOf("tables"))
  const lights = makeLights(section, transcript, {onGo: go})
  const stepper = makeStepper(section, {onGo: go})
  const pieces = makePieces(address, {onPiece: arrived, onTrouble: trouble})
  markEntry()
  for (const name of PANELS) filled.set(name, keyOf(piece(name)))
  const tabs = makeTabs(one(section, "[data-tabs]"), fill)
  others.apply()

  /** The piece that a panel is to show now. @param {string} panel @returns {import("./pieces.js").Piece} */
  function piece(panel) {
    return {entry, at: FOLLOWING.includes(panel) ? at : lines.length - 1, panel}
  }

  /** In the head and the transcript, whether an earlier snippet than the last is looked at. */
  function markEntry() {
    const last = entries().at(-1)?.dataset.entry
    const earlier = entry !== "" && last !== undefined && last !== entry
    const what = maybe(head, "[data-of-what]")
    if (what) what.hidden = !earlier
    for (const each of entries()) each.classList.toggle("is-looked-at", earlier && each.dataset.entry === entry)
  }

  /** @param {string} name */
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

  /** @param {string} name @returns {import("./pieces.js").Piece[]} */
  function neighbours(name) {
    if (!FOLLOWING.includes(name)) return []
    return [at + 1, at - 1].filter((step) => step in lines).map((step) => ({entry, at: step, panel: name}))
  }

  /** @param {string} key */
  function arrived(key) {
    const name = tabs.open()
    const html = pieces.had(piece(name))
    if (key === keyOf(piece(name)) && html !== undefined) put(name, html)
  }

  /** What could not be shown; nothing takes the sentence away. @param {unknown} [problem] */
  function trouble(problem) {
    const told = one(section, "[data-trouble]")
    told.textContent = problem ? sentenceOf(problem, "Try again in a moment.") : ""
    told.hidden = !problem
    if (problem) say(told.textContent)
    panelOf(tabs.open()).removeAttribute("aria-busy")
  }

  /** @param {string} name @param {string} html */
  function put(name, html) {
    const panel = panelOf(name)
    trouble()
    swap(panel, html)
    panel.removeAttribute("aria-busy")
    filled.set(name, keyOf(piece(name)))
    if (name === "tables") others.apply()
    if (name === "session") reveal.reopen(panel)
    mark()
    inSight(name)
  }

  /** What was asked for is brought into sight, and in the timeline the step's row. @param {string} name */
  function inSight(name) {
    if (name === "timeline") lights.toRow()
    reveal.show()
  }

  onBack(() => { if (!one(section, "[data-trouble]").hidden) fill(tabs.open()) })

  /** The step and its line, wherever they are shown. */
  function mark() {
    stepper.show(at, lines)
    lights.show(entry, at, lines)
  }

  /**
   * Goes to a step, and says what happened there.
   * @param {number} step
   * @param {{focus?: boolean, named?: boolean}} how whether the browser itself says which line it is, by what has the focus
   */
  function go(step, {focus = false, named = false} = {}) {
    if (!(step in lines)) return
    at = step
    mark()
    lights.toStep({focus})
    fill(tabs.open())
    const telling = maybe(section, `[data-telling="${at}"]`)?.textContent.replace(/\s+/g, " ").trim() ?? ""
    say(named ? telling : `${lines[at] ? `Line ${lines[at]}` : "The start"}. ${telling}`)
  }

  /** A snippet of the transcript, at a step or as it left everything. @param {string} id @param {{step?: string, focus: boolean}} how */
  async function look(id, {step = "", focus}) {
    const name = tabs.open()
    try {
      const {html} = await get(`${address}/${id}?at=${step}&panel=${name}`)
      show(html)
      const what = maybe(head, "[data-of-what] > span")?.textContent ?? "it"
      onOpen()
      if (focus) tabs.select(name, {focus: true})
      if (step) go(Number(step))
      else say(`Looking at ${what}`)
    } catch (problem) { trouble(problem) }
  }

  /** @param {Record<string, string>} html `looked_at`, and the panels that the server rendered for it */
  function show(html) {
    swap(head, html.looked_at)
    ;({entry, at, lines} = lookedAt(head))
    markEntry()
    forgetAsked()
    lights.clear()
    reveal.forget()
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
    const link = around(event.target, "[data-look]")
    if (!link?.dataset.look) return
    event.preventDefault()
    if (link.dataset.at) tabs.select("timeline")
    look(link.dataset.look, {step: link.dataset.at, focus: event.detail === 0})
  })
  section.addEventListener("click", (event) => {
    const opens = around(event.target, "[data-open]", HTMLAnchorElement)
    if (around(event.target, "[data-to-latest]")) {
      event.preventDefault()
      const last = entries().at(-1)?.dataset.entry
      if (last) look(last, {focus: true})
    } else if (opens) {
      event.preventDefault()
      reveal.aim(opens.hash.slice(1))
      at = Number(around(opens, "[data-step]")?.dataset.step)
      mark()
      tabs.select(opens.dataset.open ?? "", {focus: event.detail === 0})
    }
  })
  mark()

  return {
    /** What is looked at is brought into sight. */
    inSight: () => inSight(tabs.open()),
    focus: tabs.focus,
    show,
  }
}

/**
 * The snippet and the step that the head, which the server made, is about, and the line of each of its steps.
 * @param {HTMLElement} head
 */
function lookedAt(head) {
  const {looking = "", at = "0", lines} = maybe(head, "[data-looking]")?.dataset ?? {}
  return {entry: looking, at: Number(at), lines: lines?.split(" ").map(Number) ?? []}
}

/** What the page's address asked to see is not what a reload is to show any more. */
function forgetAsked() {
  const address = new URL(location.href)
  for (const name of ["look", "at", "others"]) address.searchParams.delete(name)
  if (address.search !== location.search) history.replaceState(null, "", address)
}
