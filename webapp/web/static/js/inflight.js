// What this tab has sent and not heard of yet, over a reload: sent again, the same id gets the outcome of the first.

const PREFIX = "savepoint:inflight:"

/** @typedef {{kind: string, step: string, start: string, source: string, submission: string}} Sent */

/** @param {string} lesson @param {Sent | null} sent null when the outcome is known */
export function remember(lesson, sent) {
  try {
    if (sent) sessionStorage.setItem(PREFIX + lesson, JSON.stringify(sent))
    else sessionStorage.removeItem(PREFIX + lesson)
  } catch { /* without storage a reload forgets it; the server has it all the same */ }
}

/** @param {string} lesson @returns {Sent | null} */
export function unheard(lesson) {
  try { return JSON.parse(sessionStorage.getItem(PREFIX + lesson) ?? "null") } catch { return null }
}
