// What this device keeps of a draft: the text as it was typed last, and a few texts that others have replaced.
import {keep, kept} from "./kept.js"

const MOST_EARLIER = 5

/** @param {string} lesson @param {string} step */
const nameOf = (lesson, step) => `draft:${lesson}:${step}`
/** @param {string} lesson @param {string} step */
const earlierNameOf = (lesson, step) => `earlier:${lesson}:${step}`

/**
 * @typedef {{text: string | null, version: number, base: string | null, unsent: boolean, edit: string}} Record `version` and `base` are
 *   the server's that it was made from
 */

/** @param {string} lesson @param {string} step @returns {Record | null} */
export function recordOf(lesson, step) {
  const found = kept(nameOf(lesson, step))
  return found === null ? null : parsed(found)
}

/** @param {string} lesson @param {string} step @param {Record} draft */
export function keepRecord(lesson, step, {text, version, base, unsent, edit}) {
  const nothing = text === null && !unsent
  keep(nameOf(lesson, step), nothing ? null : JSON.stringify({text, version, base, unsent, edit}))
}

/** Texts that were replaced, the last one first. @param {string} lesson @param {string} step @returns {string[]} */
export function earlierOf(lesson, step) {
  try { return JSON.parse(kept(earlierNameOf(lesson, step)) ?? "[]") } catch { return [] }
}

/** @param {string} lesson @param {string} step @param {string | null} text */
export function keepEarlier(lesson, step, text) {
  if (!text?.trim()) return
  const others = earlierOf(lesson, step).filter((each) => each !== text)
  keep(earlierNameOf(lesson, step), JSON.stringify([text, ...others].slice(0, MOST_EARLIER)))
}

/**
 * The last text that was replaced, where `text` stands now, which goes to the end: again and again shows them all.
 * @param {string} lesson @param {string} step @param {string} text
 * @returns {string | null}
 */
export function swapEarlier(lesson, step, text) {
  const [back, ...others] = earlierOf(lesson, step).filter((each) => each !== text)
  if (back === undefined) return null
  const rest = text.trim() ? [...others, text] : others
  keep(earlierNameOf(lesson, step), rest.length ? JSON.stringify(rest) : null)
  return back
}

/** @param {string} found @returns {Record} */
function parsed(found) {
  try {
    const record = JSON.parse(found)
    if (typeof record?.version === "number") return record
  } catch { /* a text as it was kept before drafts had versions */ }
  return {text: found, version: 0, base: null, unsent: true, edit: ""}
}
