// Runs before anything is painted: the sizes that were given to the parts of the page, so that nothing moves afterwards.
(function () {
  const sizes = {"width:lesson": "--lesson-width", "height:answer": "--answer-height", "height:data": "--data-height"}
  for (const [name, property] of Object.entries(sizes)) {
    let kept = null
    try { kept = localStorage.getItem(`savepoint:${name}`) } catch { /* storage may be off */ }
    const size = Number(kept)
    if (size > 0) document.documentElement.style.setProperty(property, `${size}px`)
  }
})()
