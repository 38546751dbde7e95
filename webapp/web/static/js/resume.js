// The code of a resume link stands after the address's #: into the form with it, and out of the address bar.

const form = document.querySelector("[data-resume]")
const code = location.hash.slice(1)
if (form instanceof HTMLFormElement && code) {
  const field = form.elements.namedItem("code")
  if (field instanceof HTMLInputElement) field.value = code
  for (const part of form.querySelectorAll("[data-code], [data-code-hint]")) part.setAttribute("hidden", "")
  history.replaceState(null, "", location.pathname)
}
