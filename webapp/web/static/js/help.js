// Help with a step: hints one at a time, lines to arrange, the solution beside one's own answer.
import {tellLocally} from "./clock.js"
import {all, around, maybe, one, only} from "./dom.js"
import {showPane} from "./panes.js"
import {get, postForm, sentenceOf} from "./requests.js"
import {makeScrollers} from "./scrollers.js"

/** @param {{announce: (sentence: string) => void}} options */
export function makeHelp({announce}) {
  const helpOf = (/** @type {string} */ step) => maybe(document, `[data-help="${CSS.escape(step)}"]`)

  for (const help of all(document, "[data-help]")) prepare(help)

  /** @param {HTMLElement} help */
  function prepare(help) {
    tellLocally(help)
    for (const place of all(help, "[data-ordering]")) {
      import("./ordering.js").then(({makeOrdering}) => makeOrdering(place, {onChange: () => {}, announce}))
    }
  }

  /** @param {HTMLElement} help @param {string} html @returns {HTMLElement} what stands in its place */
  function replace(help, html) {
    const made = document.createElement("template")
    made.innerHTML = html
    const now = one(made.content, "[data-help]")
    // What is open stays open: whoever reads a hint goes on reading it.
    for (const hint of all(help, "details[data-hint]", HTMLDetailsElement)) {
      const same = maybe(now, `[data-hint="${hint.dataset.hint}"]`, HTMLDetailsElement)
      if (same) same.open = hint.open
    }
    help.replaceWith(now)
    prepare(now)
    makeScrollers(all(now, "pre"))
    return now
  }

  /** @param {HTMLElement} help @param {unknown} problem */
  function tell(help, problem) {
    const place = one(help, "[data-help-trouble]")
    place.hidden = false
    place.textContent = sentenceOf(problem, "Ask again when the connection is back.")
  }

  document.addEventListener("submit", async (event) => {
    const form = around(event.target, "[data-help-form]", HTMLFormElement)
    const help = around(form, "[data-help]")
    if (!form || !help) return
    event.preventDefault()
    const fields = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value)]))
    try {
      const {html} = await postForm(help.dataset.address ?? "", fields)
      const title = maybe(replace(help, html), "[data-help-title]")
      title?.focus()
      announce(title?.textContent ?? "")
    } catch (problem) { tell(help, problem) }
  })

  // A hint that is opened for the first time is kept as opened. `toggle` does not rise, so it is caught on its way down.
  document.addEventListener("toggle", (event) => {
    const hint = only(event.target, HTMLDetailsElement)
    const help = around(hint, "[data-help]")
    const number = Number(hint?.dataset.hint ?? 0)
    if (!hint?.open || !help || number <= Number(help.dataset.opened)) return
    help.dataset.opened = String(number)
    postForm(help.dataset.address ?? "", {what: "hint", number: String(number)}).catch(() => { /* it is open all the same */ })
  }, true)

  document.addEventListener("click", (event) => {
    const box = around(event.target, "[data-to-help]")?.closest("[data-exercise]")
    const help = box instanceof HTMLElement ? helpOf(box.dataset.exercise ?? "") : null
    if (!help) return
    event.preventDefault()
    showPane("lesson")
    help.scrollIntoView({block: "center"})
    maybe(help, "summary, button, [data-help-title]")?.focus({preventScroll: true})
  })

  return {
    /** After a verdict: where the solution may be seen, it stands beside the answer just given. @param {string} step @param {string} state */
    async renew(step, state) {
      const help = helpOf(step)
      if (!help || (state === "todo" && !help.querySelector("[data-beside]"))) return
      try {
        replace(help, (await get(help.dataset.address ?? "")).html)
      } catch { /* a reload shows it */ }
    },
  }
}
