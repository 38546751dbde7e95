// The page of a lesson: puts its parts together and sends what is run.
import {makeAnnouncer} from "./announce.js"
import {makeAnswer} from "./answer.js"
import {makeConsole} from "./console.js"
import {makeCopy} from "./copy.js"
import "./device.js"
import {all, maybe, one, only} from "./dom.js"
import "./downloads.js"
import {makeDrafts} from "./drafts.js"
import {makeHelp} from "./help.js"
import {heard, remember, unheard} from "./inflight.js"
import {makeInline} from "./inline.js"
import {makeInterrupt} from "./interrupt.js"
import {makeJumps} from "./jumps.js"
import {makeLook} from "./look.js"
import {mend} from "./mend.js"
import {isNarrow, makePanes, showPane} from "./panes.js"
import {Refusal, post, sentenceOf} from "./requests.js"
import {makeScrollers} from "./scrollers.js"
import {nothingSelected} from "./selection.js"
import {makeShare} from "./share.js"
import {makeSplitter} from "./splitter.js"
import {makeTerms} from "./terms.js"
import {askedBy, newId, submit} from "./submit.js"
import {swap} from "./swap.js"
import {makeSymbols} from "./symbols.js"
import {keepTogether} from "./together.js"
import {told} from "./told.js"

/** @typedef {import("./submit.js").Asked} Asked */
/** @typedef {import("./submit.js").Standing} Standing */

const UNREACHED = "What you wrote is still here; run it again when the connection is back."

const page = one(document, "main[data-run]")
const {lesson = "", start = "", run: runAddress = "", interrupt: interruptAddress = ""} = page.dataset
const announce = makeAnnouncer(one(document, "[data-announcer]"))
const answerBox = maybe(document, "[data-answer-box]")

const drafts = makeDrafts({
  lesson,
  address: page.dataset.address ?? "",
  known: "known" in page.dataset,
  steps: ["", ...all(document, "section.exercise").map((section) => section.dataset.exercise ?? "")],
  shared: Object.fromEntries(all(one(document, "template[data-drafts]", HTMLTemplateElement).content, "pre").map((draft) =>
    [draft.dataset.step, {text: "none" in draft.dataset ? null : draft.textContent, version: Number(draft.dataset.version)}])),
})
const completion = {
  address: `${page.dataset.address}/complete`,
  step: () => "",
  onRebuilt: (/** @type {string} */ sentence) => terminal.problem(sentence),
  say: announce,
}
const terminal = makeConsole(one(document, "#console"), {lesson, start, drafts, completion, onRun: run})
const answer = answerBox && makeAnswer(answerBox, {drafts, completion, onRun: run})
const inline = makeInline({onRun: run, announce})
const help = makeHelp({announce})
makePanes(one(document, "[data-panes]"), {onShow: (name) => { if (name === "data") look.inSight() }})
makeTerms(document)
makeScrollers(all(document, ".lesson pre"))
const look = makeLook(one(document, "#data"), {
  transcript: one(document, "[data-transcript]"),
  answer,
  onOpen: () => { if (isNarrow()) showPane("data") },
  say: announce,
})
makeCopy(one(document, "#panel-sql"))
for (const [name, limits] of Object.entries({lesson: {least: 320, leave: 380}, answer: {least: 110, leave: 150}, data: {least: 90, leave: 320}})) {
  const bar = maybe(document, `[data-splitter="${name}"]`)
  if (bar) makeSplitter(bar, limits)
}

makeShare({
  address: page.dataset.address ?? "",
  longest: Number(page.dataset.longest),
  banner: one(document, "[data-shared]"),
  placeOf: (step) => {
    if (!step) return {held: terminal.box.text, put: terminal.box.set, focus: terminal.focus}
    const held = answer?.heldFor(step) ?? null
    return answer && held !== null ? {held: () => held, put: (source) => answer.put(step, source), focus: answer.box.focus} : null
  },
  answer: () => ({source: answer?.box.text() ?? "", step: answer?.step() ?? ""}),
  onOpen: () => { if (isNarrow()) showPane("code") },
  say: announce,
})
makeSymbols(one(document, "[data-symbols]"), [terminal.box, ...(answer ? [answer.box] : [])])
makeJumps([
  {part: one(document, "#lesson"), pane: "lesson"},
  ...(answer && answerBox ? [{part: answerBox, pane: "code", focus: answer.box.focus}] : []),
  {part: one(document, "#console"), pane: "code", focus: terminal.box.focus},
  {part: one(document, "#data"), pane: "data", focus: look.focus},
])

let running = false
/** @type {Promise<void>} */
let changing = Promise.resolve() // a reset or a return under way: what is run meanwhile comes after it
/** @type {Asked & {submission: string} | null} */
let untold = null // the last run, where nobody can say whether it was recorded

/** @param {Asked} wanted */
async function run(wanted) {
  if (running) return
  // A prediction is no code.
  const mended = wanted.kind === "prediction" ? {source: wanted.source, sentence: ""} : mend(wanted.source)
  const asked = {...wanted, source: mended.source}
  sayMended(asked.kind, mended.sentence)
  if (mended.sentence && asked.kind === "answer") answer?.put(asked.step, asked.source)
  await send(asked, untold !== null && same(untold, asked) ? untold.submission : newId(), {mended: mended.sentence, typed: wanted.source})
}

/**
 * @param {Asked} asked @param {string} submission
 * @param {{mended?: string, typed?: string}} [as] the sentence on what was mended, and the source as it was typed
 */
async function send(asked, submission, {mended = "", typed = asked.source} = {}) {
  setRunning(true)
  await changing
  if (isNarrow() && !document.querySelector(`[data-inline="${CSS.escape(asked.step)}"]`)) showPane("code")
  terminal.begin(asked, typed)
  untold = {...asked, submission}
  remember(lesson, untold)
  let goesOn = false // to what was entered meanwhile
  try {
    const sent = {...untold, seen: page.dataset.position ?? "", panel: "later"}
    const done = await submit(runAddress, sent, {
      onEvent: (event) => terminal.event(event),
      onTrouble: (sentence) => terminal.state(sentence),
      onAgain: () => terminal.again(),
    })
    untold = null
    goesOn = done.entries.at(-1)?.outcome !== "interrupted"
    show(done)
    if (done.verdict && !inline.showVerdict(asked.step, done.html.verdict) && answer) {
      if (!done.verdict.author_fault) answer.isRecorded(asked.step, asked.source)
      answer.showVerdict(asked.step, done.html.verdict)
    }
    drafts.isKnown()
    if (done.progress) help.renew(asked.step, done.progress.states[asked.step])
    terminal.offerBack(done.replaced)
    if (done.rebuilt.length) terminal.problem(done.rebuilt.join(" "))
    announce([told(done, terminal.last()), mended, ...done.rebuilt].filter(Boolean).join(" "))
  } catch (problem) {
    terminal.failed(asked)
    terminal.problem(sentenceOf(problem, UNREACHED), {isOld: problem instanceof Refusal && problem.name === "stale"})
    announce(sentenceOf(problem, UNREACHED))
  } finally {
    heard(lesson)
    const interrupting = document.activeElement?.closest("form[data-interrupt]")
    setRunning(false)
    if (interrupting) terminal.focus()
    terminal.ended(goesOn)
  }
}

/** Says at the box what was mended in it, and takes away what was said before. @param {string} kind @param {string} sentence */
function sayMended(kind, sentence) {
  for (const place of all(document, "[data-mended]")) {
    place.textContent = place.dataset.mended === kind ? sentence : ""
    place.hidden = !place.textContent
  }
}

/** The same again may have been recorded the first time, so it goes by the same id. @param {Asked} one @param {Asked} other */
function same(one, other) {
  return one.kind === other.kind && one.step === other.step && one.start === other.start && one.source === other.source
}

/** Everything that the server sends after a run, a reset or a return. @param {Standing} done */
function show(done) {
  page.dataset.position = done.position
  terminal.show(done)
  one(document, ".bar form[data-bring-back]").hidden = !done.can_bring_back
  if (done.outdated !== null) terminal.outdated(done.outdated)
  look.show(done.html)
  if (!done.progress) return // as it was
  swap(one(document, "[data-progress]"), done.html.progress)
  answer?.showStates(done.progress.states)
  inline.showStates(done.progress.states)
}

/** @param {boolean} on */
function setRunning(on) {
  running = on
  page.classList.toggle("is-running", on)
  terminal.state(on ? "Running …" : "")
}

const interrupt = makeInterrupt(interruptAddress, {
  current: () => (running ? untold?.submission ?? null : null),
  onBegin: () => terminal.state("Interrupting …"),
  onTrouble: (problem) => terminal.problem(sentenceOf(problem, UNREACHED)),
})

/**
 * Forms that post nothing but themselves: the page stays, the console changes.
 * @param {string} name
 * @param {(done: Standing) => void} then
 */
function intercept(name, then) {
  const trouble = (/** @type {unknown} */ problem) => terminal.problem(sentenceOf(problem, UNREACHED))
  for (const form of all(document, `form[data-${name}]`, HTMLFormElement)) {
    form.addEventListener("submit", (event) => {
      event.preventDefault()
      if (!running) changing = changing.then(() => post(form.action)).then(then).catch(trouble)
    })
  }
}

one(document, "form[data-interrupt]").addEventListener("submit", (event) => {
  event.preventDefault()
  if (running) interrupt()
})
intercept("reset", (done) => {
  terminal.problem("")
  show(done)
  terminal.offerBack(done.replaced)
  terminal.keepFocus()
  announce("The console has begun afresh.")
})
intercept("bring-back", (done) => {
  show(done)
  terminal.offerBack(false)
  terminal.focus()
  announce("The names are back.")
})
document.addEventListener("submit", (event) => {
  const form = only(event.target, HTMLFormElement)
  if (!form) return
  const asked = askedBy(form)
  if (asked.kind !== "example" && !form.matches("[data-try]")) return
  event.preventDefault()
  if (running) return
  if (asked.kind === "answer") answer?.put(asked.step, asked.source)
  run(asked)
})
document.addEventListener("keydown", (event) => {
  // With Shift it is the browser's own key; with something selected it copies.
  const alone = event.ctrlKey && !event.shiftKey && !event.altKey && !event.metaKey
  if (running && alone && event.key.toLowerCase() === "c" && nothingSelected()) {
    event.preventDefault()
    interrupt()
  }
})
if (/Mac|iPhone|iPad/.test(navigator.platform)) {
  for (const key of all(document, "[data-kbd]")) key.textContent = "⌘ ↵"
}
keepTogether({
  address: page.dataset.address ?? "",
  seen: () => page.dataset.position ?? "",
  isBusy: () => running,
  onNews: (news) => {
    if (news.visitor) drafts.isKnown()
    for (const [step, source] of Object.entries(news.answers)) answer?.hasAnswer(step, source)
    drafts.catchUp(news.drafts)
    if (news.console) show(news.console)
  },
})
const cut = unheard(lesson) // by a reload, while it ran
if (cut) send({kind: cut.kind, step: cut.step, start: cut.start, source: cut.source}, cut.submission)
