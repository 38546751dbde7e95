// Buttons that copy SQL: one statement, or all of a snippet with their parameters as comments.

/** @param {HTMLElement} panel with the statements */
export function makeCopy(panel) {
  panel.addEventListener("click", async (event) => {
    const one = event.target.closest("[data-copy]")
    const all = event.target.closest("[data-copy-all]")
    if (!one && !all) return
    const text = one ? sqlOf(one.closest("li")) : [...panel.querySelectorAll(".statements > li")].map(withParameters).join("\n\n")
    const word = (one ?? all).querySelector("[data-copy-word]")
    const before = word.textContent
    word.textContent = (await copied(`${text}\n`)) ? "Copied" : "Not allowed"
    setTimeout(() => { word.textContent = before }, 1500)
  })
}

const sqlOf = (item) => `${item.dataset.sql ?? item.querySelector("[data-sql]").textContent};`

function withParameters(item) {
  const parameters = item.querySelector(".parameters code")?.textContent.replaceAll("\n", " ")
  return parameters ? `${sqlOf(item)}\n-- ${parameters}` : sqlOf(item)
}

/** Where the page came neither by https nor from loopback there is no clipboard, but still the older way. */
async function copied(text) {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch { /* the older way */ }
  const box = document.createElement("textarea")
  box.value = text
  box.className = "visually-hidden"
  const focused = document.activeElement
  document.body.append(box)
  box.select()
  const done = document.execCommand("copy")
  box.remove()
  focused?.focus()
  return done
}
