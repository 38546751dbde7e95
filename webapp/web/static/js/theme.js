// Runs before anything is painted: the remembered colours, and the class that tells the style sheets of JavaScript.
(function () {
  const root = document.documentElement
  root.classList.add("js")
  let kept = null
  try { kept = localStorage.getItem("savepoint:theme") } catch { /* storage may be off */ }
  if (kept === "light" || kept === "dark") root.dataset.theme = kept

  const dark = () => (root.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark"

  document.addEventListener("DOMContentLoaded", () => {
    const button = document.querySelector("[data-theme-switch]")
    if (!button) return
    const show = () => button.setAttribute("aria-pressed", String(dark()))
    show()
    button.addEventListener("click", () => {
      root.dataset.theme = dark() ? "light" : "dark"
      show()
      try { localStorage.setItem("savepoint:theme", root.dataset.theme) } catch { /* as above */ }
    })
  })
})()
