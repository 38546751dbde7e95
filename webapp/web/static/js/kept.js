// What this browser keeps between visits. Where storage is off or full, nothing is kept and nothing breaks.

const PREFIX = "savepoint:"

/** @param {string} name @returns {string | null} */
export function kept(name) {
  try { return localStorage.getItem(PREFIX + name) } catch { return null }
}

/** @param {string} name @param {string | null} value null forgets it */
export function keep(name, value) {
  try {
    if (value === null) localStorage.removeItem(PREFIX + name)
    else localStorage.setItem(PREFIX + name, value)
  } catch { /* the draft stays in the box */ }
}
