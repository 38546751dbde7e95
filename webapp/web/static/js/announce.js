// The one place from which a screen reader hears what happened.

/**
 * @param {HTMLElement} region a live region, the only one of the page
 * @returns {(sentence: string) => void} says a sentence; of several in a moment the last
 */
export function makeAnnouncer(region) {
  let timer = 0
  return (sentence) => {
    clearTimeout(timer)
    // The same words again would not be read again.
    region.textContent = ""
    timer = setTimeout(() => { region.textContent = sentence }, 50)
  }
}
