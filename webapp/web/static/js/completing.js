// Completion in an editor: Tab and Ctrl-Space ask the visitor's sandbox; within a call, a line tells what it takes.
import {
  EditorView, Prec, StateEffect, StateField, ViewPlugin, acceptCompletion, autocompletion, completionStatus, indentLess, indentMore,
  insertCompletionText, keymap, pickedCompletion, showTooltip, startCompletion,
} from "../vendor/codemirror-6.43.15.js"
import {makeAsk} from "./candidates.js"
import {made} from "./dom.js"

const MOST_PARAMETERS = 12 // shown around the one that is being given
const TAB_LEAVES_FOR = 2000 // milliseconds, as the editor's own
const ASK_AFTER = 150 // milliseconds without a key, before a call's line is asked for

/** @typedef {import("./candidates.js").Signature} Signature */
/** @typedef {import("./candidates.js").Candidate} Candidate */
/** @typedef {import("./candidates.js").Completed} Completed */

/** @type {import("@codemirror/state").StateEffectType<Signature | null>} */
const setSignature = StateEffect.define()

/**
 * @param {import("./candidates.js").Options} options
 * @returns {import("@codemirror/state").Extension}
 */
export function completing(options) {
  const ask = makeAsk(options)
  /** @type {{view: EditorView, before: string, found: Completed} | null} */
  let fetched = null // what the list that opens next is made of

  /** Asks, and takes the only candidate, or opens the list of several. @param {EditorView} view */
  async function complete(view) {
    const before = beforeCursor(view)
    const found = await ask(before)
    if (!found || beforeCursor(view) !== before || !view.hasFocus) return
    view.dispatch({effects: setSignature.of(found.signature)})
    const [only, ...others] = found.candidates
    if (only && !others.length) take(view, found.prefix, only)
    else if (only) {
      fetched = {view, before, found}
      startCompletion(view)
    } else if (!found.signature) options.say("Nothing to complete here.")
  }

  /** @param {import("@codemirror/autocomplete").CompletionContext} context */
  async function source(context) {
    const before = context.state.sliceDoc(0, context.pos)
    const found = fetched?.before === before && fetched.view === context.view ? fetched.found : await ask(before)
    fetched = null
    if (!found?.candidates.length) return null
    return {
      from: context.pos - found.prefix.length,
      options: found.candidates.map(optionOf),
      validFor: found.cut ? undefined : /^\w*$/,
    }
  }

  const asking = ViewPlugin.fromClass(class {
    /** @param {EditorView} view */
    constructor(view) {
      this.view = view
      this.waiting = 0
    }

    /** @param {import("@codemirror/view").ViewUpdate} update */
    update(update) {
      const shown = update.state.field(signatureShown) !== null
      const begun = update.transactions.some((each) => each.isUserEvent("input")) && /[(,]\s*$/.test(lineBefore(update.state))
      if (!begun && !(shown && (update.docChanged || update.selectionSet))) return
      clearTimeout(this.waiting)
      this.waiting = setTimeout(() => this.renew(), ASK_AFTER)
    }

    async renew() {
      const before = beforeCursor(this.view)
      const found = before.trim() ? await ask(before) : null
      if (beforeCursor(this.view) === before) this.view.dispatch({effects: setSignature.of(this.view.hasFocus ? found?.signature ?? null : null)})
    }

    destroy() {
      clearTimeout(this.waiting)
    }
  })

  return [
    autocompletion({override: [source], activateOnTyping: false, icons: false, interactionDelay: 0, tooltipClass: () => "completions"}),
    signatureShown,
    asking,
    // Whatever an Escape closes, the Tab after it leaves: nobody is to find out how many it takes.
    EditorView.domEventObservers({keydown: (event, view) => { if (event.key === "Escape") view.setTabFocusMode(TAB_LEAVES_FOR) }}),
    EditorView.domEventHandlers({blur: (_event, view) => { if (view.state.field(signatureShown)) hide(view) }}),
    Prec.highest(keymap.of([
      {key: "Tab", run: (view) => tab(view, complete), shift: indentLess},
      {key: "Ctrl-Space", run: (view) => { complete(view); return true }},
      // The list's own Escape comes first, then the line's.
      {key: "Escape", run: (view) => { if (completionStatus(view.state) === null && view.state.field(signatureShown)) hide(view); return false }},
    ])),
  ]
}

/** Accepts, completes after a name or a bracket, indents elsewhere; leaves an empty prompt. @param {EditorView} view @param {(view: EditorView) => void} complete */
function tab(view, complete) {
  if (completionStatus(view.state) === "active") return acceptCompletion(view)
  if (view.state.doc.length === 0) return false
  if (!view.state.selection.main.empty || lineBefore(view.state).trim() === "") return indentMore(view)
  complete(view)
  return true
}

/** @param {EditorView} view @param {string} prefix @param {Candidate} only */
function take(view, prefix, only) {
  const to = view.state.selection.main.head
  const edit = insertCompletionText(view.state, only.label, to - prefix.length, to)
  view.dispatch({...edit, annotations: pickedCompletion.of(optionOf(only))})
}

/** @param {Candidate} candidate */
const optionOf = ({label, kind, detail, rank}) => ({label, type: kind, detail: detail || undefined, boost: rank})

/** @param {EditorView} view */
const beforeCursor = (view) => view.state.sliceDoc(0, view.state.selection.main.head)

/** @param {import("@codemirror/state").EditorState} state */
function lineBefore(state) {
  const {head} = state.selection.main
  return state.sliceDoc(state.doc.lineAt(head).from, head)
}

/** @param {EditorView} view */
function hide(view) {
  setTimeout(() => view.dispatch({effects: setSignature.of(null)}))
}

/** @type {import("@codemirror/state").StateField<{at: number, signature: Signature} | null>} */
const signatureShown = StateField.define({
  create: () => /** @type {{at: number, signature: Signature} | null} */ (null),
  update(shown, transaction) {
    for (const effect of transaction.effects) {
      if (effect.is(setSignature)) return effect.value && {at: transaction.state.selection.main.head, signature: effect.value}
    }
    if (!shown || transaction.newDoc.length === 0) return null
    return transaction.docChanged ? {...shown, at: transaction.changes.mapPos(shown.at)} : shown
  },
  provide: (field) => showTooltip.from(field, (shown) => shown && {
    pos: shown.at,
    above: true,
    strictSide: false,
    create: () => ({dom: lineOf(shown.signature)}),
  }),
})

/** @param {Signature} signature */
function lineOf({name, parameters, active, doc}) {
  const line = made("div", "signature")
  line.setAttribute("role", "tooltip")
  const code = made("code", "takes", `${name}(`)
  const first = Math.max(0, Math.min((active ?? 0) - MOST_PARAMETERS / 2, parameters.length - MOST_PARAMETERS))
  const shown = parameters.slice(first, first + MOST_PARAMETERS)
  if (first) code.append("…, ")
  shown.forEach((text, place) => {
    if (place) code.append(", ")
    code.append(place + first === active ? made("b", "given", text) : text)
  })
  code.append(first + shown.length < parameters.length ? ", …)" : ")")
  line.append(code)
  if (doc) line.append(made("p", "doc", doc))
  return line
}
