import type { EditorView } from 'prosemirror-view'
import type { Mine } from '../../document/protocol/home.ts'
import type { Api } from '../api/http.ts'
import type { DocumentHeader } from '../elements/document-header.ts'
import type { HaltedBanner } from '../elements/halted-banner.ts'
import type { ToastLine } from '../elements/toast-line.ts'
import { later } from '../later.ts'
import type { Actions } from '../palette/actions.ts'
import { wirePalette } from '../palette/wire-palette.ts'
import type { SyncStatus } from '../sync/sync-client.ts'
import { words } from '../words.ts'

/** What the menu offers of the house around a document. */
export type HouseAction = 'palette' | 'move' | 'duplicate' | 'trash'

/** A document's place in my list, as its page shows and changes it. */
export interface House {
  onStatus(status: SyncStatus): void
  act(action: HouseAction): void
}

/** What it needs from the page. */
export interface HouseDeps {
  readonly document: string
  readonly api: Api
  readonly actions: Actions
  readonly header: DocumentHeader
  readonly banner: HaltedBanner
  readonly toast: ToastLine
  readonly view: () => EditorView | undefined
}

// The text and its stream come first.
const ASKED_AFTER_MS = 600

/** Wires star, folder, trash and palette; what they need beyond a press is fetched when it comes. */
export function wireHouse(deps: HouseDeps): House {
  const { document: id, api, actions, header, banner, toast, view } = deps
  let mine: Mine | undefined
  let isAsked = false
  let isPrepared = false
  const missing = (): void => toast.say(words.menu.missing)

  function show(next: Mine): void {
    mine = next
    header.mine = next
    banner.isMine = next.isMine
  }

  async function refresh(): Promise<void> {
    const answer = await api.mine(id)
    if (answer.kind === 'ok') show(answer.value)
  }

  async function star(): Promise<void> {
    if (!mine) return
    const answer = await api.keepMine(id, { isStarred: !mine.isStarred })
    if (answer.kind === 'ok') show(answer.value)
    else toast.say(words.menu.failed)
  }

  /** The stream tells what came of it: the page says so at its foot, with the way back. */
  async function moveToTrash(isWanted: boolean): Promise<void> {
    const answer = await (isWanted ? api.moveToTrash(id) : api.restore(id))
    if (answer.kind !== 'ok') toast.say(words.menu.failed)
  }

  async function act(action: 'move' | 'duplicate'): Promise<void> {
    const { createDocumentDesk } = await import('./document-desk.ts')
    const list = action === 'move' ? await api.listDocuments({ limit: 1 }) : undefined
    const folders = list?.kind === 'ok' ? list.value.folders.map(({ name }) => name) : []
    const desk = createDocumentDesk({
      api,
      say: (text, way) => toast.say(text, way),
      folders: () => folders,
      refresh: () => void refresh(),
    })
    const { isStarred = false, folder = null } = mine ?? {}
    await desk.act(action, { id, title: header.heading, isStarred, folder })
  }

  const openPalette = wirePalette(
    { api, actions, document: id },
    async () => {
      if (isPrepared) return
      const { addDocumentActions } = await import('../palette/document-actions.ts')
      addDocumentActions(actions, { header, view, mine: () => mine, star: () => void star() })
      isPrepared = true
    },
    missing,
  )

  header.addEventListener('star-document', () => void star())
  banner.addEventListener('restore-document', () => void moveToTrash(false))
  return {
    onStatus({ isLoaded }) {
      if (!isLoaded || isAsked) return
      isAsked = true
      later(ASKED_AFTER_MS, () => void refresh())
    },
    act(action) {
      if (action === 'palette') openPalette()
      else if (action === 'trash') void moveToTrash(true)
      else act(action).catch(missing)
    },
  }
}
