// The panels behind the tabs: the open one is filled with what the server rendered for the snippet and the step looked at.
import {onBack} from "./connection.js"
import {one} from "./dom.js"
import {makeOthers} from "./others.js"
import {keyOf, makePieces} from "./pieces.js"
import {sentenceOf} from "./requests.js"
import {swap} from "./swap.js"
import {makeTabs} from "./tabs.js"

const PANELS = ["timeline", "session", "tables", "sql"]
const FOLLOWING = ["session", "tables"] // panels that are other ones at each step

/**
 * @param {HTMLElement} section with the tabs and their panels
 * @param {object} options
 * @param {string} options.address of the snippets
 * @param {() => import("./looked_at.js").LookedAt} options.looked what is looked at now
 * @param {(name: string, panel: HTMLElement) => void} options.onFilled hears of a panel that has come anew
 * @param {(name: string) => void} options.onShown hears of the open panel when it shows what it should
 * @param {(sentence: string) => void} options.say
 */
export function makePanels(section, {address, looked, onFilled, onShown, say}) {
  const panelOf = (/** @type {string} */ name) => one(section, `[data-panel="${name}"]`)
  const others = makeOthers(panelOf("tables"))
  const pieces = makePieces(address, {onPiece: arrived, onTrouble: trouble})
  /** @type {Map<string, string>} */
  const filled = new Map(PANELS.map((name) => [name, keyOf(piece(name))])) // what each panel shows, by its name
  const tabs = makeTabs(one(section, "[data-tabs]"), fill)
  others.apply()
  onBack(() => { if (!one(section, "[data-trouble]").hidden) fill(tabs.open()) })

  /** The piece that a panel is to show now. @param {string} panel @returns {import("./pieces.js").Piece} */
  function piece(panel) {
    const {entry, at, lines} = looked()
    return {entry, at: FOLLOWING.includes(panel) ? at : lines.length - 1, panel}
  }

  /** @param {string} name */
  function fill(name) {
    const wanted = piece(name)
    if (!wanted.entry || filled.get(name) === keyOf(wanted)) return onShown(name)
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
    const {entry, at, lines} = looked()
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
    const place = one(section, "[data-trouble]")
    place.textContent = problem ? sentenceOf(problem, "Try again in a moment.") : ""
    place.hidden = !problem
    if (problem) say(place.textContent)
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
    onFilled(name, panel)
    onShown(name)
  }

  return {
    tabs,
    trouble,

    /** The open panel shows what is looked at now. */
    follow: () => fill(tabs.open()),

    /** Another snippet is looked at. @param {Record<string, string>} html panels that the server rendered for it */
    begin(html) {
      for (const name of PANELS) {
        if (name in html) {
          pieces.put(piece(name), html[name])
          put(name, html[name])
        } else {
          filled.set(name, "") // what it says is of another snippet
          if (name !== tabs.open()) panelOf(name).replaceChildren() // nothing jumps before what is to come is there
        }
      }
    },
  }
}
