import type { Command } from 'prosemirror-state'
import { words } from '../words.ts'
import { isApple } from './key-names.ts'
import type { PageActions } from './page-actions.ts'

/** The keys that move and copy blocks. What they do is fetched when one is first pressed. */
export function blockKeys(page: PageActions): Record<string, Command> {
  const key =
    (fetchCommand: () => Promise<Command>): Command =>
    (_state, _dispatch, view) => {
      if (!view?.editable) return false
      fetchCommand().then(
        (command) => view.editable && command(view.state, view.dispatch, view),
        () => page.say(words.people.notNow),
      )
      return true
    }
  const up = key(async () => (await import('./moved-blocks.ts')).toldMoves.moveBlocksUp)
  const down = key(async () => (await import('./moved-blocks.ts')).toldMoves.moveBlocksDown)
  return {
    'Alt-ArrowUp': unlessApple(up),
    'Alt-ArrowDown': unlessApple(down),
    'Alt-Shift-ArrowUp': up,
    'Alt-Shift-ArrowDown': down,
    'Mod-Shift-d': key(async () => (await import('./block-commands.ts')).duplicateBlocks),
    'Mod-Shift-m': () => {
      page.openBlockMenu()
      return true
    },
  }
}

/** On a Mac these arrows take the caret to the next paragraph, in every program. */
function unlessApple(command: Command): Command {
  return (...given) => !isApple && command(...given)
}
