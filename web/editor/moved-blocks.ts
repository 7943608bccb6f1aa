import { schema } from '../../document/schema/schema.ts'
import { toolWords } from '../tool-words.ts'
import { moveBlocksDown, moveBlocksUp } from './block-commands.ts'
import { selectedBlocks } from './block-range.ts'
import { type Tale, telling } from './telling.ts'

const { nodes } = schema

/** Of a neighbour's words so many tell it from the others. */
const NAME_LENGTH = 40

/** Where the selected blocks stand now: below which others, or as the first ones above which. */
export const tellMove: Tale = ({ selection }, hasChanged) => {
  const range = selectedBlocks(selection)
  if (!hasChanged || !range) return toolWords.block.notMoved
  const { parent, startIndex, endIndex } = range
  const fixed = parent.firstChild?.type === nodes.title || parent.firstChild?.type === nodes.summary ? 1 : 0
  const isFirst = startIndex === fixed
  const name = nameOf(parent.maybeChild(isFirst ? endIndex : startIndex - 1)?.textContent ?? '')
  if (name === '') return toolWords.block.movedTo(startIndex + 1 - fixed, parent.childCount - fixed)
  return isFirst ? toolWords.block.movedAbove(name) : toolWords.block.movedBelow(name)
}

/** The commands that move blocks, each with its sentence. */
export const toldMoves = {
  moveBlocksUp: telling(moveBlocksUp, tellMove),
  moveBlocksDown: telling(moveBlocksDown, tellMove),
}

function nameOf(text: string): string {
  const line = text.trim().replace(/\s+/g, ' ')
  const letters = [...line]
  return letters.length <= NAME_LENGTH ? line : `${letters.slice(0, NAME_LENGTH).join('').trimEnd()}…`
}
