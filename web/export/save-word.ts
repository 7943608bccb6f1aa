import type { Node } from 'prosemirror-model'
import { titleOf } from '../../document/schema/schema.ts'
import { within } from '../sync/within.ts'
import { systemClock } from '../system-clock.ts'
import { toolWords } from '../tool-words.ts'
import { words } from '../words.ts'
import { fileName } from './file-name.ts'
import { saveBlob } from './save-file.ts'
import type { TakeAwayDeps } from './take-away.ts'
import { sentenceOf } from './tell-losses.ts'

/** What was just typed is not waited for any longer before the server is asked for a file. */
const SAVE_PATIENCE_MS = 3_000

/** Has the server make a file of Word, and hands it to the browser's downloads. */
export async function saveWord(doc: Node, { say, saved, fetchWord }: TakeAwayDeps): Promise<void> {
  say(toolWords.exchange.making)
  await within(systemClock, SAVE_PATIENCE_MS, saved(), undefined)
  const fetched = await fetchWord()
  if (!fetched) {
    say(toolWords.exchange.notMade)
    return
  }
  saveBlob(fetched.file, fileName(titleOf(doc).trim() || words.untitled, 'docx'))
  const told = sentenceOf(fetched.losses)
  if (told) say(told)
}
