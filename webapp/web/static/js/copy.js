// Buttons that copy SQL: one statement, or all of a snippet with their parameters as comments.

import {all, around, one, only} from "./dom.js"

/** @param {HTMLElement} panel with the statements */
export function makeCopy(panel) {
  panel.addEventListener("click", async (event) => {
    const button = around(event.target, "[data-copy], [data-copy-all]")
    if (!button) return
    const statement = around(button, "li")
    const text = statement ? sqlOf(statement) : all(panel, ".statements > li").map(withParameters).join("\n\n")
    const word = one(button, "[data-copy-word]")
    const before = word.textContent
    word.textContent = (await copied(`${text}\n`)) ? "Copied" : "Not allowed"
    setTimeout(() => { word.textContent = before }, 1500)
  })
}

/** @param {HTMLElement} item @returns {string} */
const sqlOf = (item) => `${item.dataset.sql ?? one(item, "[data-sql]").textContent};`

/** @param {HTMLElement} item @returns {string} */
function withParameters(item) {
  const parameters = item.querySelector(".parameters code")?.textContent.replaceAll("\n", " ")
  return parameters ? `${sqlOf(item)}\n-- ${parameters}` : sqlOf(item)
}

/** Where the page came neither by https nor from loopback there is no clipboard, but still the older way. @param {string} text */
export async function copied(text) {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch { /* the older way */ }
  const box = document.createElement("textarea")
  box.value = text
  box.className = "visually-hidden"
  const focused = only(document.activeElement)
  document.body.append(box)
  box.select()
  const done = document.execCommand("copy")
  box.remove()
  focused?.focus()
  return done
}
