// Writes what the bundle contains, and on which terms, from what esbuild says it took.
import {readFileSync, writeFileSync} from "node:fs"

const [{inputs}] = Object.values(JSON.parse(readFileSync("contents.json", "utf8")).outputs)
const taken = Object.keys(inputs).filter((path) => inputs[path].bytesInOutput > 0)
const names = new Set(taken.map((path) => path.match(/^node_modules\/((?:@[^/]+\/)?[^/]+)/)?.[1]).filter(Boolean))
const parts = [...names].sort().map((name) => {
  const {version, license} = JSON.parse(readFileSync(`node_modules/${name}/package.json`, "utf8"))
  const text = readFileSync(`node_modules/${name}/LICENSE`, "utf8")
  return `${name} ${version} (${license})\n${"=".repeat(70)}\n\n${text.trim()}\n`
})
writeFileSync("codemirror-6.43.15.LICENSES.txt", `What codemirror-6.43.15.js contains, and on which terms.\n\n${parts.join("\n\n")}`)
