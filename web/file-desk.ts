import type { EditorView } from 'prosemirror-view'
import { addPlugins } from './editor/late-plugins.ts'
import { catchStrayFiles, fileDrops } from './editor/media/file-drops.ts'
import type { Uploads } from './editor/media/uploads.ts'
import { freshId } from './identifiers.ts'
import { later } from './later.ts'
import { systemClock } from './system-clock.ts'
import { words } from './words.ts'

/** Adding files to the text of a page. */
export interface FileDesk {
  /** The text is there: from now on it takes files. */
  onView(view: EditorView): void
  /** Lets a person choose files for the place of the selection; must come from their click or key. */
  choose(): void
}

/** What the page gives to it. */
export interface FileDeskDeps {
  readonly document: string
  readonly say: (text: string) => void
}

/** Fetched when the page is idle, so that a file can be taken while there is no line. */
const PREFETCH_AFTER_MS = 3_000

/** Takes files that are pasted, dropped or chosen, and brings them to their place in the text. */
export function createFileDesk({ document: id, say }: FileDeskDeps): FileDesk {
  let view: EditorView | undefined
  let opening: Promise<Uploads> | undefined

  function open(current: EditorView): Promise<Uploads> {
    opening ??= fetchUploads().then(([{ createUploads }, { sendFile }, { createUploadStore }]) => {
      const uploads = createUploads({
        view: current,
        document: id,
        send: sendFile,
        clock: systemClock,
        random: Math.random,
        store: createUploadStore(freshId()),
        now: Date.now,
        newId: freshId,
        say,
      })
      void uploads.resume()
      return uploads
    })
    opening.catch(() => {
      opening = undefined
    })
    return opening
  }

  function start(files: readonly File[], at: number): void {
    if (!view?.editable || files.length === 0) return
    open(view).then(
      (uploads) => uploads.start(files, at),
      () => say(words.files.notReady),
    )
  }

  return {
    onView(current) {
      view = current
      addPlugins(current, [fileDrops(start)])
      catchStrayFiles(window, (files) => start(files, current.state.doc.content.size))
      addEventListener('online', () => void opening?.then((uploads) => uploads.wake()))
      addEventListener('pagehide', () => void opening?.then((uploads) => uploads.mark(true)))
      addEventListener('pageshow', () => void opening?.then((uploads) => uploads.mark(false)))
      later(PREFETCH_AFTER_MS, () => void open(current).catch(() => undefined))
    },
    choose() {
      if (!view?.editable) return
      const at = view.state.selection.to
      const input = window.document.createElement('input')
      input.type = 'file'
      input.multiple = true
      input.addEventListener('change', () => start([...(input.files ?? [])], at))
      input.click()
    },
  }
}

function fetchUploads() {
  return Promise.all([
    import('./editor/media/uploads.ts'),
    import('./api/upload.ts'),
    import('./files/upload-store.ts'),
  ])
}
