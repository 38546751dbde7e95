// The key / goes to the search: to its box where the page has one, else to its page.
import {maybe} from "./dom.js"

document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
  const at = event.target
  if (at instanceof HTMLElement && (at.isContentEditable || at.matches("input, textarea, select"))) return
  const target = maybe(document, "[data-search-box]") ?? maybe(document, "[data-search-link]")
  if (!target) return
  event.preventDefault()
  if (target instanceof HTMLAnchorElement) target.click()
  else target.focus()
})
