// Tabs: one tab stop, arrows go between them.
import {all, one} from "./dom.js"
import {keep, kept} from "./kept.js"

/**
 * @param {HTMLElement} list holds the links that become tabs; each names its panel by its address
 * @param {(name: string) => void} onSelect hears the name of a tab that is opened
 * @returns {{open: () => string, focus: () => void, select: (name: string, options?: {focus?: boolean}) => void}}
 */
export function makeTabs(list, onSelect) {
  const tabs = all(list, "[data-tab]", HTMLAnchorElement)
  const panelOf = (/** @type {HTMLAnchorElement} */ tab) => one(document, tab.hash)
  const nameOf = (/** @type {HTMLAnchorElement} */ tab) => tab.dataset.tab ?? ""
  let open = tabs[0]
  list.setAttribute("role", "tablist")
  list.setAttribute("aria-label", "What the snippet did")

  /** @param {HTMLAnchorElement} chosen @param {{focus?: boolean}} [how] */
  function select(chosen, {focus = false} = {}) {
    const leaving = chosen !== open && panelOf(open).contains(document.activeElement)
    open = chosen
    for (const tab of tabs) {
      const on = tab === chosen
      tab.setAttribute("aria-selected", String(on))
      tab.tabIndex = on ? 0 : -1
      panelOf(tab).hidden = !on
    }
    keep("tab", chosen.id)
    if (focus || leaving) chosen.focus()
    onSelect(nameOf(chosen))
  }

  for (const tab of tabs) {
    const panel = panelOf(tab)
    tab.setAttribute("role", "tab")
    tab.setAttribute("aria-controls", panel.id)
    panel.setAttribute("role", "tabpanel")
    panel.tabIndex = 0
    tab.addEventListener("click", (event) => {
      event.preventDefault()
      select(tab)
    })
  }
  list.addEventListener("keydown", (event) => {
    const at = tabs.findIndex((tab) => tab === document.activeElement)
    /** @type {Record<string, number>} */
    const keys = {ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: tabs.length - 1}
    if (at < 0 || !(event.key in keys)) return
    event.preventDefault()
    select(tabs[(keys[event.key] + tabs.length) % tabs.length], {focus: true})
  })
  const asked = location.hash.length > 1 ? document.getElementById(location.hash.slice(1)) : null
  select(tabs.find((tab) => panelOf(tab).contains(asked)) ?? tabs.find((tab) => tab.id === kept("tab")) ?? tabs[0])

  return {
    open: () => nameOf(open),
    focus: () => open.focus(),
    select: (name, options) => select(tabs.find((tab) => nameOf(tab) === name) ?? open, options),
  }
}
