// The HTML of panels, asked of the server: one request at a time, what is wanted now before what may be wanted next.
import {get} from "./requests.js"

/** A panel of a snippet at one of its steps. @typedef {{entry: string, at: number, panel: string}} Piece */

const MOST = 120 // pieces that are kept

/**
 * @param {string} address of the snippets
 * @param {{onPiece: (key: string) => void, onTrouble: (problem: unknown) => void}} options hears what came, and what went wrong
 */
export function makePieces(address, {onPiece, onTrouble}) {
  /** @type {Map<string, string>} */
  const had = new Map()
  /** @type {Piece | null} */
  let wanted = null // the newest wish; an older one that has not been asked for is forgotten
  /** @type {Piece[]} */
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

  /** @param {string} key @param {string} html */
  function put(key, html) {
    had.set(key, html)
    const [oldest] = had.keys()
    if (had.size > MOST) had.delete(oldest)
  }

  return {
    /** @param {Piece} piece @returns {string | undefined} the HTML where it is there already */
    had: (piece) => had.get(keyOf(piece)),

    /** @param {Piece} piece @param {string} html */
    put: (piece, html) => put(keyOf(piece), html),

    /** Asks for a piece; of those not yet asked for, only the last counts. `beside` are fetched when nothing else is. @param {Piece} piece @param {Piece[]} [beside] */
    want(piece, beside = []) {
      wanted = piece
      wishes = beside
      if (!busy) work()
    },

    /** @param {Piece[]} beside */
    wish(beside) {
      wishes = beside
      if (!busy) work()
    },
  }
}

/** @param {Piece} piece @returns {string} */
export const keyOf = ({entry, at, panel}) => `${entry}/${at}/${panel}`
