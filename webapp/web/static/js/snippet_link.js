// A snippet as the fragment of an address, which no server gets to see.

/** @typedef {{source: string, step: string}} Shared the step is an exercise's id, or empty */

const PLAIN = "0"
const DEFLATED = "1"

/**
 * The fragment for a snippet, without its #.
 * @param {Shared} shared
 * @returns {Promise<string>}
 */
export async function fragmentOf({source, step}) {
  const bytes = new TextEncoder().encode(source)
  const small = "CompressionStream" in globalThis ? await through(bytes, new CompressionStream("deflate-raw"), Infinity) : null
  const packed = small && small.length < bytes.length ? DEFLATED + base64url(small) : PLAIN + base64url(bytes)
  return `try=${packed}${step ? `&step=${encodeURIComponent(step)}` : ""}`
}

/**
 * The snippet in a fragment; null where it has none.
 * @param {string} fragment with or without its #
 * @param {number} longest bytes of a snippet
 * @returns {Promise<Shared | null>}
 * @throws {RangeError} where it is too long, {Error} where it cannot be read
 */
export async function snippetIn(fragment, longest) {
  const fields = new URLSearchParams(fragment.replace(/^#/, "").replaceAll("+", "%2B"))
  const packed = fields.get("try")
  if (packed === null) return null
  if (packed.length > longest * 2) throw new RangeError("too long")
  const bytes = bytesOf(packed.slice(1))
  const form = packed[0]
  if (form !== PLAIN && form !== DEFLATED) throw new Error("of a form that is not known")
  const whole = form === PLAIN ? bytes : await through(bytes, new DecompressionStream("deflate-raw"), longest)
  if (whole.length > longest) throw new RangeError("too long")
  const source = new TextDecoder("utf-8", {fatal: true}).decode(whole).replace(/\r\n?/g, "\n")
  return {source, step: fields.get("step") ?? ""}
}

/**
 * Bytes through a stream, as far as the result is not longer: a few can stand for a great many.
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {GenericTransformStream} stream
 * @param {number} longest
 */
async function through(bytes, stream, longest) {
  const reader = new Blob([bytes]).stream().pipeThrough(/** @type {ReadableWritablePair<Uint8Array<ArrayBuffer>>} */ (stream)).getReader()
  /** @type {Uint8Array<ArrayBuffer>[]} */
  const pieces = []
  let length = 0
  for (;;) {
    const {value, done} = await reader.read()
    if (done) break
    length += value.length
    if (length > longest) {
      await reader.cancel()
      throw new RangeError("too long")
    }
    pieces.push(value)
  }
  return new Uint8Array(await new Blob(pieces).arrayBuffer())
}

/** @param {Uint8Array} bytes */
function base64url(bytes) {
  const letters = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("")
  return btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "")
}

/** @param {string} text @returns {Uint8Array<ArrayBuffer>} */
const bytesOf = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0))
