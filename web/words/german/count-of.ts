/** So many changes, in words; reads the same as subject and as object. */
export function countOf(changes: number): string {
  return changes === 1 ? 'eine Änderung' : `${changes} Änderungen`
}

/** The same at the head of a sentence. */
export function countAtHead(changes: number): string {
  return changes === 1 ? 'Eine Änderung' : countOf(changes)
}
