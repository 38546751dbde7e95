// Sends a run, and sends it again with the same id where its outcome is unknown: the server never runs an id twice.

const TRIES = 6
const PASSING = ["busy", "store"] // names of errors that pass by themselves
const wait = (seconds) => new Promise((done) => setTimeout(done, seconds * 1000))

/** An answer of the server that is an error: its sentence, and the name it goes by. */
export class Refusal extends Error {
  constructor({name, message, retry_after: retryAfter}) {
    super(message)
    this.name = name
    this.retryAfter = retryAfter
  }
}

/** @returns {string} a random UUID; `crypto.randomUUID` is missing where the page did not come by https or from loopback */
export function newId() {
  if (crypto.randomUUID) return crypto.randomUUID()
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")
}

/**
 * @param {string} address
 * @param {{submission: string, source: string, kind: string, step: string, start: string, seen: string, panel: string}} run
 * @param {{onEvent: (event: {kind: string, text: string}) => void, onTrouble: (sentence: string) => void, onAgain: () => void}} watch
 * @returns {Promise<object>} the document of the run
 * @throws {Refusal} where the server says no, {TypeError} where it cannot be reached
 */
export async function submit(address, run, {onEvent, onTrouble, onAgain}) {
  for (let again = 1; ; again += 1) {
    try {
      return await once(address, run, onEvent)
    } catch (problem) {
      const said = problem instanceof Refusal
      if (again >= TRIES || (said && !PASSING.includes(problem.name))) throw problem
      onTrouble(said ? `${problem.message} Trying again …` : "Connection lost, trying again …")
      await wait(said ? problem.retryAfter ?? 2 : Math.min(2 ** (again - 1) / 2, 8))
      onAgain()
    }
  }
}

async function once(address, run, onEvent) {
  const response = await fetch(address, {
    method: "POST",
    headers: {"Content-Type": "application/json", Accept: "application/x-ndjson"},
    body: JSON.stringify(run),
  })
  if (!response.ok) throw await refusal(response)
  for await (const item of items(response.body)) {
    if (item.error) throw new Refusal(item.error)
    if (!item.event) return item
    onEvent(item.event)
  }
  throw new TypeError("the answer ended before its document came")
}

async function refusal(response) {
  let said = null
  try { said = (await response.json()).error } catch { /* a proxy's own page */ }
  if (said) return new Refusal(said)
  // A gateway that lost the server for a moment is a lost connection.
  if ([502, 503, 504].includes(response.status)) return new TypeError(response.statusText)
  return new Refusal({name: "unknown", message: `The server answered ${response.status}. Reload the page and try again.`})
}

/** The JSON lines of a body, one by one. @param {ReadableStream<Uint8Array>} body */
async function* items(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader()
  let rest = ""
  for (;;) {
    const {value, done} = await reader.read()
    if (done) break
    const lines = (rest + value).split("\n")
    rest = lines.pop()
    for (const line of lines) if (line) yield JSON.parse(line)
  }
}

/**
 * A post without a body of its own, such as a reset.
 * @param {string} address
 * @returns {Promise<object>}
 */
export async function post(address) {
  const response = await fetch(address, {method: "POST", headers: {Accept: "application/json"}})
  if (!response.ok) throw await refusal(response)
  return response.json()
}

/**
 * A document that is read.
 * @param {string} address
 * @returns {Promise<object>}
 */
export async function get(address) {
  const response = await fetch(address, {headers: {Accept: "application/json"}})
  if (!response.ok) throw await refusal(response)
  return response.json()
}
