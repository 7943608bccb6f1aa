import type { Command } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { BLOCK_ACTIONS, type BlockAction } from '../../elements/block-menu.ts'
import { deleteBlocks, duplicateBlocks } from '../block-commands.ts'
import { selectedBlocks } from '../block-range.ts'
import { float } from '../floating.ts'
import { toldMoves } from '../moved-blocks.ts'
import { TURN_KINDS, type TurnKind, turnInto, turnKindOf } from '../turn-into.ts'

const ACTIONS: Record<BlockAction, Command> = {
  moveUp: toldMoves.moveBlocksUp,
  moveDown: toldMoves.moveBlocksDown,
  duplicate: duplicateBlocks,
  delete: deleteBlocks,
}

/**
 * Opens the menu of the selected blocks beside them. It closes when something is chosen, by Escape or a press elsewhere.
 * Resolves when it has the keyboard; false when there is nothing to open it for.
 */
export async function openBlockMenu(view: EditorView): Promise<boolean> {
  if (!view.editable || !selectedBlocks(view.state.selection)) return false
  const menu = document.createElement('sp-block-menu')
  menu.className = 'block-menu floating'
  menu.now = turnKindOf(view.state)
  menu.possible = new Set(TURN_KINDS.filter((kind) => turnInto(kind)(view.state)))
  view.dom.parentElement?.append(menu)
  const floating = float(
    view,
    menu,
    () => {
      const { $from } = view.state.selection
      return { from: $from.pos, to: $from.pos }
    },
    { placement: 'bottom-start' },
  )

  function close(isToText: boolean): void {
    floating.stop()
    document.removeEventListener('pointerdown', closeOutside, true)
    menu.remove()
    if (isToText) view.focus()
  }
  function closeOutside(event: PointerEvent): void {
    if (!(event.target instanceof Node && menu.contains(event.target))) close(false)
  }

  document.addEventListener('pointerdown', closeOutside, true)
  menu.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' && event.key !== 'Tab') return
    event.preventDefault()
    event.stopPropagation()
    close(true)
  })
  menu.addEventListener('block-request', ({ wish }) => {
    close(true)
    // Meanwhile the page may have become read-only.
    if (view.editable) commandOf(wish)(view.state, view.dispatch, view)
  })
  await menu.enter()
  return true
}

function commandOf(wish: BlockAction | TurnKind): Command {
  const action = BLOCK_ACTIONS.find((one) => one === wish)
  return action ? ACTIONS[action] : turnInto(wish as TurnKind)
}
