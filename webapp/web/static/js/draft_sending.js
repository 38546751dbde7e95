// Drafts on their way to the server: a moment after they were typed, and at once where the page may go.
import {isLost, lost, onBack} from "./connection.js"
import {json} from "./requests.js"

const SEND_AFTER = 700 // milliseconds after the last key
const AGAIN_AFTER = 4000 // milliseconds, where the server had no time

/** @typedef {import("./draft_shelf.js").Shared} Shared */

/**
 * @param {import("./draft_shelf.js").Shelf} shelf
 * @param {object} options
 * @param {string} options.address of the lesson
 * @param {boolean} options.known there is a visitor that drafts can be kept with
 * @param {(step: string, now: Shared) => void} options.onSaved hears what the server has taken
 * @param {(step: string, now: Shared) => void} options.onMoved hears that the server has another text, and which
 */
export function makeSending(shelf, {address, known, onSaved, onMoved}) {
  onBack(flush)
  addEventListener("pagehide", flush)
  document.addEventListener("visibilitychange", () => { if (document.hidden) flush() })

  /** @param {string} step @param {number} wait */
  function later(step, wait = SEND_AFTER) {
    const draft = shelf.of(step)
    clearTimeout(draft.timer)
    draft.timer = setTimeout(() => send(step), wait)
  }

  function flush() {
    for (const step of shelf.steps()) send(step)
  }

  /** @param {string} step */
  async function send(step) {
    const draft = shelf.of(step)
    if (!known || !draft.unsent || draft.other || draft.refused || draft.sending || isLost()) return
    clearTimeout(draft.timer)
    draft.sending = true
    const {text, version, edit} = draft
    try {
      const response = await fetch(`${address}/drafts${step && `/${encodeURIComponent(step)}`}`, {...json("PUT", {text, version}), keepalive: true})
      if (response.ok) saved(step, {text, version: (await response.json()).version}, edit)
      else if (response.status === 409) moved(step, await response.json())
      else if (response.status === 403) known = false
      else if (response.status < 500 && response.status !== 429) draft.refused = true
      else later(step, AGAIN_AFTER)
    } catch { lost() } finally { draft.sending = false }
    if (draft.unsent && draft.edit !== edit) later(step)
  }

  /** The server has a text that was sent. @param {string} step @param {Shared} now @param {string} edit */
  function saved(step, now, edit) {
    const draft = shelf.of(step)
    Object.assign(draft, {version: now.version, base: now.text})
    onSaved(step, now)
    if (draft.edit === edit) shelf.settle(step)
    else shelf.keep(step)
  }

  /** The server has a newer one. @param {string} step @param {Shared} now */
  function moved(step, now) {
    const draft = shelf.of(step)
    if (now.text === draft.base || now.text === draft.text) { // newer by its number alone
      draft.version = now.version
      later(step, 0)
    } else onMoved(step, now)
  }

  return {
    later,
    flush,
    known: () => known,

    /** There is a visitor now. @returns {boolean} whether that is news */
    becomesKnown() {
      const before = known
      known = true
      return !before
    },
  }
}
