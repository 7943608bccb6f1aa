/**
 * Keeps in `--keyboard-inset` how much of the page's foot a keyboard on the screen covers. Browsers that shrink the
 * page itself for it, as `interactive-widget=resizes-content` asks, leave it at 0; Safari lays it over the page.
 */
export function followKeyboard(page: Window): void {
  const { visualViewport: seen, document } = page
  if (!seen) return
  // A page that is being opened has no keyboard yet.
  let inset = 0
  const measure = () => {
    // Somebody who has zoomed in sees a part of the page, and no keyboard is the reason.
    const covered = seen.scale > 1.01 ? 0 : page.innerHeight - seen.height - seen.offsetTop
    const next = Math.max(0, Math.round(covered))
    if (next === inset) return
    inset = next
    document.documentElement.style.setProperty('--keyboard-inset', `${inset}px`)
  }
  seen.addEventListener('resize', measure)
  seen.addEventListener('scroll', measure)
}
