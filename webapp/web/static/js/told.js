// What a listener hears of a run, in a sentence or two.
import {maybe} from "./dom.js"

const LONGEST = 200 // characters of output that are read as they are

/**
 * The verdict with the first difference, or else how the run ended, and what an error means.
 * @param {import("./submit.js").Done} done
 * @param {HTMLElement | null} shown the entry of the transcript as the page shows it, which has the error in words
 * @returns {string}
 */
export function told({verdict, entries}, shown) {
  const last = entries.at(-1)
  const meaning = shown ? maybe(shown, ".explanation .happened")?.textContent ?? "" : ""
  if (verdict?.passed) return "Passed."
  if (verdict) {
    const begun = verdict.author_fault ? "This exercise is broken; your answer does not count." : "Not yet."
    const missed = verdict.results.find((result) => !result.passed)
    const reason = verdict.mistake || [missed?.says || missed?.looked_at, last && ended(last, meaning)].filter(Boolean).join(" ")
    return spoken(`${begun} ${reason}`)
  }
  if (!last) return ""
  return spoken(ended(last, meaning) || printed(last.output))
}

/** How a run ended that did not come to its end. @param {import("./submit.js").Entry} entry @param {string} meaning */
function ended({outcome, violations, output, note}, meaning) {
  if (violations.length) {
    const [{line, message, instead}] = violations
    const more = violations.length > 1 ? ` And ${violations.length - 1} more.` : ""
    return `Refused. Line ${line}: ${message}${instead ? ` Instead: ${instead}` : ""}${more}`
  }
  if (outcome === "interrupted") return note || "Interrupted."
  if (outcome === "killed" || outcome === "crashed") return note || "Python ended while this ran."
  if (outcome === "error") return `Error. ${meaning || output.trimEnd().split("\n").at(-1)}`
  return ""
}

/** @param {string} output */
function printed(output) {
  const text = output.trim()
  if (!text) return "Done, without output."
  if (text.length <= LONGEST) return text
  const lines = text.split("\n")
  return `Done, with ${lines.length} lines of output. The last: ${lines[lines.length - 1].slice(-LONGEST)}`
}

/** Without the marks that show code, which would be read aloud. @param {string} sentence */
function spoken(sentence) {
  return sentence.replaceAll("`", "")
}
