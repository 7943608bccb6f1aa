import { AtSign, FileSymlink } from 'lucide'
import type { EditorView } from 'prosemirror-view'
import type { Insertion } from './insertion.ts'

/** What a text refers to. Each writes its sign, which opens the list behind it. */
export const referenceInsertions: readonly Insertion[] = [
  { id: 'mention', group: 'references', icon: AtSign, typed: '@', run: (view) => write(view, '@') },
  { id: 'document', group: 'references', icon: FileSymlink, typed: '[[', run: (view) => write(view, '[[') },
]

function write(view: EditorView, sign: string): void {
  view.dispatch(view.state.tr.insertText(sign))
}
