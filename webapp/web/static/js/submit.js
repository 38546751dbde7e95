// Sends a run, and sends it again with the same id where its outcome is unknown: the server never runs an id twice.
import {isLost, lost, whileConnected} from "./connection.js"
import {Refusal, json, refusal} from "./requests.js"

const TRIES = 6 // of a server that answers to others; one that cannot be reached is waited for
const PASSING = ["busy", "store", "too-often"] // names of errors that pass by themselves
const wait = (/** @type {number} */ seconds) => new Promise((done) => setTimeout(done, seconds * 1000))

/**
 * What is run: which kind, of which step, from which start.
 * @typedef {{kind: string, step: string, start: string, source: string}} Asked
 */

/**
 * An entry of the transcript: an observation without its steps.
 * @typedef {object} Entry
 * @property {string} id
 * @property {string} kind
 * @property {string} outcome
 * @property {{line: number, message: string, instead: string}[]} violations
 * @property {string} output
 * @property {string | null} note
 */

/**
 * @typedef {object} Verdict
 * @property {boolean} passed
 * @property {boolean} author_fault
 * @property {string} mistake
 * @property {{passed: boolean, looked_at: string, says: string}[]} results
 */

/**
 * What a reset or a return is answered by; `html` has the rendered parts by their names.
 * @typedef {object} Standing
 * @property {string} position
 * @property {boolean} whole
 * @property {boolean} can_bring_back
 * @property {boolean | null} outdated
 * @property {boolean} replaced
 * @property {{done: number, total: number, states: Record<string, string>} | null} progress
 * @property {Record<string, string>} html
 */

/**
 * What a run is answered by.
 * @typedef {Standing & {entries: Entry[], verdict: Verdict | null, rebuilt: string[]}} Done
 */

/** What a form of the page asks to run. @param {HTMLFormElement} form @returns {Asked} */
export function askedBy(form) {
  const fields = new FormData(form)
  const field = (/** @type {string} */ name) => String(fields.get(name) ?? "")
  return {kind: field("kind"), step: field("step"), start: field("start"), source: field("source")}
}

/** @returns {string} a random UUID; `crypto.randomUUID` is missing where the page did not come by https or from loopback */
export function newId() {
  if (crypto.randomUUID) return crypto.randomUUID()
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")
}

/**
 * @param {string} address
 * @param {Asked & {submission: string, seen: string, panel: string}} run
 * @param {{onEvent: (event: {kind: string, text: string}) => void, onTrouble: (sentence: string) => void, onAgain: () => void}} watch
 * @returns {Promise<Done>}
 * @throws {Refusal} where the server says no, {TypeError} where it cannot be reached
 */
export async function submit(address, run, {onEvent, onTrouble, onAgain}) {
  for (let again = 1; ; again += 1) {
    try {
      return await once(address, run, onEvent)
    } catch (problem) {
      if (again >= TRIES || (problem instanceof Refusal && !PASSING.includes(problem.name))) throw problem
      onTrouble(problem instanceof Refusal ? `${problem.message} Trying again …` : "Connection lost, trying again …")
      const back = problem instanceof Refusal ? null : lost()
      await wait(problem instanceof Refusal ? problem.retryAfter ?? 2 : Math.min(2 ** (again - 1) / 2, 8))
      if (isLost()) again = 0
      await back
      onAgain()
    }
  }
}

/**
 * @param {string} address
 * @param {Asked & {submission: string, seen: string, panel: string}} run
 * @param {(event: {kind: string, text: string}) => void} onEvent
 * @returns {Promise<Done>}
 */
async function once(address, run, onEvent) {
  const control = new AbortController()
  const done = whileConnected(() => control.abort(new TypeError("the connection is lost")))
  try {
    const response = await fetch(address, {
      ...json("POST", run, "application/x-ndjson"),
      signal: control.signal,
    })
    if (!response.ok) throw await refusal(response)
    for await (const item of items(response)) {
      if (item.error) throw new Refusal(item.error)
      if (!item.event) return item
      onEvent(item.event)
    }
    throw new TypeError("the answer ended before its document came")
  } finally { done() }
}

/** The JSON lines of a body, one by one. @param {Response} response */
async function* items(response) {
  if (!response.body) return
  const reader = response.body.getReader()
  const decoder = new TextDecoder()
  let rest = ""
  for (;;) {
    const {value, done} = await reader.read()
    if (done) break
    const lines = (rest + decoder.decode(value, {stream: true})).split("\n")
    rest = lines.pop() ?? ""
    for (const line of lines) if (line) yield JSON.parse(line)
  }
}
