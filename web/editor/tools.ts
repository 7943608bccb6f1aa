import type { Command } from 'prosemirror-state'
import type { BlockKind } from './blocks.ts'
import { setBlock } from './blocks.ts'
import type { ToolName } from './format-state.ts'
import { insertRule } from './keymap.ts'
import { clearMarks, toggle } from './marks.ts'
import type { PageActions } from './page-actions.ts'
import { redo, undo } from './undo/history.ts'

/** The command behind a button: a tool, or another kind of block. What needs a dialog asks the page for it. */
export function commandOf(
  { tool, block }: { readonly tool: ToolName | undefined; readonly block: BlockKind | undefined },
  page: PageActions,
): Command {
  if (block) return setBlock(block)
  switch (tool) {
    case undefined:
      return () => false
    case 'link':
      return asking(page.openLinkDialog)
    case 'image':
      return asking(page.openImageDialog)
    case 'blockMenu':
      return asking(page.openBlockMenu)
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

function asking(open: () => void): Command {
  return () => {
    open()
    return true
  }
}
