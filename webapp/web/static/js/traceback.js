// Reads a pasted traceback: which exceptions it has, and what is known of them. Nothing of it leaves the browser.

/**
 * @typedef {{name: string, message: string, code: string}} Raised an exception: its class without the module, what it says, and
 *   SQLAlchemy's code for it
 * @typedef {{id: string, type: string, pattern: string}} Pattern
 * @typedef {{patterns: Pattern[], bases: Record<string, string[]>, classes: Record<string, string>, codes: Record<string, string>,
 *   cards: Record<string, string>}} Known
 * @typedef {{id: string, exactly: boolean}} Match `exactly`: by its message or code, else by its class alone
 */

const LONGEST = 200_000 // characters that are read: the end of what was pasted
const LONGEST_LINE = 2_000
const LONGEST_MESSAGE = 4_000
const MOST = 5 // exceptions of a chain that are told

const CHAINED = /^(?:During handling of the above exception|The above exception was the direct cause)/
const RAISED = /^((?:[A-Za-z_]\w{0,99}\.){0,12})([A-Za-z_]\w{0,99})(?:: ?(.*))?$/
const ENDINGS = /(?:Error|Exception|Warning|Found|Required|Greenlet|Available)$/
const CODE = /sqlalche\.me\/e\/(?:\w{1,6}\/)?([a-z0-9]{4,5})\b/
const ALONE = /^(?:https?:\/\/)?(?:sqlalche\.me\/e\/(?:\w{1,6}\/)?)?([a-z0-9]{4,5})\/?$/

/**
 * The exceptions of a traceback, the last raised first. Text without any gives none.
 * @param {string} pasted
 * @param {Known["bases"]} bases whose keys are classes that need no telling ending
 * @returns {Raised[]}
 */
export function raisedIn(pasted, bases) {
  /** @type {Raised[]} */
  const found = []
  /** @type {Raised | null} */
  let open = null
  for (const line of pasted.slice(-LONGEST).split(/\r?\n/).map(plain)) {
    if (CHAINED.test(line) || line.startsWith("Traceback (most recent call last)")) {
      open = null
      continue
    }
    const raised = exceptionOf(line, bases)
    // A line of a message may look like an exception; one with a module of SQLAlchemy's before it always is one.
    if (raised && !(open && !line.includes("."))) found.push(open = raised)
    else if (open && open.message.length < LONGEST_MESSAGE) open.message += `\n${line}`
  }
  for (const each of found) {
    each.code = each.message.match(CODE)?.[1] ?? ""
    each.message = each.message.slice(0, LONGEST_MESSAGE)
  }
  return found.reverse().slice(0, MOST)
}

/** A line without what test runners and exception groups put before it. @param {string} line */
const plain = (line) => line.slice(0, LONGEST_LINE).replace(/^(?:E {1,8}| {0,8}\| ?)/, "").trimEnd()

/** @param {string} line @param {Known["bases"]} bases @returns {Raised | null} */
function exceptionOf(line, bases) {
  const match = RAISED.exec(line)
  if (!match) return null
  const [, module = "", name = "", message = ""] = match
  const isOne = Object.hasOwn(bases, name) || ENDINGS.test(name) || module.startsWith("sqlalchemy.")
  return isOne ? {name, message, code: ""} : null
}

/**
 * What is known of an exception; null where that is nothing.
 * @param {Raised} raised
 * @param {Known} known
 * @returns {Match | null}
 */
export function match({name, message, code}, known) {
  const lineage = [name, ...(Object.hasOwn(known.bases, name) ? known.bases[name] ?? [] : [])]
  const found = known.patterns.find(({type, pattern}) => lineage.includes(type) && new RegExp(pattern, "s").test(message))
  if (found) return {id: found.id, exactly: true}
  if (code && Object.hasOwn(known.codes, code)) return {id: known.codes[code] ?? "", exactly: true}
  const nearest = lineage.find((each) => Object.hasOwn(known.classes, each))
  return nearest ? {id: known.classes[nearest] ?? "", exactly: false} : null
}

/**
 * The page of a code that stands alone, or of an address that ends in one; else empty.
 * @param {string} text
 * @param {Known["codes"]} codes
 */
export function ofCode(text, codes) {
  const code = ALONE.exec(text.trim().toLowerCase().slice(0, LONGEST_LINE))?.[1] ?? ""
  return Object.hasOwn(codes, code) ? codes[code] ?? "" : ""
}
