import { Fragment, type Node, Slice } from 'prosemirror-model'
import { AllSelection, Selection, TextSelection, type Transaction } from 'prosemirror-state'
import { schema } from '../../document/schema/schema.ts'

const { nodes } = schema

/**
 * Everything below the title: all blocks, whatever the first and the last are, and not only the words in them. Without
 * them one empty paragraph is left.
 */
export class BodySelection extends Selection {
  constructor(doc: Node) {
    super(doc.resolve(startOf(doc)), doc.resolve(doc.content.size))
  }

  override content(): Slice {
    const { content } = this.$from.doc.slice(this.from, this.to)
    // A paragraph at either end gives its words to the line it is pasted into.
    const open = (block: Node | null) => (block?.type === nodes.paragraph ? 1 : 0)
    return new Slice(content, open(content.firstChild), open(content.lastChild))
  }

  override replace(tr: Transaction, slice = Slice.empty): void {
    if (slice.size > 0) {
      super.replace(tr, slice)
      return
    }
    tr.replaceWith(this.from, this.to, nodes.paragraph.create())
    tr.setSelection(TextSelection.create(tr.doc, this.from + 1))
  }

  override replaceWith(tr: Transaction, node: Node): void {
    const block = node.isInline ? nodes.paragraph.create(null, node) : node
    tr.replaceWith(this.from, this.to, Fragment.from(block))
    tr.setSelection(Selection.near(tr.doc.resolve(tr.mapping.map(this.to)), -1))
  }

  override eq(other: Selection): boolean {
    return other instanceof BodySelection
  }

  override map(doc: Node): Selection {
    return bodyOf(doc)
  }

  override getBookmark() {
    const bookmark = { map: () => bookmark, resolve: bodyOf }
    return bookmark
  }

  override toJSON(): { type: string } {
    return { type: 'body' }
  }

  static override fromJSON(doc: Node): Selection {
    return bodyOf(doc)
  }
}

Selection.jsonID('body', BodySelection)

/** True when all blocks are selected, with the title or without it. */
export function isOfWholeBlocks(selection: Selection): boolean {
  return selection instanceof BodySelection || selection instanceof AllSelection
}

/** All blocks of a document that has one. */
export function bodyOf(doc: Node): Selection {
  return doc.childCount > 1 ? new BodySelection(doc) : Selection.atEnd(doc)
}

function startOf(doc: Node): number {
  return doc.child(0).nodeSize
}
