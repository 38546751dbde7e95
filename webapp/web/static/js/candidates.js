// What may stand at the cursor: asked of the visitor's sandbox, for the editor and the plain text box alike.
import {json} from "./requests.js"

/** @typedef {{name: string, parameters: string[], active: number | null, doc: string}} Signature */
/** @typedef {{label: string, kind: string, detail: string, rank: number}} Candidate */
/** @typedef {{prefix: string, candidates: Candidate[], cut: boolean, signature: Signature | null, rebuilt: string[]}} Completed */
/** @typedef {{address: string, step: () => string, onRebuilt: (sentence: string) => void, say: (sentence: string) => void}} Options */

/**
 * @param {Options} options
 * @returns {(before: string) => Promise<Completed | null>} what completes the text before the cursor; null where it cannot be told now
 */
export const makeAsk = ({address, step, onRebuilt}) => async (before) => {
  try {
    const response = await fetch(address, json("POST", {before, step: step()}))
    if (!response.ok) return null
    const found = await response.json()
    if (found.rebuilt.length) onRebuilt(found.rebuilt.join(" "))
    return found
  } catch { return null }
}
