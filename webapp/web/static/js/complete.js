// Is what stands at the prompt a whole statement? Told from brackets, strings and indentation; Python itself decides later.
import {isPrompted} from "./prompts.js"

const BLOCK = /^(?:async|class|def|for|if|try|while|with)\b|^@|^match\b.*:\s*(?:#.*)?$/

/**
 * @param {string} source
 * @returns {boolean} true when Enter should run it: nothing is left open, and a block is closed by an empty line
 */
export function isComplete(source) {
  if (isPrompted(source)) return true
  const lines = source.split("\n")
  if (isOpen(source)) return false
  const opensBlock = lines.some((line) => BLOCK.test(line)) || /:\s*(#.*)?$/.test(lines[lines.length - 1])
  return !opensBlock || (lines.length > 1 && lines[lines.length - 1].trim() === "")
}

/**
 * @param {string} source
 * @returns {boolean} true where a bracket or a triple-quoted string is open at the end, or a backslash continues the line
 */
function isOpen(source) {
  let depth = 0
  let at = 0
  while (at < source.length) {
    const character = source[at]
    if (character === "#") at = endOfLine(source, at)
    else if (character === "'" || character === '"') {
      const end = endOfString(source, at)
      if (end === null) return true
      at = end
      continue
    } else if ("([{".includes(character)) depth += 1
    else if (")]}".includes(character)) depth -= 1
    at += 1
  }
  return depth > 0 || /\\\s*$/.test(source)
}

/** @param {string} source @param {number} at @returns {number} */
function endOfLine(source, at) {
  const end = source.indexOf("\n", at)
  return end < 0 ? source.length : end
}

/** @param {string} source @param {number} start @returns {number | null} the place after the string; null where a triple-quoted one does not end */
function endOfString(source, start) {
  const quote = source[start]
  const triple = source.startsWith(quote.repeat(3), start)
  const closing = triple ? quote.repeat(3) : quote
  let at = start + closing.length
  while (at < source.length) {
    if (source[at] === "\\") at += 2
    else if (source.startsWith(closing, at)) return at + closing.length
    else if (!triple && source[at] === "\n") return at
    else at += 1
  }
  return triple ? null : source.length
}
