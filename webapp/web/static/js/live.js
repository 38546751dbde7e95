// A class while it works: its figures are fetched again every few seconds, as long as somebody may look at them.
import {tellLocally} from "./clock.js"
import {maybe, one} from "./dom.js"

const place = one(document, "[data-live]")
const trouble = one(document, "[data-live-trouble]")
const pause = one(document, "[data-live-pause]", HTMLButtonElement)
const seconds = Number(place.dataset.seconds)
let paused = false

/** @param {string} html */
function show(html) {
  const focused = place.contains(document.activeElement) && document.activeElement?.getAttribute("href")
  const left = [...place.querySelectorAll(".scroll")].map((each) => each.scrollLeft)
  place.innerHTML = html
  tellLocally(place)
  for (const [number, each] of [...place.querySelectorAll(".scroll")].entries()) each.scrollLeft = left[number] ?? 0
  if (focused) maybe(place, `a[href="${CSS.escape(focused)}"]`)?.focus({preventScroll: true})
}

/** @param {string} sentence empty where there is none */
function tell(sentence) {
  if (trouble.textContent !== sentence) trouble.textContent = sentence
  trouble.hidden = !sentence
}

async function look() {
  if (paused || document.hidden) return
  try {
    const answer = await fetch(place.dataset.live ?? "", {headers: {Accept: "application/json"}})
    if (answer.status === 401) return tell("You are logged in no more. Open your login link again.")
    if (answer.status === 404) return tell("This class has been deleted.")
    if (!answer.ok) return tell("The server did not answer as it should; it is asked again in a moment.")
    const {html} = await answer.json()
    if (!paused) show(html)
    tell("")
  } catch { tell("The server cannot be reached; it is asked again in a moment.") }
}

pause.addEventListener("click", () => {
  paused = !paused
  pause.setAttribute("aria-pressed", String(paused))
  void look()
})
document.addEventListener("visibilitychange", () => void look())
setInterval(() => void look(), seconds * 1000)
