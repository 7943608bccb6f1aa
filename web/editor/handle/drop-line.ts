import type { DropTarget } from './drop-target.ts'

/** The line that shows where a dragged block would go. */
export interface DropLine {
  show(target: DropTarget | undefined): void
  remove(): void
}

/** Makes a line that is not shown yet. */
export function createDropLine(place: Element): DropLine {
  const line = document.createElement('div')
  line.className = 'block-drop-line'
  line.hidden = true
  place.append(line)
  return {
    show(target) {
      line.hidden = target === undefined
      if (!target) return
      line.style.left = `${target.left}px`
      line.style.top = `${target.top}px`
      line.style.width = `${target.width}px`
    },
    remove: () => line.remove(),
  }
}
