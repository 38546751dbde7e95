// Moments, which pages tell in UTC, as the clock on the reader's wall has them.
import {all} from "./dom.js"

export const zone = Intl.DateTimeFormat().resolvedOptions().timeZone

/** @param {ParentNode} within whose `data-clock` times are told anew; those of "day" with their day */
export function tellLocally(within) {
  for (const each of all(within, "time[data-clock]", HTMLTimeElement)) {
    const moment = new Date(each.dateTime)
    each.title = each.textContent ?? ""
    each.textContent = each.dataset.clock === "day"
      ? moment.toLocaleString([], {dateStyle: "long", timeStyle: "short"})
      : moment.toLocaleTimeString()
  }
}

/**
 * What a field for a moment says in local time, in UTC, or the other way round; both as the field has it.
 * @param {string} text such as 2026-12-01T10:00
 * @param {"utc" | "local"} wanted
 */
export function turned(text, wanted) {
  const moment = new Date(wanted === "utc" ? text : `${text}Z`)
  if (Number.isNaN(moment.getTime())) return text
  if (wanted === "local") moment.setMinutes(moment.getMinutes() - moment.getTimezoneOffset())
  return moment.toISOString().slice(0, 16)
}
