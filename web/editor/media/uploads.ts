import type { EditorView } from 'prosemirror-view'
import type { FileKept } from '../../../document/protocol/files.ts'
import { schema } from '../../../document/schema/schema.ts'
import type { SendFile } from '../../api/upload.ts'
import { createUploadQueue } from '../../files/upload-queue.ts'
import type { KeptUpload, UploadStore } from '../../files/upload-store.ts'
import type { Clock } from '../../sync/clock.ts'
import { words } from '../../words.ts'
import { addPlugins } from '../late-plugins.ts'
import { undoneAlone } from '../undo/history.ts'
import { blockPlace } from './block-place.ts'
import { keptNode } from './kept-node.ts'
import { placeBehind, textBefore } from './place-in-words.ts'
import { createUploadCard, type UploadCard } from './upload-card.ts'
import { addPlaces, placesIn, removePlace, uploadPlaces } from './upload-places.ts'

/** Files on their way into a text. */
export interface Uploads {
  /** Begins with files at a position, in this order. */
  start(files: readonly File[], at: number): void
  /** The line may be back. */
  wake(): void
  /** Goes on with what pages that are gone left on this device for this document. */
  resume(): Promise<void>
  /** The page goes away, or is there again. */
  mark(hasLeft: boolean): void
}

/** What uploads need from outside. */
export interface UploadsDeps {
  readonly view: EditorView
  readonly document: string
  readonly send: SendFile
  readonly clock: Clock
  readonly random: () => number
  readonly store: UploadStore
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly newId: () => string
  readonly say: (text: string) => void
}

/** A text that takes no change just now is asked again after this. */
const AGAIN_MS = 250

/** Well within the time after which another page takes this one for gone. */
const SIGN_OF_LIFE_MS = 20_000

/** A file without a name: what was copied in another program. */
const UNNAMED = /^image\.(png|jpe?g|gif|webp)$/i

/** Brings files to the server and puts each, when it is there, at the place where it was dropped. */
export function createUploads(deps: UploadsDeps): Uploads {
  const { view, document, send, clock, random, store, now, newId, say } = deps
  const cards = new Map<string, UploadCard>()
  const queue = createUploadQueue({
    document,
    send,
    clock,
    random,
    onState: (id, state) => cards.get(id)?.show(state),
    onKept: insert,
  })
  addPlugins(view, [uploadPlaces((id) => cards.get(id)?.dom ?? globalThis.document.createElement('div'))])

  function insert(id: string, file: FileKept): void {
    const place = placesIn(view.state).find((one) => one.id === id)
    if (!place) return
    // What is composed must not be interrupted, and a text at a halt takes no change.
    if (view.composing || !view.editable) {
      clock.after(AGAIN_MS, () => insert(id, file))
      return
    }
    const node = keptNode(file)
    const { state } = view
    const at = blockPlace(state.doc, place.at, node.type)
    view.dispatch(undoneAlone(removePlace(state.tr.insert(at, node), id)))
    forget(id)
    say(node.type === schema.nodes.figure ? words.files.pictureAdded : words.files.fileAdded)
  }

  function cancel(id: string): void {
    queue.cancel(id)
    forget(id)
    view.dispatch(removePlace(view.state.tr, id))
    view.focus()
  }

  /** What a browser without a database cannot keep is lost with the page, as anywhere else. */
  const keep = (written: Promise<void>): void => void written.catch(() => undefined)

  function forget(id: string): void {
    cards.delete(id)
    keep(store.remove(id))
  }

  function mark(hasLeft: boolean): void {
    if (cards.size > 0) keep(store.mark(now(), hasLeft))
  }

  function showLife(): void {
    mark(false)
    if (cards.size > 0) clock.after(SIGN_OF_LIFE_MS, showLife)
  }

  function begin(uploads: readonly KeptUpload[]): void {
    if (cards.size === 0 && uploads.length > 0) clock.after(SIGN_OF_LIFE_MS, showLife)
    for (const { id, name, bytes } of uploads) {
      const actions = { retry: () => queue.retry(id), cancel: () => cancel(id) }
      cards.set(id, createUploadCard(name, bytes.type.startsWith('image/'), actions))
    }
    view.dispatch(addPlaces(view.state.tr, uploads))
    for (const upload of uploads) queue.add(upload)
  }

  return {
    start(files, wanted) {
      const at = blockPlace(view.state.doc, wanted, schema.nodes.figure)
      const behind = textBefore(view.state.doc, at)
      const first = now()
      const uploads = files.map((bytes, i) => {
        return { id: newId(), name: nameOf(bytes), bytes, document, at, behind, order: first + i }
      })
      begin(uploads)
      keep(store.put(uploads, first))
    },
    async resume() {
      const uploads = await store.adopt(document, now()).catch(() => [])
      if (uploads.length === 0) return
      const { doc } = view.state
      begin(uploads.map((upload) => ({ ...upload, at: placeBehind(doc, upload.behind, upload.at) })))
      say(words.files.resumed)
    },
    wake: queue.wake,
    mark,
  }
}

function nameOf({ name, type }: File): string {
  if (name && !UNNAMED.test(name)) return name
  return `${words.files.unnamed}.${/^image\/(\w+)/.exec(type)?.[1] ?? 'png'}`
}
