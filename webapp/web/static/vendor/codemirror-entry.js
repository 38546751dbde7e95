// What Savepoint takes from CodeMirror 6. How the parts are put together is in ../js/editor.js.
export {EditorState, Compartment, Prec} from "@codemirror/state"
export {EditorView, keymap, placeholder, lineNumbers, drawSelection, highlightSpecialChars} from "@codemirror/view"
export {history, historyKeymap, defaultKeymap, indentMore, indentLess, insertNewlineAndIndent} from "@codemirror/commands"
export {LanguageSupport, bracketMatching, indentOnInput, indentUnit, syntaxHighlighting} from "@codemirror/language"
export {pythonLanguage} from "@codemirror/lang-python"
export {classHighlighter} from "@lezer/highlight"
