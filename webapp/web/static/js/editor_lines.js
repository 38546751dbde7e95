// Lines of an editor that light up beside what ran: the one that is pointed at, and that of the step that is looked at.
import {Decoration, EditorView, StateEffect, StateField, lineNumbers} from "../vendor/codemirror-6.43.15.js"
import {around} from "./dom.js"

const BAR = 48 // pixels: what lies over the first line when it is scrolled to

/** @type {ReturnType<typeof StateEffect.define<import("./box.js").Marks>>} */
const marking = StateEffect.define()

/** Where each mark stands. Whatever changes the text takes them away: it is not what ran any more. */
const marked = StateField.define({
  create: () => Decoration.none,
  update(marks, change) {
    if (change.docChanged) return Decoration.none
    for (const effect of change.effects) if (effect.is(marking)) return decorations(change.state.doc, effect.value)
    return marks
  },
  provide: (field) => EditorView.decorations.from(field),
})

/** @param {import("../vendor/codemirror-6.43.15.js").EditorState["doc"]} doc @param {import("./box.js").Marks} marks */
function decorations(doc, {here, lit}) {
  const wanted = Object.entries({"cm-here": here, "cm-lit": lit}).filter(([, line]) => line > 0 && line <= doc.lines)
  return Decoration.set(wanted.map(([name, line]) => Decoration.line({class: name}).range(doc.line(line).from)), true)
}

/**
 * The numbers of the lines, and their marks. A line is pointed at by the pointer or the cursor, and taken by its number.
 * @param {Pick<import("./box.js").Options, "onPoint" | "onTake">} options
 */
export function markedLines({onPoint, onTake}) {
  let last = 0
  /** @param {number} line */
  function point(line) {
    if (line !== last) onPoint?.(line)
    last = line
  }
  return [
    marked,
    lineNumbers({domEventHandlers: {click: (view, block) => { onTake?.(view.state.doc.lineAt(block.from).number); return false }}}),
    EditorView.domEventHandlers({
      mouseover(event, view) {
        const line = around(event.target, ".cm-line")
        if (line) point(view.state.doc.lineAt(view.posAtDOM(line)).number)
      },
      mouseleave: () => point(0),
      blur: () => point(0),
    }),
    EditorView.updateListener.of(({docChanged, selectionSet, state, view}) => {
      if (docChanged) point(0)
      else if (selectionSet && view.hasFocus) point(state.doc.lineAt(state.selection.main.head).number)
    }),
  ]
}

/** Marks lines and brings that of the step into sight. @param {EditorView} view @param {import("./box.js").Marks} marks */
export function markLines(view, marks) {
  const {doc} = view.state
  const effects = [marking.of(marks)]
  view.dispatch({effects: marks.reveal && marks.here <= doc.lines
    ? [...effects, EditorView.scrollIntoView(doc.line(marks.here).from, {y: "nearest", yMargin: BAR})] : effects})
}
