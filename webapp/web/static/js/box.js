// A box for code, as the parts of the page know it: the editor, or a plain text box where that is set.
import {one} from "./dom.js"
import {onSetting, setting} from "./settings.js"

// Whoever has the editor need not wait for the plain box as well.
const plain = {box: setting("plain") === "on" ? (await import("./plain.js")).plainBox : null}

/**
 * @typedef {object} Box
 * @property {HTMLElement} element
 * @property {() => string} text
 * @property {(text: string) => void} set replaces the text and puts the cursor at its end
 * @property {(text: string) => void} load begins with another text, without a history
 * @property {() => void} focus
 * @property {(text: string) => void} insert types at the cursor
 * @property {(by: 1 | -1) => void} indent the lines of the selection
 * @property {(marks: Marks) => void} mark lights lines up, until the text changes
 */

/** @typedef {{here: number, lit: number, reveal?: boolean}} Marks the line of a step, the one that is pointed at, or 0; `reveal` scrolls to the first */

/**
 * A box as the page has it. `recall` puts an earlier text into it, a step back or forth, where there is a history.
 * @typedef {Box & {run: () => void, recall: (step: number) => void, hasHistory: boolean, holds: (focused: Element | null) => boolean}} MadeBox
 */

/**
 * What a box is told. `isComplete` is there where Enter runs what is complete, `recall` where there is a history.
 * @typedef {object} Options
 * @property {string} label
 * @property {string} [text] to begin with
 * @property {() => void} onRun
 * @property {(text: string) => void} [onChange]
 * @property {(source: string) => boolean} [isComplete]
 * @property {(step: number) => string | null} [recall]
 * @property {import("./candidates.js").Options} [completion] where names are completed
 * @property {(line: number) => void} [onPoint] hears the line that the pointer or the cursor comes to, 0 where it leaves
 * @property {(line: number) => void} [onTake] hears the line whose number is clicked
 */

/**
 * @template {Options} O
 * @param {HTMLElement} form with the text box that is sent without JavaScript, and the place for the editor beside it
 * @param {HTMLElement} place
 * @param {(place: HTMLElement, options: O) => Box} makeEditor
 * @param {O} options
 * @returns {MadeBox}
 */
export function makeBox(form, place, makeEditor, options) {
  const area = one(form, "textarea", HTMLTextAreaElement)
  area.value = options.text ?? area.value
  /** @type {{plain?: Box, editor?: Box}} */
  const made = {}
  let box = use(setting("plain"))
  onSetting("plain", async (value) => {
    if (value === "on") plain.box ??= (await import("./plain.js")).plainBox
    if (value !== setting("plain")) return
    const [text, focused] = [box.text(), holds(document.activeElement)]
    box = use(value, text)
    if (focused) box.focus()
  })

  /** @param {string} value of the setting @param {string} [text] */
  function use(value, text) {
    const plainBox = value === "on" ? plain.box : null
    form.classList.toggle("has-editor", plainBox === null)
    const next = plainBox ? made.plain ??= plainBox(area, options) : made.editor ??= makeEditor(place, {...options, text: area.value})
    if (text !== undefined && next.text() !== text) next.load(text)
    return next
  }

  /** @param {Element | null} focused */
  function holds(focused) {
    return box.element.contains(focused)
  }

  return {
    get element() { return box.element },
    text: () => box.text(),
    set: (text) => box.set(text),
    load: (text) => box.load(text),
    focus: () => box.focus(),
    insert: (text) => box.insert(text),
    indent: (by) => box.indent(by),
    mark: (marks) => box.mark(marks),
    holds,
    run: options.onRun,
    hasHistory: options.recall !== undefined,

    recall(step) {
      const text = options.recall?.(step) ?? null
      if (text !== null) box.set(text)
    },
  }
}
