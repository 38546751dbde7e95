// The page of a lesson: puts its parts together and sends what is run.
import {makeAnswer} from "./answer.js"
import {makeConsole} from "./console.js"
import {makeCopy} from "./copy.js"
import {makeInline} from "./inline.js"
import {makeLook} from "./look.js"
import {isNarrow, makePanes, showPane} from "./panes.js"
import {makeScrollers} from "./scrollers.js"
import {makeSplitter} from "./splitter.js"
import {Refusal, newId, post, submit} from "./submit.js"

const page = document.querySelector("main[data-run]")
const {lesson, start, run: runAddress, interrupt: interruptAddress} = page.dataset
const announcer = document.querySelector("[data-announcer]")
const answerBox = document.querySelector("[data-answer-box]")

const terminal = makeConsole(document.getElementById("console"), {start, onRun: run})
const answer = answerBox && makeAnswer(answerBox, {lesson, onRun: run})
const inline = makeInline({onRun: run, announce})
makePanes(document.querySelector("[data-panes]"), {onShow: (name) => { if (name === "data") look.inSight() }})
makeScrollers(document.querySelectorAll(".lesson pre"))
const look = makeLook(document.getElementById("data"), {
  transcript: document.querySelector("[data-transcript]"),
  onOpen: () => isNarrow() && showPane("data"),
  say: announce,
})
makeCopy(document.getElementById("panel-sql"))
makeSplitter(document.getElementById("data"), {name: "data", label: "Height of what the tabs show", side: "below", least: 90, leave: 320})
if (answerBox) makeSplitter(answerBox, {name: "answer", label: "Height of the answer box", side: "above", least: 110, leave: 150})

let running = false
let changing = Promise.resolve() // a reset or a return under way: what is run meanwhile comes after it
let untold = null // the last run, where nobody can say whether it was recorded

/** @param {{kind: string, step: string, start: string, source: string}} asked */
async function run(asked) {
  if (running) return
  setRunning(true)
  await changing
  if (isNarrow() && !document.querySelector(`[data-inline="${CSS.escape(asked.step)}"]`)) showPane("code")
  terminal.begin(asked)
  const submission = same(untold, asked) ? untold.submission : newId()
  untold = {...asked, submission}
  try {
    const sent = {...untold, seen: page.dataset.position, panel: "later"}
    const done = await submit(runAddress, sent, {
      onEvent: (event) => terminal.event(event),
      onTrouble: (sentence) => terminal.state(sentence),
      onAgain: () => terminal.again(),
    })
    untold = null
    show(done)
    if (done.verdict && !inline.showVerdict(asked.step, done.html.verdict) && answer) {
      if (!done.verdict.author_fault) answer.isRecorded(asked.step, asked.source)
      answer.showVerdict(asked.step, done.html.verdict)
    }
    terminal.offerBack(done.replaced)
    if (done.rebuilt.length) terminal.problem(done.rebuilt.join(" "))
    announce(told(done))
  } catch (problem) {
    terminal.failed(asked)
    terminal.problem(sentenceOf(problem), {isOld: problem.name === "stale"})
    announce(sentenceOf(problem))
  } finally {
    setRunning(false)
  }
}

/** The same again may have been recorded the first time, so it goes by the same id. */
function same(before, asked) {
  return before !== null && Object.keys(asked).every((key) => before[key] === asked[key])
}

/** Everything that the server sends after a run, a reset or a return. */
function show(done) {
  page.dataset.position = done.position
  terminal.show(done)
  document.querySelector(".bar form[data-bring-back]").hidden = !done.can_bring_back
  if (done.outdated !== null) terminal.outdated(done.outdated)
  look.show(done.html)
  if (!done.progress) return // as it was
  document.querySelector("[data-progress]").innerHTML = done.html.progress
  answer?.showStates(done.progress.states)
  inline.showStates(done.progress.states)
}

function setRunning(on) {
  running = on
  page.classList.toggle("is-running", on)
  terminal.state(on ? "Running …" : "")
}

function sentenceOf(problem) {
  if (problem instanceof Refusal) return problem.message
  return "The server cannot be reached. What you wrote is still here; run it again when the connection is back."
}

/** What a listener hears of a run: the verdict, or else how it ended and the beginning of its output. */
function told({verdict, entries}) {
  if (verdict) {
    const missed = verdict.results.filter((result) => !result.passed).map((result) => result.says)
    return verdict.passed ? "Passed." : spoken(`Not yet. ${verdict.mistake || missed.join(" ")}`)
  }
  const last = entries.at(-1)
  if (!last) return ""
  if (last.violations.length) return spoken(last.violations.map(({line, message}) => `Line ${line}: ${message}`).join(" "))
  return (last.output || last.note || "Done, without output.").slice(0, 300)
}

/** Without the marks that show code, which would be read aloud. */
function spoken(sentence) {
  return sentence.replaceAll("`", "")
}

function announce(sentence) {
  // The same words again would not be read again.
  announcer.textContent = ""
  setTimeout(() => { announcer.textContent = sentence }, 50)
}

async function interrupt() {
  terminal.state("Interrupting …")
  try { await post(interruptAddress) } catch (problem) { terminal.problem(sentenceOf(problem)) }
}

/** Forms that post nothing but themselves: the page stays, the console changes. */
function intercept(name, then) {
  const told = (problem) => terminal.problem(sentenceOf(problem))
  for (const form of document.querySelectorAll(`form[data-${name}]`)) {
    form.addEventListener("submit", (event) => {
      event.preventDefault()
      if (!running) changing = changing.then(() => post(event.target.action)).then(then).catch(told)
    })
  }
}

document.querySelector("form[data-interrupt]").addEventListener("submit", (event) => {
  event.preventDefault()
  if (running) interrupt()
})
intercept("reset", (done) => {
  terminal.problem("")
  show(done)
  terminal.offerBack(done.replaced)
  announce("The console has begun afresh.")
})
intercept("bring-back", (done) => {
  show(done)
  terminal.offerBack(false)
  terminal.focus()
  announce("The names are back.")
})
document.addEventListener("submit", (event) => {
  const form = event.target
  if (form.kind?.value !== "example" && !form.matches("[data-try]")) return
  event.preventDefault()
  if (running) return
  const asked = {kind: form.kind.value, step: form.step.value, start: form.start.value, source: form.source.value}
  if (asked.kind === "answer") answer?.put(asked.step, asked.source)
  run(asked)
})
document.addEventListener("keydown", (event) => {
  // With Shift it is the browser's own key; with something selected it copies.
  const alone = event.ctrlKey && !event.shiftKey && !event.altKey && !event.metaKey
  if (running && alone && event.key.toLowerCase() === "c" && getSelection().isCollapsed) {
    event.preventDefault()
    interrupt()
  }
})
if (/Mac|iPhone|iPad/.test(navigator.platform)) {
  for (const key of document.querySelectorAll("[data-kbd]")) key.textContent = "⌘ ↵"
}
