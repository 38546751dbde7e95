// Runs before anything is painted: the remembered colours, and the class that tells the style sheets of JavaScript.
(function () {
  const root = document.documentElement
  root.classList.add("js")
  for (const [name, values] of Object.entries({theme: ["light", "dark"], wrap: ["on"]})) {
    let kept = null
    try { kept = localStorage.getItem(`savepoint:${name}`) } catch { /* storage may be off */ }
    if (kept !== null && values.includes(kept)) root.dataset[name] = kept
  }

  const dark = () => (root.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark"

  document.addEventListener("DOMContentLoaded", () => {
    const button = document.querySelector("[data-theme-switch]")
    if (!button) return
    const show = () => button.setAttribute("aria-pressed", String(dark()))
    show()
    // They may be changed elsewhere: in the settings, or by the system.
    new MutationObserver(show).observe(root, {attributeFilter: ["data-theme"]})
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", show)
    button.addEventListener("click", () => {
      root.dataset.theme = dark() ? "light" : "dark"
      try { localStorage.setItem("savepoint:theme", root.dataset.theme) } catch { /* as above */ }
    })
  })
})()
