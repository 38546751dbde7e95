// The drafts of a lesson as this page has them, one for each box, and who hears of what becomes of them.
import {keepRecord, recordOf} from "./draft_records.js"

/** @typedef {{text: string | null, version: number}} Shared what a server or another tab has */
/** @typedef {Shared & {edit: string}} Other what was typed elsewhere at the same time */
/**
 * @typedef {object} Draft
 * @property {string | null} text what stands in the box; null where nothing is drafted
 * @property {number} version the server's that it was made from
 * @property {string | null} base the text that goes with that version
 * @property {boolean} unsent typed here, and not with the server yet
 * @property {string} edit names this text among the tabs of this device
 * @property {Other | null} other
 * @property {boolean} refused the server does not take it
 * @property {boolean} sending
 * @property {number} timer
 */
/**
 * @typedef {object} Watcher
 * @property {(step: string, text: string | null) => void} onText hears a text that came from elsewhere
 * @property {(step: string) => void} onState hears that something else is to be said of a draft
 * @property {(step: string, source: string) => void} [onAnswer] hears an answer that another tab has run
 */
/** @typedef {ReturnType<typeof makeShelf>} Shelf */

/**
 * @param {object} options
 * @param {string} options.lesson
 * @param {Record<string, Shared>} options.shared what the server had when it made the page
 * @param {(step: string, here: import("./draft_records.js").Record, there: Shared) => void} options.onRecord hears of a draft that this
 *   device has kept, and what the server had then
 */
export function makeShelf({lesson, shared, onRecord}) {
  /** @type {Map<string, Draft>} */
  const drafts = new Map()
  /** @type {Watcher[]} */
  const watchers = []

  return {
    /** @param {string} step @returns {Draft} */
    of(step) {
      const found = drafts.get(step)
      if (found) return found
      const there = shared[step] ?? {text: null, version: 0}
      const draft = {...there, base: there.text, unsent: false, edit: `${there.version}`, other: null, refused: false, sending: false, timer: 0}
      drafts.set(step, draft)
      const here = recordOf(lesson, step)
      if (here) onRecord(step, here, there)
      return draft
    },

    steps: () => [...drafts.keys()],

    /** This device keeps it as it is now. @param {string} step */
    keep(step) { keepRecord(lesson, step, this.of(step)) },

    /** @param {Watcher} watcher */
    watch(watcher) { watchers.push(watcher) },

    /** Something else is to be said of it. @param {string} step */
    changed(step) {
      for (const watcher of watchers) watcher.onState(step)
    },

    /** Its text came from elsewhere. @param {string} step */
    arrived(step) {
      for (const watcher of watchers) watcher.onText(step, this.of(step).text)
    },

    /** @param {string} step @param {string} source */
    answered(step, source) {
      for (const watcher of watchers) watcher.onAnswer?.(step, source)
    },

    /** What stands in the box is what the server has. @param {string} step */
    settle(step) {
      Object.assign(this.of(step), {unsent: false, other: null, refused: false})
      this.keep(step)
      this.changed(step)
    },
  }
}
