// Requests for JSON, and the errors that may answer them.
import {isGateway} from "./connection.js"

/** An answer of the server that is an error: its sentence, and the name it goes by. */
export class Refusal extends Error {
  /** @param {{name: string, message: string, retry_after?: number | null}} error */
  constructor({name, message, retry_after: retryAfter}) {
    super(message)
    this.name = name
    this.retryAfter = retryAfter
  }
}

/**
 * What to say of a request that failed.
 * @param {unknown} problem
 * @param {string} unreached what follows for the visitor where the server cannot be reached
 * @returns {string}
 */
export function sentenceOf(problem, unreached) {
  return problem instanceof Refusal ? problem.message : `The server cannot be reached. ${unreached}`
}

/** What an answer says that is none of what was asked for. @param {Response} response @returns {Promise<Error>} */
export async function refusal(response) {
  let said = null
  try { said = (await response.json()).error } catch { /* a proxy's own page */ }
  if (said) return new Refusal(said)
  // A gateway that lost the server for a moment is a lost connection.
  if (isGateway(response.status)) return new TypeError(response.statusText)
  return new Refusal({name: "unknown", message: `The server answered ${response.status}. Reload the page and try again.`})
}

/**
 * A request with a JSON document as its body.
 * @param {"POST" | "PUT"} method
 * @param {object} document
 * @param {string} [accept]
 * @returns {RequestInit}
 */
export const json = (method, document, accept = "application/json") =>
  ({method, headers: {"Content-Type": "application/json", Accept: accept}, body: JSON.stringify(document)})

/**
 * A post without a body of its own, such as a reset.
 * @param {string} address
 * @returns {Promise<import("./submit.js").Standing>}
 */
export const post = (address) => postForm(address, {})

/**
 * What a form would post.
 * @param {string} address
 * @param {Record<string, string>} fields
 * @returns {Promise<any>} the document that answers it
 * @throws {Refusal} where the server says no, {TypeError} where it cannot be reached
 */
export async function postForm(address, fields) {
  const response = await fetch(address, {method: "POST", headers: {Accept: "application/json"}, body: new URLSearchParams(fields)})
  if (!response.ok) throw await refusal(response)
  return response.json()
}

/**
 * @param {string} address
 * @returns {Promise<any>} the document that is there
 * @throws {Refusal} where the server says no, {TypeError} where it cannot be reached
 */
export async function get(address) {
  const response = await fetch(address, {headers: {Accept: "application/json"}})
  if (!response.ok) throw await refusal(response)
  return response.json()
}
