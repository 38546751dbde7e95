// Steps that are answered where they stand: predictions, and lines to arrange.
import {all, maybe, one} from "./dom.js"
import {askedBy} from "./submit.js"
import {swap} from "./swap.js"

/**
 * @param {{onRun: (run: import("./submit.js").Asked) => void, announce: (sentence: string) => void}} options
 */
export function makeInline({onRun, announce}) {
  const sectionOf = (/** @type {string} */ id) => maybe(document, `[data-inline="${CSS.escape(id)}"]`)

  for (const section of all(document, "[data-inline]")) {
    const form = one(section, "[data-inline-form]", HTMLFormElement)
    const age = () => section.querySelector("[data-outcome] .verdict")?.classList.add("is-old")
    const place = maybe(form, "[data-ordering]")
    if (place) import("./ordering.js").then(({makeOrdering}) => makeOrdering(place, {onChange: age, announce}))
    form.addEventListener("input", age)
    form.addEventListener("submit", (event) => {
      event.preventDefault()
      onRun(askedBy(form))
    })
  }

  return {
    /** Shows what came of an answer; whether it was one of these steps. @param {string} step @param {string} html */
    showVerdict(step, html) {
      const section = sectionOf(step)
      if (!section) return false
      const outcome = one(section, "[data-outcome]")
      swap(outcome, html)
      outcome.scrollIntoView({block: "nearest"})
      return true
    },

    /** @param {Record<string, string>} states */
    showStates(states) {
      for (const [step, state] of Object.entries(states)) {
        const section = sectionOf(step)
        if (section) section.dataset.state = state
      }
    },
  }
}
