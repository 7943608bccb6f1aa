const KEY = 'samepage-palette'
const KEPT = 5

/** The ids of the actions chosen last in this browser, the newest first; none where nothing can be kept. */
export function recentActions(): readonly string[] {
  try {
    return (localStorage.getItem(KEY) ?? '').split(' ').filter((id) => id !== '')
  } catch {
    return []
  }
}

/** Remembers that an action was chosen. */
export function rememberAction(id: string): void {
  const kept = [id, ...recentActions().filter((known) => known !== id)].slice(0, KEPT)
  try {
    localStorage.setItem(KEY, kept.join(' '))
  } catch {
    // A browser that keeps nothing offers them in their usual order.
  }
}
