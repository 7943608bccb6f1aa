import type { Node } from 'prosemirror-model'
import { Transform } from 'prosemirror-transform'
import { parseMarkdown } from '../text/markdown-in.ts'
import { toMarkdown } from '../text/markdown-out.ts'
import { diffBlock, diffChildren, readChildren } from './diff-blocks.ts'
import { createEdits } from './edits.ts'
import { moveBlocks } from './move-blocks.ts'

/**
 * The smallest change that makes `base` the document which a Markdown text says: blocks that the text has not
 * changed stay untouched, with all that Markdown does not carry (column widths, who is mentioned, a picture's
 * own size), and so do the words around a changed one; those that stand elsewhere are moved. So others may write
 * meanwhile.
 */
export function rewrite(base: Node, wanted: Node): Transform {
  const read = parseMarkdown(toMarkdown(base))
  const transform = new Transform(base)
  const edits = createEdits()
  const asRead = readChildren({ base, pos: -1, read }) ?? readChildren({ base, pos: -1, read: base })
  const [title, ...blocks] = asRead ?? []
  const [name, ...rest] = wanted.children
  if (title && name) diffBlock(title, name, edits)
  const start = base.firstChild?.nodeSize ?? 0
  diffChildren(moveBlocks(blocks, rest, start, transform), rest, start, edits)
  edits.applyTo(transform)
  return transform
}
