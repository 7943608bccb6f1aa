import type { ListedDocument, Mine, PostMine } from '../../document/protocol/home.ts'
import { unreachable } from '../../document/unreachable.ts'
import type { Answer } from '../api/answer.ts'
import type { Api } from '../api/http.ts'
import { copyText } from '../elements/copy-text.ts'
import type { DocumentAction } from '../elements/document-request.ts'
import type { ToastAction } from '../elements/toast-line.ts'
import { houseWords } from '../house-words.ts'
import { words } from '../words.ts'

/** A document as far as somebody does something with it. */
export type DeskDocument = Pick<ListedDocument, 'title' | 'folder' | 'isStarred'> & { readonly id: string }

/** What doing something with a listed document needs from the page. */
export interface DocumentDeskDeps {
  readonly api: Api
  readonly say: (text: string, action?: ToastAction) => void
  /** The folders there are. */
  readonly folders: () => readonly string[]
  /** Something has changed: look at the list again. */
  readonly refresh: () => void
}

/** Does what somebody asked for with a document of their list, and says what came of it. */
export interface DocumentDesk {
  act(action: DocumentAction, line: DeskDocument): Promise<void>
  renameFolder(folder: string): Promise<string | undefined>
}

/** Makes a desk over the API. */
export function createDocumentDesk({ api, say, folders, refresh }: DocumentDeskDeps): DocumentDesk {
  const { row } = houseWords

  /** Says what came of a request, and shows the list as it is then; true when it was done. */
  function settle(answer: Answer<unknown>, said?: string, action?: ToastAction): boolean {
    if (answer.kind === 'ok' && said !== undefined) say(said, action)
    if (answer.kind !== 'ok') say(row.failed)
    refresh()
    return answer.kind === 'ok'
  }

  async function keep(id: string, change: PostMine, said?: string, undo?: PostMine): Promise<Answer<Mine>> {
    const answer = await api.keepMine(id, change)
    settle(answer, said, undo && { label: row.undo, run: () => void keep(id, undo) })
    return answer
  }

  async function move({ id, folder, title }: DeskDocument): Promise<void> {
    const [{ summon }] = await Promise.all([
      import('../elements/summon.ts'),
      import('../elements/folder-dialog.ts'),
    ])
    const question = { title: nameOf(title), folder, folders: folders() }
    const target = await summon('sp-folder-dialog').askFolder(question)
    if (!target || target.folder === folder) return
    await keep(id, target, target.folder === null ? row.movedOut : row.moved(target.folder), { folder })
  }

  async function duplicate({ id, title }: DeskDocument): Promise<void> {
    const copyTitle = row.copyOf(nameOf(title))
    const answer = await api.copyDocument(id, { title: copyTitle })
    const made = answer.kind === 'ok' ? answer.value.id : undefined
    settle(answer, row.duplicated(copyTitle), {
      label: row.openCopy,
      run: () => location.assign(`/d/${made}`),
    })
  }

  async function trash({ id, title }: DeskDocument): Promise<void> {
    settle(await api.moveToTrash(id), row.trashed(nameOf(title)), {
      label: row.undo,
      run: () => void restore(id, title),
    })
  }

  async function restore(id: string, title: string): Promise<void> {
    settle(await api.restore(id), row.restored(nameOf(title)))
  }

  async function deleteForEver({ id, title }: DeskDocument): Promise<void> {
    const [{ summon }] = await Promise.all([
      import('../elements/summon.ts'),
      import('../elements/confirm-dialog.ts'),
    ])
    const { deleting } = houseWords
    const isSure = await summon('sp-confirm-dialog').confirms({
      heading: deleting.heading(nameOf(title)),
      text: deleting.text,
      confirm: deleting.button,
      cancel: deleting.cancel,
    })
    if (isSure) settle(await api.deleteForEver(id), row.deleted(nameOf(title)))
  }

  async function copyLink({ id }: DeskDocument): Promise<void> {
    const link = `${location.origin}/d/${id}`
    say((await copyText(link)) ? row.copied : link)
  }

  async function run(action: DocumentAction, line: DeskDocument): Promise<void> {
    const { id, title, folder, isStarred } = line
    switch (action) {
      case 'open':
        location.assign(`/d/${id}`)
        return
      case 'openInTab':
        window.open(`/d/${id}`, '_blank', 'noopener')
        return
      case 'star':
      case 'unstar':
        await keep(id, { isStarred: action === 'star' })
        return
      case 'move':
        return move(line)
      case 'duplicate':
        return duplicate(line)
      case 'copyLink':
        return copyLink(line)
      case 'trash':
        return trash(line)
      case 'remove':
        await keep(id, { isListed: false }, row.removed(nameOf(title)), { isListed: true, isStarred, folder })
        return
      case 'restore':
        return restore(id, title)
      case 'deleteForEver':
        return deleteForEver(line)
      default:
        return unreachable(action)
    }
  }

  return {
    async act(action, line) {
      try {
        await run(action, line)
      } catch {
        // A dialog could not be fetched.
        say(houseWords.list.missing)
      }
    },
    async renameFolder(folder) {
      const [{ summon }] = await Promise.all([
        import('../elements/summon.ts'),
        import('../elements/folder-dialog.ts'),
      ])
      const to = await summon('sp-folder-dialog').askName(folder)
      if (to === undefined || to === folder) return undefined
      return settle(await api.renameFolder({ from: folder, to })) ? to : undefined
    },
  }
}

function nameOf(title: string): string {
  return title.trim() || words.untitled
}
