// Between the tabs of one browser: what is typed in one is heard in the others at once.

/** @typedef {{step: string, text: string | null, version: number, edit: string, on: string}} Typed `on` is the edit it was typed over */
/** @typedef {{step: string, text: string | null, version: number}} Saved */
/** @typedef {{step: string, source: string}} Answered */

/**
 * @param {string} lesson
 * @param {{onTyped: (typed: Typed) => void, onSaved: (saved: Saved) => void, onAnswered: (answered: Answered) => void}} hears
 */
export function makeChannel(lesson, {onTyped, onSaved, onAnswered}) {
  const tab = Math.random().toString(36).slice(2)
  let count = 0
  const channel = "BroadcastChannel" in window ? new BroadcastChannel(`savepoint:drafts:${lesson}`) : null
  channel?.addEventListener("message", ({data}) => {
    if (data.saved) onSaved(data.saved)
    else if (data.answered) onAnswered(data.answered)
    else onTyped(data.typed)
  })

  return {
    /** A name for a text, unlike any other tab's. */
    newEdit: () => `${tab}.${(count += 1)}`,
    /** @param {Typed} typed */
    typed: (typed) => channel?.postMessage({typed}),
    /** @param {Saved} saved */
    saved: (saved) => channel?.postMessage({saved}),
    /** @param {Answered} answered */
    answered: (answered) => channel?.postMessage({answered}),
  }
}
