// What an instructor sets of a class: moments in their own time, and a lesson's steps all at once.
import {tellLocally, turned, zone} from "./clock.js"
import {all, around, one} from "./dom.js"

const when = one(document, "[data-utc]", HTMLInputElement)
if (when.value) when.value = turned(when.value, "local")
one(document, "[data-zone]").textContent = `your time (${zone})`
when.form?.addEventListener("formdata", ({formData}) => formData.set(when.name, turned(when.value, "utc")))
tellLocally(document)

for (const button of all(document, "[data-all]", HTMLButtonElement)) {
  button.addEventListener("click", () => {
    const boxes = all(around(button, "fieldset", HTMLFieldSetElement) ?? button, "input", HTMLInputElement)
    const checked = boxes.some((each) => !each.checked)
    for (const each of boxes) each.checked = checked
  })
}
