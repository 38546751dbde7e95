// What this browser keeps between visits. Where storage is off or full, it is kept as long as the page is open.

const PREFIX = "savepoint:"
/** @type {Map<string, string | null>} */
const refused = new Map() // what the storage did not take

/** @param {string} name @returns {string | null} */
export function kept(name) {
  const held = refused.get(name)
  if (held !== undefined) return held
  try { return localStorage.getItem(PREFIX + name) } catch { return null }
}

/** @param {string} name @param {string | null} value null forgets it */
export function keep(name, value) {
  try {
    if (value === null) localStorage.removeItem(PREFIX + name)
    else localStorage.setItem(PREFIX + name, value)
    refused.delete(name)
  } catch { refused.set(name, value) }
}
