// What Savepoint takes from CodeMirror 6. How the parts are put together is in ../js/editor.js.
export {EditorState, Compartment, Prec, StateEffect, StateField} from "@codemirror/state"
export {Decoration, EditorView, ViewPlugin, keymap, placeholder, lineNumbers, drawSelection, highlightSpecialChars, showTooltip, tooltips} from "@codemirror/view"
export {history, historyKeymap, defaultKeymap, indentMore, indentLess, insertNewlineAndIndent} from "@codemirror/commands"
export {LanguageSupport, bracketMatching, indentOnInput, indentUnit, syntaxHighlighting} from "@codemirror/language"
export {autocompletion, acceptCompletion, closeCompletion, completionStatus, currentCompletions, insertCompletionText, pickedCompletion, startCompletion} from "@codemirror/autocomplete"
export {pythonLanguage} from "@codemirror/lang-python"
export {classHighlighter} from "@lezer/highlight"
