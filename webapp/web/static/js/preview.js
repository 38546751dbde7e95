// An author's page: loads itself anew when a lesson was saved, and renews its notes when code has been proven.
import {one} from "./dom.js"

const SCROLLED = "preview-scrolled" // how far the lesson was read, over a reload
const lesson = document.getElementById("lesson")
let state = one(document, 'meta[name="preview-state"]', HTMLMetaElement).content

const before = JSON.parse(sessionStorage.getItem(SCROLLED) ?? "null")
if (before && before.page === location.pathname) (lesson ?? document.documentElement).scrollTop = before.top
sessionStorage.removeItem(SCROLLED)

for (;;) {
  const next = await nextState()
  if (next === null || next === state) continue
  const lessonsChanged = next.split(".")[0] !== state.split(".")[0]
  state = next
  if (lessonsChanged) {
    const top = (lesson ?? document.documentElement).scrollTop
    sessionStorage.setItem(SCROLLED, JSON.stringify({page: location.pathname, top}))
    location.reload()
    break
  }
  await renew()
}

/** The state as soon as it is another one; null where the server does not answer, after a while. */
async function nextState() {
  try {
    const response = await fetch(`/preview/changes?seen=${encodeURIComponent(state)}`, {headers: {Accept: "application/json"}})
    if (response.ok) return (await response.json()).state
  } catch { /* it is being started again */ }
  await new Promise((done) => setTimeout(done, 1000))
  return null
}

/** Puts the server's notes in place of those that are shown. */
async function renew() {
  const response = await fetch(location.href)
  if (!response.ok) return
  const fresh = new DOMParser().parseFromString(await response.text(), "text/html")
  for (const note of fresh.querySelectorAll("[data-preview]")) document.getElementById(note.id)?.replaceWith(note)
}
