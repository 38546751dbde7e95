// Interrupts what runs. One that comes before the server has begun the run finds nothing there, so it is sent again.
import {postForm} from "./requests.js"

const PAUSE = 400 // milliseconds between two of one wish

/**
 * @param {string} address
 * @param {{current: () => string | null, onBegin: () => void, onTrouble: (problem: unknown) => void}} options
 * @returns {() => Promise<void>} interrupts what runs now, until it has ended; `current` is its id
 */
export function makeInterrupt(address, {current, onBegin, onTrouble}) {
  let asking = false

  return async function interrupt() {
    onBegin()
    if (asking) return
    asking = true
    const wanted = current()
    try {
      while (wanted !== null && current() === wanted) {
        await postForm(address, {})
        await new Promise((done) => setTimeout(done, PAUSE))
      }
    } catch (problem) {
      onTrouble(problem)
    } finally {
      asking = false
    }
  }
}
