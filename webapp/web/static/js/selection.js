// Whether a key that copies has nothing to copy, and is free for something else.

export function nothingSelected() {
  const area = document.activeElement
  if (area instanceof HTMLTextAreaElement) return area.selectionStart === area.selectionEnd
  return getSelection()?.isCollapsed ?? true
}
