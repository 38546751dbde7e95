// The two editors of the page, put together from the parts in ../vendor.
import {
  EditorState, EditorView, LanguageSupport, Prec, bracketMatching, classHighlighter, defaultKeymap, drawSelection, highlightSpecialChars,
  history, historyKeymap, indentLess, indentMore, indentOnInput, indentUnit, insertNewlineAndIndent, keymap, placeholder,
  pythonLanguage, syntaxHighlighting,
} from "../vendor/codemirror-6.43.15.js"
import {completing} from "./completing.js"
import {maybe} from "./dom.js"
import {markLines, markedLines} from "./editor_lines.js"
import {covered} from "./symbols.js"

const nonce = maybe(document, "meta[name=style-nonce]", HTMLMetaElement)?.content ?? ""

/**
 * What both editors share. Escape then Tab leaves, as CodeMirror's own keys have it.
 * @param {string} label
 * @param {import("./candidates.js").Options} [completion]
 */
function common(label, completion) {
  return [
    completion ? completing(completion) : [],
    EditorView.cspNonce.of(nonce),
    highlightSpecialChars(),
    history(),
    drawSelection(),
    EditorState.tabSize.of(4),
    indentUnit.of("    "),
    indentOnInput(),
    bracketMatching(),
    new LanguageSupport(pythonLanguage),
    syntaxHighlighting(classHighlighter),
    EditorView.scrollMargins.of(() => ({bottom: covered()})),
    EditorView.contentAttributes.of({
      "aria-label": label, "aria-describedby": "leave-editor", spellcheck: "false", autocapitalize: "off", autocorrect: "off",
    }),
  ]
}

const tab = {key: "Tab", run: indentMore, shift: indentLess}
const keys = [...historyKeymap, ...defaultKeymap]

/**
 * The answer box.
 * @param {HTMLElement} parent
 * @param {import("./box.js").Options} options
 * @returns {import("./box.js").Box}
 */
export function answerEditor(parent, {label, text, onRun, onChange, onPoint, onTake, completion}) {
  const run = () => { onRun(); return true }
  const extensions = [
    ...common(label, completion),
    Prec.highest(keymap.of([{key: "Mod-Enter", run}, {key: "Ctrl-Enter", run}])),
    keymap.of([tab, ...keys]),
    markedLines({onPoint, onTake}),
    placeholder("Write your answer here"),
    EditorView.updateListener.of((update) => { if (update.docChanged) onChange?.(update.state.doc.toString()) }),
  ]
  const stateOf = (doc = "") => EditorState.create({doc, extensions})
  const view = new EditorView({parent, state: stateOf(text)})
  return boxOf(view, (doc) => view.setState(stateOf(doc)))
}

/**
 * The prompt of the console. Enter runs what is complete, Shift-Enter begins a line, Up and Down go through what was run.
 * @param {HTMLElement} parent
 * @param {import("./box.js").Options & {isComplete: (source: string) => boolean, recall: (step: number) => string | null}} options
 * @returns {import("./box.js").Box}
 */
export function consoleEditor(parent, {label, text = "", onRun, onChange, isComplete, recall, completion}) {
  const run = () => { onRun(); return true }
  const enter = (/** @type {EditorView} */ view) => {
    const {doc, selection} = view.state
    const atEnd = selection.main.empty && doc.sliceString(selection.main.head).trim() === ""
    if ((doc.lines === 1 || atEnd) && isComplete(doc.toString())) return run()
    return insertNewlineAndIndent(view)
  }
  const recallFrom = (/** @type {number} */ step) => (/** @type {EditorView} */ view) => {
    const line = view.state.doc.lineAt(view.state.selection.main.head).number
    if (line !== (step < 0 ? 1 : view.state.doc.lines)) return false
    const recalled = recall(step)
    if (recalled !== null) setText(view, recalled)
    return recalled !== null
  }
  const view = new EditorView({
    parent,
    doc: text,
    extensions: [
      ...common(label, completion), // before the keys below: an open list has Enter and the arrows first
      Prec.highest(keymap.of([
        {key: "Mod-Enter", run}, {key: "Ctrl-Enter", run}, {key: "Shift-Enter", run: insertNewlineAndIndent}, {key: "Enter", run: enter},
        {key: "ArrowUp", run: recallFrom(-1)}, {key: "ArrowDown", run: recallFrom(1)},
      ])),
      keymap.of([{...tab, run: (view) => view.state.doc.length > 0 && indentMore(view)}, ...keys]),
      EditorView.lineWrapping,
      EditorView.updateListener.of((update) => { if (update.docChanged) onChange?.(update.state.doc.toString()) }),
    ],
  })
  return boxOf(view, (text) => setText(view, text))
}

/** @param {EditorView} view @param {(text: string) => void} load @returns {import("./box.js").Box} */
function boxOf(view, load) {
  return {
    element: view.dom,
    text: () => view.state.doc.toString(),
    set: (text) => setText(view, text),
    load,
    focus: () => view.focus(),
    insert: (text) => view.dispatch({...view.state.replaceSelection(text), userEvent: "input.type", scrollIntoView: true}),
    indent: (by) => { (by > 0 ? indentMore : indentLess)(view) },
    mark: (marks) => markLines(view, marks),
  }
}

/** @param {EditorView} view @param {string} text */
function setText(view, text) {
  view.dispatch({
    changes: {from: 0, to: view.state.doc.length, insert: text},
    selection: {anchor: text.length},
    scrollIntoView: true,
    userEvent: "set", // an undo takes back this alone, and not what was typed just before
  })
}
