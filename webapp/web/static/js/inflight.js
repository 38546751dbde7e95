// What this tab has sent and not heard of yet, over a reload: sent again, the same id gets the outcome of the first.

const PREFIX = "savepoint:inflight:"

/** @typedef {{kind: string, step: string, start: string, source: string, submission: string}} Sent */

let leaving = false
const leave = () => { leaving = true }

/** @param {string} lesson @param {Sent} sent */
export function remember(lesson, sent) {
  leaving = false
  addEventListener("beforeunload", leave)
  try {
    sessionStorage.setItem(PREFIX + lesson, JSON.stringify(sent))
  } catch { /* without storage a reload forgets it; the server has it all the same */ }
}

/** The outcome is known. A page that is being left learns it in vain: the next one may have been made before, for a
 * visitor who had no cookie yet. That one asks again. @param {string} lesson */
export function heard(lesson) {
  removeEventListener("beforeunload", leave)
  if (leaving) return
  try { sessionStorage.removeItem(PREFIX + lesson) } catch { /* nothing was kept */ }
}

/** @param {string} lesson @returns {Sent | null} */
export function unheard(lesson) {
  try { return JSON.parse(sessionStorage.getItem(PREFIX + lesson) ?? "null") } catch { return null }
}
