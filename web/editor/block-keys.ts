import type { Command } from 'prosemirror-state'
import { words } from '../words.ts'
import { isApple } from './key-names.ts'
import type { PageActions } from './page-actions.ts'

/** The keys that move and copy blocks. What they do is fetched when one is first pressed. */
export function blockKeys(page: PageActions): Record<string, Command> {
  const key =
    (name: 'moveBlocksUp' | 'moveBlocksDown' | 'duplicateBlocks'): Command =>
    (_state, _dispatch, view) => {
      if (!view?.editable) return false
      import('./block-commands.ts').then(
        (commands) => view.editable && commands[name](view.state, view.dispatch, view),
        () => page.say(words.people.notNow),
      )
      return true
    }
  return {
    'Alt-ArrowUp': unlessApple(key('moveBlocksUp')),
    'Alt-ArrowDown': unlessApple(key('moveBlocksDown')),
    'Alt-Shift-ArrowUp': key('moveBlocksUp'),
    'Alt-Shift-ArrowDown': key('moveBlocksDown'),
    'Mod-Shift-d': key('duplicateBlocks'),
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
