// Clears the console's screen, as Ctrl-L does in a terminal: what was run stays, and can be shown again.
import {all, one} from "./dom.js"

/**
 * @param {HTMLElement} section the console
 * @param {{say: (sentence: string) => void}} options
 */
export function makeClearing(section, {say}) {
  const transcript = one(section, "[data-transcript]")
  const line = one(section, "[data-cleared]")
  const words = one(line, "p")

  function tell() {
    const count = all(transcript, ":scope > [hidden]").length
    line.hidden = count === 0
    words.textContent = count === 1 ? "One earlier snippet is cleared away." : `${count} earlier snippets are cleared away.`
  }

  one(line, "button").addEventListener("click", () => {
    for (const entry of all(transcript, ":scope > [hidden]")) entry.hidden = false
    tell()
    transcript.lastElementChild?.scrollIntoView({block: "nearest"})
  })

  return {
    clear() {
      for (const entry of all(transcript, ":scope > li")) entry.hidden = true
      tell()
      say("The console’s screen is clear. Names and history stay.")
    },

    /** After the whole transcript was replaced, nothing of it is hidden. */
    tell,
  }
}
