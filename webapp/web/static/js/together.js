// A page that was left for a while, or was without connection, gets what it lacks: other tabs and devices may have gone on.
import {lost, onBack} from "./connection.js"
import {get} from "./requests.js"

/**
 * @typedef {object} News
 * @property {boolean} visitor whether there is one now
 * @property {Record<string, import("./draft_shelf.js").Shared>} drafts
 * @property {Record<string, string>} answers the latest, by step
 * @property {import("./submit.js").Standing | null} console
 */

/**
 * @param {{address: string, seen: () => string, isBusy: () => boolean, onNews: (news: News) => void}} options
 *   `seen` is the position of the console that is shown; while `isBusy`, what is under way brings the news itself
 */
export function keepTogether({address, seen, isBusy, onNews}) {
  let asking = false

  async function ask() {
    if (document.hidden || isBusy() || asking) return
    asking = true
    const before = seen()
    try {
      /** @type {News} */
      const news = await get(`${address}/standing?seen=${encodeURIComponent(before)}`)
      if (!isBusy() && seen() === before) onNews(news)
    } catch (problem) {
      if (problem instanceof TypeError) lost()
    } finally { asking = false }
  }

  addEventListener("focus", ask)
  document.addEventListener("visibilitychange", ask)
  addEventListener("pageshow", (event) => { if (event.persisted || cameFromHistory()) ask() })
  onBack(ask)
}

/** A page that the browser restores may be older than it looks. */
function cameFromHistory() {
  const [entry] = performance.getEntriesByType("navigation")
  return entry instanceof PerformanceNavigationTiming && entry.type === "back_forward"
}
