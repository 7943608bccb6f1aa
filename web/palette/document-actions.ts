import type { EditorView } from 'prosemirror-view'
import type { Mine } from '../../document/protocol/home.ts'
import { SHORTCUTS } from '../editor/shortcuts.ts'
import { type DocumentHeader, ShareLink } from '../elements/document-header.ts'
import { type MenuAction, MenuRequest } from '../elements/document-menu.ts'
import { EditMe } from '../elements/people-bar.ts'
import { houseWords } from '../house-words.ts'
import { words } from '../words.ts'
import type { Action, Actions } from './actions.ts'
import { everywhereActions } from './everywhere.ts'
import { formatActions } from './format-actions.ts'

/** What the palette of a document needs from its page. */
export interface DocumentActionDeps {
  readonly header: DocumentHeader
  readonly view: () => EditorView | undefined
  /** How the document stands in my list; undefined until it is known. */
  readonly mine: () => Mine | undefined
  star(): void
}

/** What of the menu is in the palette; the rest has words of its own there. */
const FROM_MENU = [
  'find',
  'contents',
  'counts',
  'displaced',
  'docx',
  'markdown',
  'html',
  'text',
  'print',
  'copy',
  'move',
] as const satisfies readonly MenuAction[]

/** What one can do in an open document, and its headings. */
export function addDocumentActions(actions: Actions, { header, view, mine, star }: DocumentActionDeps): void {
  const { palette } = houseWords
  const { keywords } = palette
  const request = (action: MenuAction) => () => void header.dispatchEvent(new MenuRequest(action))
  actions.add(
    {
      id: 'share',
      title: palette.share,
      keywords: keywords.share,
      run: () => void header.dispatchEvent(new ShareLink()),
    },
    () => starAction(mine(), star),
    ...FROM_MENU.map((action): Action => {
      const keys = SHORTCUTS.find(({ id }) => id === action)?.keys[0]
      return { id: action, title: words.menu[action], run: request(action), ...(keys ? { keys } : {}) }
    }),
    {
      id: 'duplicate',
      title: palette.duplicate,
      keywords: keywords.duplicate,
      run: request('duplicate'),
    },
    () =>
      mine()?.isMine
        ? [{ id: 'trash', title: words.menu.trash, keywords: keywords.trash, run: request('trash') }]
        : [],
    { id: 'home', title: palette.home, keywords: keywords.home, run: () => location.assign('/') },
    {
      id: 'edit-me',
      title: palette.name,
      keywords: keywords.name,
      run: () => void header.dispatchEvent(new EditMe()),
    },
    ...everywhereActions(),
    () => formatActions(view()),
    () => headingActions(view()),
  )
}

function starAction(mine: Mine | undefined, star: () => void): Action[] {
  if (!mine) return []
  const { palette } = houseWords
  return [{ id: 'star', title: mine.isStarred ? palette.unstar : palette.star, run: star }]
}

function headingActions(view: EditorView | undefined): Action[] {
  const found: Action[] = []
  view?.state.doc.descendants((node, position) => {
    if (node.type.name === 'heading' && node.textContent.trim() !== '') {
      const run = async (): Promise<void> => {
        const { revealAtTop } = await import('../editor/reveal.ts')
        revealAtTop(view, position + 1)
      }
      found.push({ id: `heading-${position}`, title: node.textContent, isHeading: true, run })
    }
    return node.isBlock && !node.isTextblock
  })
  return found
}
