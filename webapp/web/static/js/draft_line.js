// The line under a box that says where its text is kept, and offers what was replaced or typed elsewhere.

/** @typedef {ReturnType<typeof import("./drafts.js").makeDrafts>} Drafts */

const SAID = {"": "", here: "Saved here", kept: "Saved"}
const MEANT = {"": "", here: "Kept in this browser", kept: "Kept on the server too: it is there on your other devices"}

/**
 * @param {HTMLElement} line as the server made it
 * @param {Drafts} drafts
 * @param {{stepOf: () => string, textOf: () => string, put: (text: string | null) => void, type: (text: string) => void}} box
 *   `put` shows a text that does not count as typed; null is what the box holds where nothing is drafted
 */
export function makeDraftLine(line, drafts, {stepOf, textOf, put, type}) {
  const find = (/** @type {string} */ name) => /** @type {HTMLElement} */ (line.querySelector(`[data-${name}]`))

  function show() {
    const {saved, opposed, earlier} = drafts.state(stepOf())
    const word = find("draft-saved")
    word.textContent = SAID[saved]
    word.title = MEANT[saved]
    find("draft-opposed").hidden = !opposed
    find("draft-earlier").hidden = opposed || !earlier
    line.hidden = !saved && !opposed && !earlier
  }

  find("keep-mine").addEventListener("click", () => drafts.keepMine(stepOf()))
  find("take-other").addEventListener("click", () => drafts.takeOther(stepOf()))
  find("draft-earlier").addEventListener("click", () => {
    const back = drafts.bringBack(stepOf(), textOf())
    if (back === null) return
    type(back)
    show()
  })
  drafts.watch({
    onText: (step, text) => { if (step === stepOf()) put(text) },
    onState: (step) => { if (step === stepOf()) show() },
  })
  show()
  return {show}
}
