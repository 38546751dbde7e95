// The HTML of panels, asked of the server: one request at a time, what is wanted now before what may be wanted next.
import {get} from "./submit.js"

const MOST = 120 // pieces that are kept

/**
 * @param {string} address of the snippets
 * @param {{onPiece: (key: string) => void, onTrouble: (problem: Error) => void}} hears what came, and what went wrong
 */
export function makePieces(address, {onPiece, onTrouble}) {
  const had = new Map()
  let wanted = null // the newest wish; an older one that has not been asked for is forgotten
  let wishes = []
  let busy = false

  async function work() {
    busy = true
    for (;;) {
      const next = wanted ?? wishes.shift()
      if (!next) break
      const needed = next === wanted
      wanted = null
      const key = keyOf(next)
      if (!had.has(key)) {
        try {
          const {html} = await get(`${address}/${next.entry}?at=${next.at}&panel=${next.panel}`)
          put(key, html[next.panel])
        } catch (problem) {
          wishes = []
          if (needed) onTrouble(problem)
          continue
        }
      }
      if (needed) onPiece(key)
    }
    busy = false
  }

  function put(key, html) {
    had.set(key, html)
    if (had.size > MOST) had.delete(had.keys().next().value)
  }

  return {
    /** @returns {string | undefined} the HTML where it is there already */
    had: (piece) => had.get(keyOf(piece)),
    put: (piece, html) => put(keyOf(piece), html),

    /** Asks for a piece; of those not yet asked for, only the last counts. `beside` are fetched when nothing else is. */
    want(piece, beside = []) {
      wanted = piece
      wishes = beside
      if (!busy) work()
    },

    wish(beside) {
      wishes = beside
      if (!busy) work()
    },
  }
}

/** @param {{entry: string, at: number, panel: string}} piece @returns {string} */
export const keyOf = ({entry, at, panel}) => `${entry}/${at}/${panel}`
