// Text pasted from a Python or an IPython prompt: prompts stripped, printed output left out. As webapp/inside/pasted.py does it,
// and with the signs that word processors make of a space and of three dots.

/**
 * How a console marks what was typed: where a statement begins, and each further line of it. Where `isAbove`, a prompt with
 * nothing behind it stands above its code, as copied from a notebook.
 */
const STYLES = [
  {first: /^\s*>>>[ \u00a0]?/, more: /^\s*(?:\.\.\.|\u2026)(?:[ \u00a0]|$)/, isAbove: false},
  {first: /^\s*In\s?\[[\s\d]*\]:[ \u00a0]?/, more: /^\s*(?:\.{3,}|\u2026):(?:[ \u00a0]|$)/, isAbove: true},
]
const OUT = /^\s*Out\s?\[[\s\d]*\]:/

/** @param {string} source */
const styleOf = (source) => STYLES.find(({first}) => first.test(source.trimStart()))

/** Whether a text begins with a prompt. @param {string} source */
export const isPrompted = (source) => styleOf(source) !== undefined

/**
 * The code in a transcript that begins with a prompt; any other text as it is.
 * @param {string} source
 * @returns {{source: string, prompts: number, printed: number}} how many prompts were stripped, and how many lines left out
 */
export function withoutPrompts(source) {
  const style = styleOf(source)
  if (!style) return {source, prompts: 0, printed: 0}
  /** @type {string[]} */
  const kept = []
  let [prompts, printed, inBlock, inCell] = [0, 0, false, false]
  for (const line of source.replace(/(\r\n|\r|\n)$/, "").split(/\r\n|\r|\n/)) {
    const [first, more] = [style.first.exec(line), style.more.exec(line)]
    if (first) {
      const rest = line.slice(first[0].length)
      kept.push(rest)
      inBlock = true
      inCell = style.isAbove && !rest.trim()
      prompts += 1
    } else if (inBlock && more) {
      kept.push(line.slice(more[0].length))
      inCell = false
      prompts += 1
    } else if (inCell && !OUT.test(line)) kept.push(line)
    else {
      inBlock = inCell = false // what was printed; a later line of dots belongs to it, not to the code
      if (line.trim()) printed += 1
    }
  }
  const code = kept.join("\n")
  return code.trim() ? {source: code, prompts, printed} : {source, prompts: 0, printed: 0}
}
