// What is set on this device: how the page looks, and what is typed into.
import {keep, kept} from "./kept.js"

const coarse = matchMedia("(pointer: coarse)")

/**
 * Each setting with its values, and which of them counts where nothing is set.
 * @type {Record<string, {values: string[], fallback: () => string}>}
 */
const SETTINGS = {
  theme: {values: ["system", "light", "dark"], fallback: () => "system"},
  plain: {values: ["on", "off"], fallback: () => "off"},
  symbols: {values: ["on", "off"], fallback: () => (coarse.matches ? "on" : "off")},
  wrap: {values: ["on", "off"], fallback: () => "off"},
}
const changes = new EventTarget()

/** @param {string} name @returns {string} */
export function setting(name) {
  const {values, fallback} = SETTINGS[name]
  const value = kept(name)
  return value !== null && values.includes(value) ? value : fallback()
}

/** @param {string} name @param {string} value */
export function set(name, value) {
  keep(name, value === SETTINGS[name].fallback() ? null : value)
  changes.dispatchEvent(new Event(name))
}

/** @param {string} name @param {(value: string) => void} hear hears each change of it */
export function onSetting(name, hear) {
  changes.addEventListener(name, () => hear(setting(name)))
}
