import type { Command } from 'prosemirror-state'
import type { FormatRequest } from '../elements/format-bar.ts'
import { BLOCK_KINDS, setBlock } from './blocks.ts'
import { toggleColour } from './formats/colour.ts'
import { insertRule } from './keymap.ts'
import { LIST_MOVES } from './list-moves.ts'
import { clearMarks, toggle } from './marks.ts'
import type { PageActions } from './page-actions.ts'
import { redo, undo } from './undo/history.ts'

/** The command behind a button: a tool, or another kind of block. What needs a dialog asks the page for it. */
export function commandOf(
  { tool, block, button }: Pick<FormatRequest, 'tool' | 'block' | 'button'>,
  page: PageActions,
): Command {
  const kind = BLOCK_KINDS.find((one) => one === block)
  if (kind) return setBlock(kind)
  switch (tool) {
    case undefined:
      return () => false
    case 'link':
      return asking(page.openLinkDialog)
    case 'image':
      return asking(page.openImageDialog)
    case 'blockMenu':
      return asking(page.openBlockMenu)
    case 'colours':
    case 'layout':
      return asking(() => button && page.openFormatMenu(tool, button))
    case 'text_colour':
    case 'highlight':
      return toggleColour(tool)
    case 'outdent':
    case 'indent':
      return LIST_MOVES[tool]
    case 'rule':
      return insertRule
    case 'clear':
      return clearMarks
    case 'undo':
      return undo
    case 'redo':
      return redo
    default:
      return toggle(tool)
  }
}

function asking(open: () => unknown): Command {
  return () => {
    open()
    return true
  }
}
