// Which snippet the tabs show, and at which of its steps: as the head says it, the transcript marks it, and the address asked.
import {all, maybe} from "./dom.js"

/** @typedef {{entry: string, at: number, lines: number[]}} LookedAt a snippet, a step of it, and the line of each of its steps */

/** What the head, which the server made, is about. @param {HTMLElement} head @returns {LookedAt} */
export function lookedAt(head) {
  const {looking = "", at = "0", lines} = maybe(head, "[data-looking]")?.dataset ?? {}
  return {entry: looking, at: Number(at), lines: lines?.split(" ").map(Number) ?? []}
}

/** The newest snippet of the transcript. @param {HTMLElement} transcript @returns {string | undefined} */
export const latest = (transcript) => all(transcript, ":scope > *").at(-1)?.dataset.entry

/**
 * In the head and the transcript, whether an earlier snippet than the last is looked at.
 * @param {HTMLElement} head @param {HTMLElement} transcript @param {string} entry
 */
export function markEarlier(head, transcript, entry) {
  const last = latest(transcript)
  const earlier = entry !== "" && last !== undefined && last !== entry
  const what = maybe(head, "[data-of-what]")
  if (what) what.hidden = !earlier
  for (const each of all(transcript, ":scope > *")) each.classList.toggle("is-looked-at", earlier && each.dataset.entry === entry)
}

/** What the page's address asked to see is not what a reload is to show any more. */
export function forgetAsked() {
  const address = new URL(location.href)
  for (const name of ["look", "at", "others"]) address.searchParams.delete(name)
  if (address.search !== location.search) history.replaceState(null, "", address)
}
