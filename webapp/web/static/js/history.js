// What was run at a lesson's prompt, for the arrow keys: what the transcript shows, and what this browser keeps of before.
import {keep, kept} from "./kept.js"

const MOST = 200
const LONGEST = 8_000 // characters: what is longer was pasted, and is in the transcript

/**
 * @param {string} lesson
 * @param {() => string[]} transcript the sources in it, in order
 */
export function makeHistory(lesson, transcript) {
  const name = `history:${lesson}`
  /** @type {string[]} */
  let lines = merged()
  let back = 0 // how far up from the prompt itself
  let unfinished = "" // what stood there

  function merged() {
    const before = read(name)
    const known = new Set(before)
    return [...transcript().map((source) => source.trimEnd()).filter((source) => !known.has(source)), ...before]
  }

  return {
    /** Notes what is run now, without the empty line that ends a block. @param {string} typed */
    add(typed) {
      const source = typed.trimEnd()
      back = 0
      if (lines.at(-1) !== source) lines.push(source)
      lines = lines.slice(-MOST)
      keep(name, JSON.stringify(lines.filter((each) => each.length <= LONGEST)))
    },

    /**
     * One step up (-1) or down (1) from what stands at the prompt.
     * @param {number} step
     * @param {string} text what stands there
     * @returns {string | null} null where there is nothing that far
     */
    recall(step, text) {
      const to = back - step
      if (to < 0 || to > lines.length) return null
      if (back === 0) unfinished = text
      back = to
      return to === 0 ? unfinished : lines[lines.length - to]
    },
  }
}

/** @param {string} name @returns {string[]} */
function read(name) {
  try {
    const found = JSON.parse(kept(name) ?? "[]")
    return Array.isArray(found) ? found.filter((each) => typeof each === "string").slice(-MOST) : []
  } catch { return [] }
}
