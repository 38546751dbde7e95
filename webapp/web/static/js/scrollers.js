// Code wider than its place can be scrolled by keyboard, and only then is a stop of the Tab key.

/** @param {Iterable<HTMLElement>} places */
export function makeScrollers(places) {
  const watch = new ResizeObserver((entries) => {
    for (const {target} of entries) {
      if (!(target instanceof HTMLElement)) continue
      if (target.scrollWidth > target.clientWidth) target.tabIndex = 0
      else target.removeAttribute("tabindex")
    }
  })
  for (const place of places) watch.observe(place)
}
