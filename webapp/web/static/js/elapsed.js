// The time that a snippet has been running, ticking beside what is going on. It is not announced.

const EVERY = 100 // milliseconds
const SHOWN_AFTER = 500 // most are done by then, and a number that flashes up tells nothing

/** @param {HTMLElement} place */
export function makeElapsed(place) {
  let ticking = 0

  return {
    start() {
      const begun = performance.now()
      clearInterval(ticking)
      ticking = setInterval(() => {
        const passed = performance.now() - begun
        if (passed >= SHOWN_AFTER) place.textContent = `${(passed / 1000).toFixed(1)} s`
      }, EVERY)
    },

    stop() {
      clearInterval(ticking)
      place.textContent = ""
    },
  }
}
