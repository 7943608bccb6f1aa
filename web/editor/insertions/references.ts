import { AtSign, FileSymlink, Smile } from 'lucide'
import type { EditorView } from 'prosemirror-view'
import type { Insertion } from './insertion.ts'

/** What has a list of its own. Each writes its sign, which opens the list behind it. */
export const referenceInsertions: readonly Insertion[] = [
  { id: 'emoji', group: 'references', icon: Smile, typed: ':', run: (view) => write(view, ':') },
  { id: 'mention', group: 'references', icon: AtSign, typed: '@', run: (view) => write(view, '@') },
  { id: 'document', group: 'references', icon: FileSymlink, typed: '[[', run: (view) => write(view, '[[') },
]

function write(view: EditorView, sign: string): void {
  view.dispatch(view.state.tr.insertText(sign))
}
