// Where a draft meets what another tab, another device or an earlier page has: one follows, or both are kept until somebody chooses.
import {keepEarlier} from "./draft_records.js"

/** @typedef {import("./draft_shelf.js").Shared} Shared */
/** @typedef {import("./draft_shelf.js").Other} Other */

/**
 * @param {import("./draft_shelf.js").Shelf} shelf
 * @param {{lesson: string, send: (step: string) => void}} options `send` brings this box's text to the server
 */
export function makeMeeting(shelf, {lesson, send}) {
  /** Another's text comes into the box. @param {string} step @param {Shared} theirs @param {string} edit */
  function take(step, {text, version}, edit) {
    const draft = shelf.of(step)
    const changed = draft.text !== text
    Object.assign(draft, {text, version, edit, unsent: false, other: null})
    if (changed) shelf.arrived(step)
    shelf.changed(step)
  }

  /** Two texts for one box: both are kept until somebody chooses. @param {string} step @param {Other} other */
  function oppose(step, other) {
    const draft = shelf.of(step)
    if (draft.text === null) return take(step, other, other.edit)
    if (other.text === null) { // it was run there, and this goes on from here
      draft.version = other.version
      draft.base = null
      return send(step)
    }
    if (!draft.other) for (const text of [draft.text, other.text]) keepEarlier(lesson, step, text)
    draft.other = other
    shelf.keep(step)
    shelf.changed(step)
  }

  /** What another tab or the server has: it comes in where nothing is unsaved here. @param {string} step @param {Other} theirs */
  function meet(step, theirs) {
    const draft = shelf.of(step)
    if (theirs.text === draft.text) {
      Object.assign(draft, {version: theirs.version, edit: theirs.edit, other: null})
      return shelf.changed(step)
    }
    if (draft.unsent) oppose(step, theirs)
    else take(step, theirs, theirs.edit)
  }

  return {
    take,
    oppose,
    meet,

    /** Another tab has typed. @param {import("./draft_channel.js").Typed} typed */
    meetTyped({step, text, version, edit, on}) {
      const draft = shelf.of(step)
      const theirs = {text, version: Math.max(version, draft.version)}
      if (on === draft.edit && !draft.other) take(step, theirs, edit)
      else meet(step, {...theirs, edit})
    },

    /** What the server has now, asked for. @param {string} step @param {Shared} now */
    meetServer(step, {text, version}) {
      const draft = shelf.of(step)
      if (version < draft.version || draft.sending) return
      if (text === draft.base) draft.version = version
      else if (text === draft.text) {
        Object.assign(draft, {version, base: text})
        shelf.settle(step)
      } else meet(step, {text, version, edit: `${version}`})
      if (text === draft.text) draft.base = text
    },

    /**
     * What this device kept of an earlier page, when a page begins.
     * @param {string} step @param {import("./draft_records.js").Record} here @param {Shared} there
     * @param {{known: boolean, newEdit: () => string}} page
     */
    meetRecord(step, here, there, {known, newEdit}) {
      const draft = shelf.of(step)
      if (here.unsent && here.text !== there.text) {
        Object.assign(draft, {text: here.text, unsent: true, edit: here.edit || newEdit()})
        const moved = there.version > here.version && there.text !== here.base
        if (moved && known) oppose(step, {...there, edit: `${there.version}`})
        else if (known) send(step)
      } else if (!here.unsent && here.version > there.version) {
        Object.assign(draft, {text: here.text, version: here.version, base: here.text, edit: here.edit})
      } else if (here.unsent) shelf.settle(step)
    },
  }
}
