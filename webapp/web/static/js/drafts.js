// Drafts: kept on this device as they are typed, with the visitor a moment later, and in step with other tabs and devices.
import {isLost, lost, onBack} from "./connection.js"
import {earlierOf, keepEarlier, keepRecord, recordOf, swapEarlier} from "./draft_records.js"
import {makeChannel} from "./draft_channel.js"
import {json} from "./requests.js"

const SEND_AFTER = 700 // milliseconds after the last key
const AGAIN_AFTER = 4000 // milliseconds, where the server had no time

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
/** @typedef {"" | "here" | "kept"} Saved */

/**
 * @param {{lesson: string, address: string, known: boolean, steps: string[], shared: Record<string, Shared>}} options `known`:
 *   there is a visitor that drafts can be kept with; `shared` is what the server had when it made the page
 */
export function makeDrafts({lesson, address, known, steps, shared}) {
  /** @type {Map<string, Draft>} */
  const drafts = new Map()
  /** @type {{onText: (step: string, text: string | null) => void, onState: (step: string) => void, onAnswer?: (step: string, source: string) => void}[]} */
  const watchers = []
  const channel = makeChannel(lesson, {
    onTyped: ({step, text, version, edit, on}) => {
      const draft = of(step)
      if (on === draft.edit && !draft.other) take(step, {text, version: Math.max(version, draft.version)}, edit)
      else meet(step, {text, version: Math.max(version, draft.version), edit})
    },
    onAnswered: ({step, source}) => {
      for (const watcher of watchers) watcher.onAnswer?.(step, source)
    },
    onSaved: ({step, text, version}) => {
      const draft = of(step)
      if (version <= draft.version) return
      Object.assign(draft, {version, base: text})
      if (draft.text === text) settle(step, draft)
    },
  })

  for (const step of steps) of(step)
  onBack(flush)
  addEventListener("pagehide", flush)
  document.addEventListener("visibilitychange", () => { if (document.hidden) flush() })

  /** @param {string} step @returns {Draft} */
  function of(step) {
    const found = drafts.get(step)
    if (found) return found
    const there = shared[step] ?? {text: null, version: 0}
    const here = recordOf(lesson, step)
    const draft = {...there, base: there.text, unsent: false, edit: `${there.version}`, other: null, refused: false, sending: false, timer: 0}
    drafts.set(step, draft)
    if (!here) return draft
    if (here.unsent && here.text !== there.text) {
      Object.assign(draft, {text: here.text, unsent: true, edit: here.edit || channel.newEdit()})
      const moved = there.version > here.version && there.text !== here.base
      if (moved && known) oppose(step, draft, {...there, edit: `${there.version}`})
      else if (known) later(step, 0)
    } else if (!here.unsent && here.version > there.version) {
      Object.assign(draft, {text: here.text, version: here.version, base: here.text, edit: here.edit})
    } else if (here.unsent) settle(step, draft)
    return draft
  }

  /** @param {string} step */
  function told(step) {
    for (const watcher of watchers) watcher.onState(step)
  }

  /** What stands in the box is what the server has. @param {string} step @param {Draft} draft */
  function settle(step, draft) {
    Object.assign(draft, {unsent: false, other: null, refused: false})
    keepRecord(lesson, step, draft)
    told(step)
  }

  /** Another's text comes into the box. @param {string} step @param {Shared} theirs @param {string} edit */
  function take(step, {text, version}, edit) {
    const draft = of(step)
    const changed = draft.text !== text
    Object.assign(draft, {text, version, edit, unsent: false, other: null})
    if (changed) for (const watcher of watchers) watcher.onText(step, text)
    told(step)
  }

  /** What another tab or the server has: it comes in where nothing is unsaved here. @param {string} step @param {Other} theirs */
  function meet(step, theirs) {
    const draft = of(step)
    if (theirs.text === draft.text) {
      Object.assign(draft, {version: theirs.version, edit: theirs.edit, other: null})
      return told(step)
    }
    if (draft.unsent) oppose(step, draft, theirs)
    else take(step, theirs, theirs.edit)
  }

  /** Two texts for one box: both are kept until somebody chooses. @param {string} step @param {Draft} draft @param {Other} other */
  function oppose(step, draft, other) {
    if (draft.text === null) return take(step, other, other.edit)
    if (other.text === null) { // it was run there, and this goes on from here
      draft.version = other.version
      draft.base = null
      return later(step, 0)
    }
    if (!draft.other) for (const text of [draft.text, other.text]) keepEarlier(lesson, step, text)
    draft.other = other
    keepRecord(lesson, step, draft)
    told(step)
  }

  /** @param {string} step @param {number} wait */
  function later(step, wait = SEND_AFTER) {
    const draft = of(step)
    clearTimeout(draft.timer)
    draft.timer = setTimeout(() => send(step), wait)
  }

  function flush() {
    for (const step of drafts.keys()) send(step)
  }

  /** @param {string} step */
  async function send(step) {
    const draft = of(step)
    if (!known || !draft.unsent || draft.other || draft.refused || draft.sending || isLost()) return
    clearTimeout(draft.timer)
    draft.sending = true
    const {text, version, edit} = draft
    try {
      const response = await fetch(`${address}/drafts${step && `/${encodeURIComponent(step)}`}`, {...json("PUT", {text, version}), keepalive: true})
      if (response.ok) sent(step, {text, version: (await response.json()).version}, edit)
      else if (response.status === 409) moved(step, await response.json())
      else if (response.status === 403) known = false
      else if (response.status < 500 && response.status !== 429) draft.refused = true
      else later(step, AGAIN_AFTER)
    } catch { lost() } finally { draft.sending = false }
    if (draft.unsent && draft.edit !== edit) later(step)
  }

  /** @param {string} step @param {Shared} now @param {string} edit */
  function sent(step, now, edit) {
    const draft = of(step)
    Object.assign(draft, {version: now.version, base: now.text})
    channel.saved({step, ...now})
    if (draft.edit === edit) settle(step, draft)
    else keepRecord(lesson, step, draft)
  }

  /** The server has a newer one. @param {string} step @param {Shared} now */
  function moved(step, now) {
    const draft = of(step)
    if (now.text === draft.base || now.text === draft.text) { // newer by its number alone
      draft.version = now.version
      later(step, 0)
    } else oppose(step, draft, {text: now.text, version: now.version, edit: `${now.version}`})
  }

  return {
    /** @param {(typeof watchers)[number]} watcher `onText` hears a text that came from elsewhere, `onAnswer` an answer that another tab has run */
    watch(watcher) { watchers.push(watcher) },

    /** What is drafted, or null. @param {string} step @returns {string | null} */
    text: (step) => of(step).text,

    /** @param {string} step @returns {{saved: Saved, opposed: boolean, earlier: boolean}} what to say of a box */
    state(step) {
      const draft = of(step)
      const saved = draft.text === null ? "" : draft.unsent || !known ? "here" : "kept"
      return {saved, opposed: draft.other !== null, earlier: earlierOf(lesson, step).some((text) => text !== draft.text)}
    },

    /** The visitor has typed; null where the box holds what it held before anything was drafted. @param {string} step @param {string | null} text */
    type(step, text) {
      const draft = of(step)
      if (draft.text === text) return
      const on = draft.edit
      const never = text === null && draft.version === 0 && !draft.sending // the server has heard of none
      Object.assign(draft, {text, unsent: !never, refused: false, edit: channel.newEdit()})
      keepRecord(lesson, step, draft)
      channel.typed({step, text, version: draft.version, edit: draft.edit, on})
      told(step)
      if (draft.unsent) later(step)
    },

    /** Something is about to replace this text, which stays one click away. @param {string} step @param {string} text */
    setAside(step, text) {
      keepEarlier(lesson, step, text)
    },

    /** The last text that was set aside, for the one that stands there. @param {string} step @param {string} text @returns {string | null} */
    bringBack: (step, text) => swapEarlier(lesson, step, text),

    /** Of two texts, this box's. @param {string} step */
    keepMine(step) {
      const draft = of(step)
      if (!draft.other) return
      keepEarlier(lesson, step, draft.other.text)
      const on = draft.other.edit
      Object.assign(draft, {version: Math.max(draft.version, draft.other.version), base: draft.other.text, other: null, unsent: true})
      draft.edit = channel.newEdit()
      keepRecord(lesson, step, draft)
      channel.typed({step, text: draft.text, version: draft.version, edit: draft.edit, on})
      told(step)
      later(step, 0)
    },

    /** Of two texts, the other one. @param {string} step */
    takeOther(step) {
      const draft = of(step)
      if (!draft.other) return
      keepEarlier(lesson, step, draft.text)
      const {edit, ...theirs} = draft.other
      take(step, theirs, edit)
      draft.base = theirs.text
      keepRecord(lesson, step, draft)
      channel.typed({step, text: draft.text, version: draft.version, edit, on: edit})
    },

    /** A step was answered with this, so that is no draft any more. @param {string} step @param {string} source */
    answered(step, source) {
      channel.answered({step, source})
      if (of(step).text === source) this.type(step, null)
    },

    /** There is a visitor now, who can keep drafts. */
    isKnown() {
      if (known) return
      known = true
      for (const [step, draft] of drafts) {
        draft.unsent ||= draft.text !== null && draft.version === 0
        told(step)
      }
      flush()
    },

    /** What the server has now. @param {Record<string, Shared>} now */
    catchUp(now) {
      for (const [step, {text, version}] of Object.entries(now)) {
        const draft = of(step)
        if (version < draft.version || draft.sending) continue
        if (text === draft.base) draft.version = version
        else if (text === draft.text) settle(step, Object.assign(draft, {version, base: text}))
        else meet(step, {text, version, edit: `${version}`})
        if (text === draft.text) draft.base = text
      }
      flush()
    },
  }
}
