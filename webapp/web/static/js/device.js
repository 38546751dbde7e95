// What this browser keeps by itself goes when its visitor does, in every tab.

/** How pages look is the browser's, whoever sits at it. */
const LASTING = /^savepoint:(theme|plain|symbols|wrap|tab|others|(height|width):.*)$/
const tabs = "BroadcastChannel" in globalThis ? new BroadcastChannel("savepoint-visitor") : null

/** @param {boolean} all also what is no visitor's, such as the theme */
function clear(all) {
  for (const storage of [() => localStorage, () => sessionStorage]) {
    try {
      const kept = storage()
      for (const name of Object.keys(kept)) if (all || !LASTING.test(name)) kept.removeItem(name)
    } catch { /* storage is off, so nothing is in it */ }
  }
}

const what = document.querySelector("[data-clear]")
if (what instanceof HTMLElement) {
  clear(what.dataset.clear === "all")
  tabs?.postMessage("changed")
}
// Another tab shows what is not this visitor's any more, and would keep it again.
tabs?.addEventListener("message", () => {
  clear(false) // the tab's own storage has what was sent and not answered, and would send it again
  location.reload()
})

const copy = document.querySelector("[data-copy-link]")
copy?.addEventListener("click", async () => {
  const text = document.getElementById("link-text")
  if (!(text instanceof HTMLInputElement)) return
  text.select()
  try {
    await navigator.clipboard.writeText(text.value)
    copy.textContent = "Copied"
  } catch {
    copy.textContent = document.execCommand("copy") ? "Copied" : "Press Ctrl+C"
  }
})
