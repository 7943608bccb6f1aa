import { Plugin } from 'prosemirror-state'

/** Begins to bring files to a position of the text. */
export type StartFiles = (files: readonly File[], at: number) => void

/**
 * Files that are pasted or dropped. What carries words too, as a table from a spreadsheet with its picture, is
 * pasted as words.
 */
export function fileDrops(start: StartFiles): Plugin {
  return new Plugin({
    props: {
      handlePaste(view, event) {
        const files = filesOf(event.clipboardData)
        if (files.length === 0 || hasWords(event.clipboardData)) return false
        start(files, view.state.selection.to)
        return true
      },
      handleDrop(view, event, _slice, isMoved) {
        const files = filesOf(event.dataTransfer)
        if (isMoved || files.length === 0) return false
        const found = view.posAtCoords({ left: event.clientX, top: event.clientY })
        start(files, found?.pos ?? view.state.doc.content.size)
        event.preventDefault()
        return true
      },
    },
  })
}

/** A file dropped beside the text would take the page's place; there it goes to the end of the text. */
export function catchStrayFiles(target: Window, drop: (files: readonly File[]) => void): void {
  target.addEventListener('dragover', (event) => {
    if (event.dataTransfer?.types.includes('Files')) event.preventDefault()
  })
  target.addEventListener('drop', (event) => {
    const files = filesOf(event.dataTransfer)
    if (files.length === 0 || event.defaultPrevented) return
    event.preventDefault()
    drop(files)
  })
}

function filesOf(transfer: DataTransfer | null): File[] {
  return [...(transfer?.files ?? [])]
}

function hasWords(transfer: DataTransfer | null): boolean {
  const html = transfer?.getData('text/html') ?? ''
  if (html === '') return false
  return (new DOMParser().parseFromString(html, 'text/html').body.textContent ?? '').trim() !== ''
}
