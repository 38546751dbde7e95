// The dialog in which settings are made; each counts at once.
import {all, around, only, one} from "./dom.js"
import {set, setting} from "./settings.js"

const dialog = one(document, "[data-settings]", HTMLDialogElement)
const fields = () => all(dialog, "input", HTMLInputElement)

one(document, "[data-settings-button]").addEventListener("click", () => {
  for (const field of fields()) field.checked = field.type === "radio" ? setting(field.name) === field.value : setting(field.name) === "on"
  dialog.showModal()
})
dialog.addEventListener("change", (event) => {
  const field = only(event.target, HTMLInputElement)
  if (!field) return
  set(field.name, field.type === "radio" ? field.value : field.checked ? "on" : "off")
  apply(field.name)
})
dialog.addEventListener("click", (event) => {
  // What is beside the dialog's content is its backdrop.
  if (event.target === dialog || around(event.target, "[data-close]")) dialog.close()
})

/** What style sheets go by, as theme.js has it before anything is painted. @param {string} name */
function apply(name) {
  const value = setting(name)
  if (name === "theme" && value === "system") delete document.documentElement.dataset.theme
  else if (name === "theme" || name === "wrap") document.documentElement.dataset[name] = value
}
