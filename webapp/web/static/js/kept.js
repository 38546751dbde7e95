// What this browser keeps between visits. Where storage is off or full, it is kept as long as the page is open.

const PREFIX = "savepoint:"
const refused = new Map() // what the storage did not take

/** @param {string} name @returns {string | null} */
export function kept(name) {
  if (refused.has(name)) return refused.get(name)
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
