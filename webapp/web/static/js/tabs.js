// Tabs: one tab stop, arrows go between them.
import {keep, kept} from "./kept.js"

/**
 * @param {HTMLElement} list holds the links that become tabs; each names its panel by its address
 * @param {(name: string) => void} onSelect hears the name of a tab that is opened
 * @returns {{open: () => string, select: (name: string, options?: {focus: boolean}) => void}}
 */
export function makeTabs(list, onSelect) {
  const tabs = [...list.querySelectorAll("[data-tab]")]
  const panelOf = (tab) => document.getElementById(tab.hash.slice(1))
  let open = null
  list.setAttribute("role", "tablist")
  list.setAttribute("aria-label", "What the snippet did")

  function select(chosen, {focus = false} = {}) {
    open = chosen
    for (const tab of tabs) {
      const on = tab === chosen
      tab.setAttribute("aria-selected", String(on))
      tab.tabIndex = on ? 0 : -1
      panelOf(tab).hidden = !on
    }
    keep("tab", chosen.id)
    if (focus) chosen.focus()
    onSelect(chosen.dataset.tab)
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
    const at = tabs.indexOf(document.activeElement)
    const to = {ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: tabs.length - 1}[event.key]
    if (at < 0 || to === undefined) return
    event.preventDefault()
    select(tabs.at(to % tabs.length), {focus: true})
  })
  const asked = location.hash.length > 1 ? document.getElementById(location.hash.slice(1)) : null
  select(tabs.find((tab) => panelOf(tab).contains(asked)) ?? tabs.find((tab) => tab.id === kept("tab")) ?? tabs[0])

  return {
    open: () => open.dataset.tab,
    select: (name, options) => select(tabs.find((tab) => tab.dataset.tab === name), options),
  }
}
