// The box for a traceback: it is matched here, with what is known of errors, and sent nowhere.
import {made, one} from "./dom.js"
import {match, ofCode, raisedIn} from "./traceback.js"

/** @typedef {import("./traceback.js").Known} Known */
/** @typedef {import("./traceback.js").Raised} Raised */

const PAUSE = 250 // milliseconds without typing, after which it is read

const door = one(document, "[data-door]")
const box = one(door, "textarea", HTMLTextAreaElement)
const said = one(door, "[data-door-said]")
const list = one(door, "[data-door-found]")
const further = one(door, "[data-door-search]")
const search = one(further, "a", HTMLAnchorElement)

/** @type {Promise<Known> | null} */
let loading = null
let asked = 0

/** What is known of errors, fetched once it is needed. @returns {Promise<Known>} */
function known() {
  loading ??= fetch(door.dataset.door ?? "").then((response) => {
    if (!response.ok) throw new Error(response.statusText)
    return response.json()
  })
  loading.catch(() => { loading = null })
  return loading
}

async function read() {
  const mine = ++asked
  const text = box.value
  if (!text.trim()) return show("", [])
  try {
    const all = await known()
    if (mine === asked) tell(text, all)
  } catch {
    if (mine === asked) show("What is known of errors cannot be loaded now. Try again in a moment.", [])
  }
}

/** @param {string} text @param {Known} all */
function tell(text, all) {
  const code = ofCode(text, all.codes)
  if (code) return show("", [item(null, all.cards[code] ?? "")])
  const raised = raisedIn(text, all.bases)
  const last = raised[0]
  if (!last) return show("There is no exception in this text. The last line of a traceback names it; take that along.", [])
  const found = raised.map((each) => ({each, of: match(each, all)}))
  // An exception of another library is told of only where nothing better is known.
  const items = found.flatMap(({each, of}) => (of ? [item(each, all.cards[of.id] ?? "")] : []))
  const first = found[0]?.of
  if (!items.length) return show(`${last.name} is no error that is known here.`, [], last.name)
  if (!first) return show(`${last.name} itself is not known here, but what it came from is:`, items, last.name)
  if (!first.exactly) return show(`This message is not known here; this is what its class says:`, items, last.name)
  show(items.length > 1 ? "The last exception, and what it came from:" : "", items)
}

/**
 * One exception as it was pasted, as text alone, and the card that the server made.
 * @param {Raised | null} raised @param {string} card
 */
function item(raised, card) {
  const entry = made("li")
  if (raised) entry.append(made("p", "raised", `${raised.name}: ${raised.message}`.split("\n")[0].slice(0, 300)))
  entry.insertAdjacentHTML("beforeend", card)
  return entry
}

/** @param {string} sentence @param {HTMLElement[]} items @param {string} [name] to search for */
function show(sentence, items, name = "") {
  said.textContent = sentence || (items.length ? "This is what it means:" : "")
  list.replaceChildren(...items)
  further.hidden = !name
  search.href = `${further.dataset.doorSearch}?q=${encodeURIComponent(name)}`
}

let waiting = 0
box.addEventListener("input", () => {
  clearTimeout(waiting)
  waiting = setTimeout(read, PAUSE)
})
if (box.value) read() // what the browser kept over a reload
