import { Plugin } from 'prosemirror-state'
import { isImageUrl } from '../../../document/schema/attributes.ts'
import { hideStyles } from '../pasted-styles.ts'

/** Begins to bring files to a position of the text. */
export type StartFiles = (files: readonly File[], at: number) => void

/**
 * Files that are pasted or dropped. What carries words too, as a table from a spreadsheet with its picture, is
 * pasted as words; pictures in it that are too large for a document to hold come as files below them.
 */
export function fileDrops(start: StartFiles): Plugin {
  return new Plugin({
    props: {
      handlePaste(view, event) {
        const files = filesOf(event.clipboardData)
        const pasted = readHtml(event.clipboardData)
        if (files.length > 0 && !hasWords(pasted)) {
          start(files, view.state.selection.to)
          return true
        }
        const large = largePictures(pasted)
        // The words are pasted after this.
        if (large.length > 0) queueMicrotask(() => start(large, view.state.selection.to))
        return false
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

function readHtml(transfer: DataTransfer | null): Document | undefined {
  const html = transfer?.getData('text/html') ?? ''
  return html === '' ? undefined : new DOMParser().parseFromString(hideStyles(html), 'text/html')
}

function hasWords(pasted: Document | undefined): boolean {
  return (pasted?.body.textContent ?? '').trim() !== ''
}

/** Pictures that are written out in the HTML itself and would be dropped from the text. */
function largePictures(pasted: Document | undefined): File[] {
  const sources = [...(pasted?.querySelectorAll('img[src^="data:image/"]') ?? [])].map((picture) =>
    picture.getAttribute('src'),
  )
  return sources.flatMap((source) => {
    const [, type = '', base64 = ''] =
      /^data:(image\/[\w.+-]+);base64,([A-Za-z0-9+/=\s]+)$/.exec(source ?? '') ?? []
    if (base64 === '' || isImageUrl(source)) return []
    try {
      const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))
      return [new File([bytes], '', { type })]
    } catch {
      return []
    }
  })
}
