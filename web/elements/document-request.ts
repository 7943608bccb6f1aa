import {
  Copy,
  ExternalLink,
  FileText,
  FolderInput,
  Link,
  ListX,
  RotateCcw,
  Star,
  StarOff,
  Trash2,
} from 'lucide'
import type { ListedDocument } from '../../document/protocol/home.ts'
import { houseWords } from '../house-words.ts'
import type { MenuEntry } from './action-menu.ts'

/** What one can do with a document of a list. */
export type DocumentAction =
  | 'open'
  | 'openInTab'
  | 'star'
  | 'unstar'
  | 'move'
  | 'duplicate'
  | 'copyLink'
  | 'trash'
  | 'remove'
  | 'restore'
  | 'deleteForEver'

/** Somebody wants something done with a document. */
export class DocumentRequest extends Event {
  readonly action: DocumentAction
  readonly line: ListedDocument

  constructor(action: DocumentAction, line: ListedDocument) {
    super('document-request', { bubbles: true })
    this.action = action
    this.line = line
  }
}

declare global {
  interface HTMLElementEventMap {
    'document-request': DocumentRequest
  }
}

/** The menu of one line: what is in the trash is restored or deleted, everything else stays in use. */
export function rowEntries(
  { isStarred, isMine, trashedAt }: ListedDocument,
  request: (action: DocumentAction) => void,
): readonly MenuEntry[] {
  const { row } = houseWords
  const entry = (action: DocumentAction, title: string, picture: MenuEntry['picture']): MenuEntry => ({
    id: action,
    title,
    ...(picture ? { picture } : {}),
    run: () => request(action),
  })
  const apart = (one: MenuEntry): MenuEntry => ({ ...one, isApart: true })
  const opening = [entry('open', row.open, FileText), entry('openInTab', row.openInTab, ExternalLink)]
  if (trashedAt !== null)
    return [
      ...opening,
      apart(entry('restore', row.restore, RotateCcw)),
      entry('deleteForEver', row.deleteForEver, Trash2),
    ]
  return [
    ...opening,
    apart(isStarred ? entry('unstar', row.removeStar, StarOff) : entry('star', row.addStar, Star)),
    entry('move', row.move, FolderInput),
    entry('duplicate', row.duplicate, Copy),
    entry('copyLink', row.copyLink, Link),
    apart(isMine ? entry('trash', row.trash, Trash2) : entry('remove', row.remove, ListX)),
  ]
}
