// Elements of the page as what they are: asked for by selector, and of the class that is expected.

/**
 * The element that the page is sure to have.
 * @template {Element} [T=HTMLElement]
 * @param {ParentNode} within
 * @param {string} selector
 * @param {new () => T} [kind] HTMLElement where it is left out
 * @returns {T}
 * @throws {Error} where there is none, which is a mistake in a template
 */
export function one(within, selector, kind) {
  const found = maybe(within, selector, kind)
  if (!found) throw new Error(`This page has no ${selector}.`)
  return found
}

/**
 * The first such element, if there is one.
 * @template {Element} [T=HTMLElement]
 * @param {ParentNode} within
 * @param {string} selector
 * @param {new () => T} [kind]
 * @returns {T | null}
 */
export const maybe = (within, selector, kind) => only(within.querySelector(selector), kind)

/**
 * All such elements.
 * @template {Element} [T=HTMLElement]
 * @param {ParentNode} within
 * @param {string} selector
 * @param {new () => T} [kind]
 * @returns {T[]}
 */
export const all = (within, selector, kind) => [...within.querySelectorAll(selector)].flatMap((each) => only(each, kind) ?? [])

/**
 * The element around the place where something happened, or that place itself.
 * @template {Element} [T=HTMLElement]
 * @param {EventTarget | null} target
 * @param {string} selector
 * @param {new () => T} [kind]
 * @returns {T | null}
 */
export const around = (target, selector, kind) => only(target instanceof Element ? target.closest(selector) : null, kind)

/**
 * An element where it is of the kind.
 * @template {Element} [T=HTMLElement]
 * @param {EventTarget | null} found
 * @param {new () => T} [kind]
 * @returns {T | null}
 */
export const only = (found, kind) => (found instanceof (kind ?? HTMLElement) ? /** @type {T} */ (found) : null)

/**
 * A new element.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} name
 * @param {string} [className]
 * @param {string} [text]
 * @returns {HTMLElementTagNameMap[K]}
 */
export const made = (name, className = "", text = "") => Object.assign(document.createElement(name), {className, textContent: text})
