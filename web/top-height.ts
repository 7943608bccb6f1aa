/**
 * Keeps how high the head of the page is, with the search and whoever is followed in it, where styles find it: as
 * `--top-height`. What lies beside the text begins below it.
 */
export function tellTopHeight(top: HTMLElement): void {
  const tell = (): void => {
    document.documentElement.style.setProperty('--top-height', `${top.offsetHeight}px`)
  }
  new ResizeObserver(tell).observe(top)
}
