// On a narrow screen one part of the page shows at a time: lesson, code or data.

const narrow = matchMedia("(max-width: 1023px)")
const scrolled = {}
let heard = () => {}

/** @returns {boolean} */
export const isNarrow = () => narrow.matches

/** @param {"lesson" | "code" | "data"} name */
export function showPane(name) {
  const before = document.body.dataset.pane ?? "lesson"
  if (before !== name) scrolled[before] = scrollY
  document.body.dataset.pane = name
  for (const link of document.querySelectorAll("[data-panes] a")) {
    if (link.hash === `#${name}`) link.setAttribute("aria-current", "true")
    else link.removeAttribute("aria-current")
  }
  if (!narrow.matches || before === name) return
  scrollTo(0, scrolled[name] ?? 0)
  heard(name)
}

/**
 * @param {HTMLElement} bar the links between the parts
 * @param {{onShow: (name: string) => void}} options hears the name of a part that comes into sight
 */
export function makePanes(bar, {onShow}) {
  bar.addEventListener("click", (event) => {
    const link = event.target.closest("a")
    if (!link) return
    event.preventDefault()
    showPane(link.hash.slice(1))
  })
  const asked = location.hash.length > 1 ? document.getElementById(location.hash.slice(1)) : null
  showPane(["data", "code"].find((name) => asked?.closest(`#${name}`)) ?? "lesson")
  heard = onShow
}
