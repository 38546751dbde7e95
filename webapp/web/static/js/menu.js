// The menu in the bar at the top opens by itself; what closes it is the Escape key, and whatever is done elsewhere.

const menu = /** @type {HTMLDetailsElement | null} */ (document.querySelector("[data-menu]"))

menu?.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !menu.open) return
  menu.open = false
  menu.querySelector("summary")?.focus()
})
for (const kind of ["pointerdown", "focusin"]) {
  document.addEventListener(kind, (event) => {
    if (menu?.open && !menu.contains(/** @type {Node} */ (event.target))) menu.open = false
  })
}
