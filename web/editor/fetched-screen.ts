import type { EditorView } from 'prosemirror-view'
import { later } from '../later.ts'

/** What a plugin draws beside the text, in a file of its own that is fetched when it is first needed. */
export interface FetchedScreen<T> {
  /** Undefined until it has come. */
  current(): T | undefined
  /** Fetches it, unless it is there or under way. Where it cannot come the next call tries again. */
  fetch(): void
  /** For the plugin's view: it begins, with a fetch after a while, and the answer ends it. */
  begin(view: EditorView): () => void
}

/** It is fetched when somebody has begun to read, before anybody needs it. */
const FETCH_AFTER_MS = 3_000

/**
 * ProseMirror ends and begins all plugin views when a plugin is added to a running editor; what is drawn outlives
 * that, or a menu would vanish under the hand because some other tool has arrived.
 */
export function createFetchedScreen<T extends { destroy(): void }>(
  load: () => Promise<(view: EditorView) => T>,
  onReady: () => void,
): FetchedScreen<T> {
  let screen: T | undefined
  let isLoading = false
  let view: EditorView | undefined
  let cancelEnd = () => {}

  function fetch(): void {
    if (screen || isLoading) return
    isLoading = true
    load().then(
      (create) => {
        isLoading = false
        if (!view) return
        screen = create(view)
        onReady()
      },
      // The line is down, or the build is gone: the text can be written without it.
      () => {
        isLoading = false
      },
    )
  }

  return {
    current: () => screen,
    fetch,
    begin(begun) {
      cancelEnd()
      view = begun
      const cancelFetch = later(FETCH_AFTER_MS, fetch)
      return () => {
        cancelFetch()
        cancelEnd = later(0, () => {
          view = undefined
          screen?.destroy()
          screen = undefined
        })
      }
    },
  }
}
