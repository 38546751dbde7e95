// What comes along with copied code and Python does not read: prompts, the typographic signs of phones and word processors, and
// the indentation of the block that it was copied from.
import {withoutPrompts} from "./prompts.js"

/** @type {Record<string, string>} */
const STRAIGHT = {}
for (const sign of "“”„‟″«»\"") STRAIGHT[sign] = '"'
for (const sign of "‘’‚‛′´'") STRAIGHT[sign] = "'"

/** What stands outside of strings and comments, by what it is called. @type {[string, RegExp, string][]} */
const SIGNS = [
  ["spaces", /[\u00a0\u2000-\u200a\u202f\u205f\u3000]/, " "],
  ["unseen", /[\u00ad\u200b-\u200d\u2060\ufeff]/, ""],
  ["dashes", /[\u2010-\u2015\u2212]/, "-"],
  ["dots", /\u2026/, "..."],
]
const TYPOGRAPHIC = /[“”„‟″«»‘’‚‛′´\u00a0\u2000-\u2015\u2026\u202f\u205f\u2060\u2212\u3000\u00ad\ufeff]/
const LETTER = /\p{L}/u

/**
 * Prompts are stripped, with what was printed, signs straightened, and what begins indented is moved to the left.
 * @param {string} source
 * @returns {{source: string, sentence: string}} the sentence says what was mended, and is empty where nothing was
 */
export function mend(source) {
  const {source: code, prompts, printed} = withoutPrompts(source)
  const {source: straight, counts} = straightened(code)
  const {source: mended, moved} = dedented(straight)
  return {source: mended, sentence: mended === source ? "" : sentenceOf({prompts, printed, ...counts, moved})}
}

/** @param {string} source @returns {{source: string, moved: number}} as it was where a line is less indented than the first */
function dedented(source) {
  const lines = source.split("\n")
  const full = lines.filter((line) => line.trim())
  const indent = /^[ \t]*/.exec(full[0] ?? "")?.[0] ?? ""
  if (!indent || !full.every((line) => line.startsWith(indent))) return {source, moved: 0}
  return {source: lines.map((line) => (line.trim() ? line.slice(indent.length) : "")).join("\n"), moved: full.length}
}

/**
 * A quote that delimits a string is made straight; what stands within straight ones stays as it is. In a string that was
 * typed with curly quotes those of the other kind are made straight too, and an apostrophe stays.
 * @param {string} source
 * @returns {{source: string, counts: Record<string, number>}}
 */
function straightened(source) {
  /** @type {Record<string, number>} */
  const counts = {}
  if (!TYPOGRAPHIC.test(source)) return {source, counts}
  const count = (/** @type {string} */ name, by = 1) => { counts[name] = (counts[name] ?? 0) + by }
  let [mended, at] = ["", 0]
  while (at < source.length) {
    const sign = source[at]
    const found = SIGNS.find(([, signs]) => signs.test(sign))
    if (sign === "#") {
      const end = lineEnd(source, at)
      mended += source.slice(at, end)
      at = end
    } else if (STRAIGHT[sign]) {
      const {text, end} = string(source, at)
      mended += text
      for (let place = at, changed = 0; place < end; place += 1, changed += 1) if (source[place] !== text[changed]) count("quotes")
      at = end
    } else {
      if (found) count(found[0])
      mended += found ? found[2] : sign
      at += 1
    }
  }
  return {source: mended, counts}
}

/**
 * The string that begins with a quote, mended sign by sign, so that its length stays.
 * @param {string} source @param {number} start
 * @returns {{text: string, end: number}}
 */
function string(source, start) {
  const quote = STRAIGHT[source[start]]
  const isQuote = (/** @type {number} */ at) => STRAIGHT[source[at]] === quote
  let opening = 1
  while (opening < 3 && isQuote(start + opening)) opening += 1
  if (opening === 2) return {text: quote + quote, end: start + 2}
  const isCurly = [...source.slice(start, start + opening)].some((sign) => sign !== quote)
  const straight = isCurly ? -1 : closing(source, start + opening, opening, (at) => source[at] === quote)
  if (straight >= 0) return {text: source.slice(start, straight + opening), end: straight + opening}
  const end = closing(source, start + opening, opening, (at) => isQuote(at) && !isApostrophe(source, at))
  const until = end >= 0 ? end : opening === 3 ? source.length : lineEnd(source, start)
  const inner = source.slice(start + opening, until)
  const body = isCurly ? [...inner].map((sign) => (STRAIGHT[sign] && STRAIGHT[sign] !== quote ? STRAIGHT[sign] : sign)).join("") : inner
  const marks = quote.repeat(opening)
  return end >= 0 ? {text: marks + body + marks, end: end + opening} : {text: marks + body, end: until}
}

/**
 * @param {string} source @param {number} from @param {number} length of the marks that close
 * @param {(at: number) => boolean} closes
 * @returns {number} where the string is closed, -1 where it is not
 */
function closing(source, from, length, closes) {
  for (let at = from; at < source.length; at += 1) {
    if (source[at] === "\\") at += 1
    else if (length === 1 && source[at] === "\n") return -1
    else if (closes(at) && (length === 1 || (closes(at + 1) && closes(at + 2)))) return at
  }
  return -1
}

/** @param {string} source @param {number} at */
function isApostrophe(source, at) {
  return source[at] !== '"' && STRAIGHT[source[at]] === "'" && LETTER.test(source[at - 1] ?? "") && LETTER.test(source[at + 1] ?? "")
}

/** @param {string} source @param {number} at */
function lineEnd(source, at) {
  const end = source.indexOf("\n", at)
  return end < 0 ? source.length : end
}

/** What was mended, by what it is called: one of it, several, and what became of it. @type {[string, string, string, string][]} */
const NAMED = [
  ["prompts", "prompt", "prompts", "taken out"],
  ["printed", "line of output", "lines of output", "left out"],
  ["quotes", "curly quote", "curly quotes", "made straight"],
  ["spaces", "special space", "special spaces", "made ordinary"],
  ["unseen", "invisible character", "invisible characters", "taken out"],
  ["dashes", "dash", "dashes", "made minus signs"],
  ["dots", "ellipsis", "ellipses", "made three dots"],
  ["moved", "indented line", "indented lines", "moved to the left"],
]

/** @param {Record<string, number>} counts */
function sentenceOf(counts) {
  const parts = NAMED.flatMap(([name, one, several, became]) => {
    const many = counts[name] ?? 0
    if (!many) return []
    return [many === 1 ? `1 ${one} was ${became.replace("minus signs", "a minus sign")}` : `${many} ${several} were ${became}`]
  })
  return `Mended before it ran: ${parts.join(", ")}.`
}
