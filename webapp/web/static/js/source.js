// The source of a snippet as the transcript shows it: its lines behind prompts.
import {all, made} from "./dom.js"

/** @param {string} source */
export function withPrompts(source) {
  const pre = made("pre", "code source")
  source.split("\n").forEach((text, number) => {
    const line = made("span", "line")
    line.append(made("span", "mark", number ? "... " : ">>> "), made("span", "text", text), "\n")
    pre.append(line)
  })
  return pre
}

/** @param {HTMLElement} pre @returns {string} */
export const sourceIn = (pre) => all(pre, ".text").map((line) => line.textContent).join("\n")
