import type { Node } from 'prosemirror-model'
import type { Step } from 'prosemirror-transform'
import { MoveStep } from '../../document/commit/move-step.ts'
import { law } from './law.ts'
import { FIRST_TYPED, LAST_TYPED } from './typist.ts'

/** True for what a person typed: each is there once, unlike the letters of a file's name. */
function isTyped(character: string): boolean {
  return character >= FIRST_TYPED && character <= LAST_TYPED
}

/** Every character that steps delete on their way, also if they bring it back. What moves is in no place deleted. */
export function deletedBy(start: Node, steps: readonly Step[]): Set<string> {
  const deleted = new Set<string>()
  let doc = start
  for (const step of steps) {
    if (!(step instanceof MoveStep)) {
      step.getMap().forEach((from, to) => {
        for (const character of doc.textBetween(from, to)) if (isTyped(character)) deleted.add(character)
      })
    }
    doc = step.apply(doc).doc ?? doc
  }
  return deleted
}

/**
 * I12: of what a commit's author saw, its steps delete in the log nothing that they did not delete where they were
 * made. What others have brought into a deleted range since, the author did not see.
 */
export function checkDeletions(
  base: Node,
  made: readonly Step[],
  before: Node,
  recorded: readonly Step[],
): void {
  const seen = new Set(base.textContent)
  const meant = deletedBy(base, made)
  const foreign = [...deletedBy(before, recorded)].filter((each) => seen.has(each) && !meant.has(each))
  law('I12', foreign.length === 0, () => `a commit deletes ${foreign.join('')}, which its author did not`)
}
