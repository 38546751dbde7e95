// Links to a snippet: copied here, and opened here. What a link brings is put into a box as text, and never run.
import {copied} from "./copy.js"
import {around, one} from "./dom.js"
import {fragmentOf, snippetIn} from "./snippet_link.js"
import {sourceIn} from "./source.js"

/**
 * A box that a snippet can go into. `held` is what a visitor has there that would be lost; empty where nothing would.
 * @typedef {{held: () => string, put: (source: string) => void, focus: () => void}} Place
 */

/**
 * @param {{address: string, longest: number, banner: HTMLElement, placeOf: (step: string) => Place | null,
 *   answer: () => import("./snippet_link.js").Shared, onOpen: () => void, say: (sentence: string) => void}} options
 *   `longest` is in bytes, `placeOf` the box of an exercise or, for an empty step, the console; `answer` what stands in the answer box
 */
export function makeShare({address, longest, banner, placeOf, answer, onOpen, say}) {
  const [said, text, choice] = [one(banner, "[data-shared-said]"), one(banner, "pre"), one(banner, "[data-shared-choice]")]
  let take = () => {}

  document.addEventListener("click", async (event) => {
    const button = around(event.target, "[data-share], [data-share-answer]", HTMLButtonElement)
    if (!button) return
    const shared = "share" in button.dataset ? sharedBy(button) : answer()
    const query = shared.step ? `?exercise=${encodeURIComponent(shared.step)}` : ""
    const done = await copied(`${new URL(address, location.href)}${query}#${await fragmentOf(shared)}`)
    say(done ? "The link is copied." : "The browser does not allow copying.")
    const word = one(button, "[data-share-word]")
    word.textContent = done ? "Copied" : "Not allowed"
    button.classList.toggle("is-done", done)
    setTimeout(() => {
      word.textContent = "Copy link"
      button.classList.remove("is-done")
    }, 1500)
  })
  one(banner, "[data-shared-take]").addEventListener("click", () => take())
  one(banner, "[data-shared-leave]").addEventListener("click", () => { banner.hidden = true })
  addEventListener("hashchange", open)
  open()

  async function open() {
    let shared
    try {
      shared = await snippetIn(location.hash, longest)
    } catch (problem) {
      forget()
      return show(problem instanceof RangeError
        ? "The snippet of this link is longer than any that runs here."
        : "The snippet of this link cannot be read: perhaps the link was cut off.")
    }
    if (!shared) return
    forget()
    const {source, step} = shared
    const place = placeOf(step) ?? placeOf("")
    if (!place) return
    onOpen()
    take = () => {
      place.put(source)
      show("A shared snippet: read it, then run it.")
      place.focus()
    }
    const held = place.held()
    if (!held.trim() || held === source) take()
    else show("A shared snippet. There is something of yours where it would go:", source)
  }

  /** @param {string} sentence @param {string} [source] that waits for a choice */
  function show(sentence, source = "") {
    said.textContent = sentence
    text.textContent = source
    text.hidden = choice.hidden = !source
    banner.hidden = false
    banner.scrollIntoView({block: "nearest"})
    say(sentence)
  }
}

/** A reload is to find what the visitor made of it, not the link again. */
const forget = () => history.replaceState(history.state, "", location.pathname + location.search)

/** @param {HTMLElement} button in an entry of the transcript */
function sharedBy(button) {
  const source = sourceIn(one(/** @type {HTMLElement} */ (button.closest("li")), ".source"))
  return {source, step: button.dataset.share ?? ""}
}
