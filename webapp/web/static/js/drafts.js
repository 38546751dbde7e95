// Drafts: kept on this device as they are typed, with the visitor a moment later, and in step with other tabs and devices.
import {makeChannel} from "./draft_channel.js"
import {makeMeeting} from "./draft_meeting.js"
import {earlierOf, keepEarlier, swapEarlier} from "./draft_records.js"
import {makeSending} from "./draft_sending.js"
import {makeShelf} from "./draft_shelf.js"

/** @typedef {import("./draft_shelf.js").Shared} Shared */
/** @typedef {"" | "here" | "kept"} Saved */

/**
 * @param {{lesson: string, address: string, known: boolean, steps: string[], shared: Record<string, Shared>}} options `known`:
 *   there is a visitor that drafts can be kept with; `shared` is what the server had when it made the page
 */
export function makeDrafts({lesson, address, known, steps, shared}) {
  const shelf = makeShelf({
    lesson,
    shared,
    onRecord: (step, here, there) => meeting.meetRecord(step, here, there, {known: sending.known(), newEdit: channel.newEdit}),
  })
  const sending = makeSending(shelf, {
    address,
    known,
    onSaved: (step, now) => channel.saved({step, ...now}),
    onMoved: (step, now) => meeting.oppose(step, {...now, edit: `${now.version}`}),
  })
  const meeting = makeMeeting(shelf, {lesson, send: (step) => sending.later(step, 0)})
  const channel = makeChannel(lesson, {
    onTyped: meeting.meetTyped,
    onAnswered: ({step, source}) => shelf.answered(step, source),
    onSaved: ({step, text, version}) => {
      const draft = shelf.of(step)
      if (version <= draft.version) return
      Object.assign(draft, {version, base: text})
      if (draft.text === text) shelf.settle(step)
    },
  })
  for (const step of steps) shelf.of(step)

  /** This device and its other tabs have it now. @param {string} step @param {string} on the edit that it was typed over */
  function typed(step, on) {
    const {text, version, edit} = shelf.of(step)
    shelf.keep(step)
    channel.typed({step, text, version, edit, on})
  }

  return {
    watch: shelf.watch,

    /** What is drafted, or null. @param {string} step @returns {string | null} */
    text: (step) => shelf.of(step).text,

    /** @param {string} step @returns {{saved: Saved, opposed: boolean, earlier: boolean}} what to say of a box */
    state(step) {
      const draft = shelf.of(step)
      const saved = draft.text === null ? "" : draft.unsent || !sending.known() ? "here" : "kept"
      return {saved, opposed: draft.other !== null, earlier: earlierOf(lesson, step).some((text) => text !== draft.text)}
    },

    /** The visitor has typed; null where the box holds what it held before anything was drafted. @param {string} step @param {string | null} text */
    type(step, text) {
      const draft = shelf.of(step)
      if (draft.text === text) return
      const on = draft.edit
      const never = text === null && draft.version === 0 && !draft.sending // the server has heard of none
      Object.assign(draft, {text, unsent: !never, refused: false, edit: channel.newEdit()})
      typed(step, on)
      shelf.changed(step)
      if (draft.unsent) sending.later(step)
    },

    /** Something is about to replace this text, which stays one click away. @param {string} step @param {string} text */
    setAside(step, text) {
      keepEarlier(lesson, step, text)
    },

    /** The last text that was set aside, for the one that stands there. @param {string} step @param {string} text @returns {string | null} */
    bringBack: (step, text) => swapEarlier(lesson, step, text),

    /** Of two texts, this box's. @param {string} step */
    keepMine(step) {
      const draft = shelf.of(step)
      if (!draft.other) return
      keepEarlier(lesson, step, draft.other.text)
      const on = draft.other.edit
      Object.assign(draft, {version: Math.max(draft.version, draft.other.version), base: draft.other.text, other: null, unsent: true})
      draft.edit = channel.newEdit()
      typed(step, on)
      shelf.changed(step)
      sending.later(step, 0)
    },

    /** Of two texts, the other one. @param {string} step */
    takeOther(step) {
      const draft = shelf.of(step)
      if (!draft.other) return
      keepEarlier(lesson, step, draft.text)
      const {edit, ...theirs} = draft.other
      meeting.take(step, theirs, edit)
      draft.base = theirs.text
      typed(step, edit)
    },

    /** A step was answered with this, so that is no draft any more. @param {string} step @param {string} source */
    answered(step, source) {
      channel.answered({step, source})
      if (shelf.of(step).text === source) this.type(step, null)
    },

    /** There is a visitor now, who can keep drafts. */
    isKnown() {
      if (!sending.becomesKnown()) return
      for (const step of shelf.steps()) {
        const draft = shelf.of(step)
        draft.unsent ||= draft.text !== null && draft.version === 0
        shelf.changed(step)
      }
      sending.flush()
    },

    /** What the server has now. @param {Record<string, Shared>} now */
    catchUp(now) {
      for (const [step, its] of Object.entries(now)) meeting.meetServer(step, its)
      sending.flush()
    },
  }
}
