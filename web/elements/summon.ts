/** The page's one element of this kind, made at its end when it is not there yet. Its class is loaded before. */
export function summon<Tag extends keyof HTMLElementTagNameMap>(tag: Tag): HTMLElementTagNameMap[Tag] {
  const known = document.querySelector(tag)
  if (known) return known
  const made = document.createElement(tag)
  document.body.append(made)
  return made
}
