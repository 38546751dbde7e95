// Steps that are answered where they stand: predictions, and lines to arrange.
import {makeOrdering} from "./ordering.js"

/**
 * @param {{onRun: (run: {kind: string, step: string, start: string, source: string}) => void, announce: (sentence: string) => void}} options
 */
export function makeInline({onRun, announce}) {
  const sectionOf = (id) => document.querySelector(`[data-inline="${CSS.escape(id)}"]`)

  for (const form of document.querySelectorAll("[data-inline-form]")) {
    const section = form.closest("[data-inline]")
    const age = () => section.querySelector("[data-outcome] .verdict")?.classList.add("is-old")
    const place = form.querySelector("[data-ordering]")
    if (place) makeOrdering(place, {onChange: age, announce})
    form.addEventListener("input", age)
    form.addEventListener("submit", (event) => {
      event.preventDefault()
      const {kind, step, start, source} = Object.fromEntries(new FormData(form))
      onRun({kind, step, start, source: source ?? ""})
    })
  }

  return {
    /** Shows what came of an answer; whether it was one of these steps. */
    showVerdict(step, html) {
      const section = sectionOf(step)
      if (!section) return false
      const outcome = section.querySelector("[data-outcome]")
      outcome.innerHTML = html
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
