import { Plugin } from 'prosemirror-state'
import { Decoration, DecorationSet } from 'prosemirror-view'
import { schema } from '../../document/schema/schema.ts'
import { words } from '../words.ts'

/** Hints in an empty title and in a document whose only block is an empty paragraph. */
export function placeholders(): Plugin {
  return new Plugin({
    props: {
      decorations({ doc }) {
        const hints: Decoration[] = []
        const title = doc.child(0)
        if (title.content.size === 0) {
          // A heading of nothing would be skipped by screen readers, which list a page by its headings.
          const name = { 'aria-label': words.editor.emptyTitle }
          hints.push(hint(0, title.nodeSize, words.editor.emptyTitle, name))
        }
        const first = doc.maybeChild(1)
        if (doc.childCount === 2 && first?.type === schema.nodes.paragraph && first.content.size === 0) {
          hints.push(hint(title.nodeSize, doc.content.size, words.editor.emptyText))
        }
        return DecorationSet.create(doc, hints)
      },
    },
  })
}

function hint(from: number, to: number, text: string, more: Record<string, string> = {}): Decoration {
  return Decoration.node(from, to, { class: 'is-empty', 'data-hint': text, ...more })
}
