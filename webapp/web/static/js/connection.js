// Whether the server can be reached: says so where it cannot, asks again and again, and tells who waits.

const LONGEST_WAIT = 15 // seconds between two tries
const ASLEEP = 180 // seconds without a tick: longer than browsers let a hidden page's timers wait
/** @type {HTMLElement | null} */
const bar = document.querySelector("[data-connection]")
/** @type {(() => void)[]} */
const listeners = []
/** @type {Set<() => void>} */
const cuts = new Set()
/** @type {Promise<void> | null} */
let away = null // settled when the server answers again
let hurry = () => {}

/** Hears each time that the connection is back. @param {() => void} then */
export function onBack(then) {
  listeners.push(then)
}

/**
 * Something that reads from the server, until it is done: a connection that is gone may keep silent for minutes.
 * @param {() => void} cut called when the connection is lost
 * @returns {() => void} to call when it is done
 */
export function whileConnected(cut) {
  cuts.add(cut)
  return () => { cuts.delete(cut) }
}

/** Somebody could not reach the server. @returns {Promise<void>} settled when it answers again */
export function lost() {
  if (!away) {
    away = untilBack()
    for (const cut of cuts) cut()
  }
  return away
}

/** @returns {boolean} */
export const isLost = () => away !== null

async function untilBack() {
  for (let wait = 0.5; !(await answers()); wait = Math.min(wait * 2, LONGEST_WAIT)) {
    say("Connection lost. Your text is kept; trying again.")
    await pause(wait)
  }
  away = null
  say("")
  for (const then of listeners) then()
}

/** @param {string} sentence */
function say(sentence) {
  if (!bar || bar.textContent === sentence) return
  bar.hidden = !sentence
  bar.textContent = sentence
}

/** So many seconds, or less: until the browser says that it is online, or somebody looks at the page again. */
function pause(/** @type {number} */ seconds) {
  return new Promise((done) => {
    const timer = setTimeout(done, seconds * 1000)
    hurry = () => {
      clearTimeout(timer)
      done(undefined)
    }
  })
}

async function answers() {
  if (!navigator.onLine) return false
  try {
    const response = await fetch(bar?.dataset.connection ?? "/healthz", {cache: "no-store"})
    return !isGateway(response.status)
  } catch { return false }
}

/** What a proxy answers that has lost the server behind it. @param {number} status */
export const isGateway = (status) => [502, 503, 504].includes(status)

addEventListener("online", () => hurry())
addEventListener("offline", lost)
document.addEventListener("visibilitychange", () => { if (!document.hidden) hurry() })
// After a sleep an open connection may be gone without a word, so whether there still is one is asked.
let ticked = Date.now()
setInterval(() => {
  if (Date.now() - ticked > ASLEEP * 1000) lost()
  ticked = Date.now()
}, 10_000)
document.addEventListener("resume", lost)
