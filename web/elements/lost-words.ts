import { isRun } from '../../document/commit/wire-steps.ts'
import type { ResidueItem } from '../../document/protocol/residue.ts'

/** Words of mine that lost their place together; more than one item when several commits carried them. */
export interface LostWords {
  readonly items: readonly ResidueItem[]
  readonly reason: ResidueItem['reason']
  /** '' for a change without words. */
  readonly text: string
}

// Recorded one right after the other: what a page sends first after it was cut off, and what it had to drop then.
const TOGETHER_MS = 5_000

/** Joins what was typed in one go and recorded as two: nobody wants the first letter of a word by itself. */
export function gatherLostWords(residue: readonly ResidueItem[]): LostWords[] {
  const gathered: LostWords[] = []
  for (const item of residue) {
    const last = gathered.at(-1)
    const before = last?.items.at(-1)
    if (last && before && goesOn(before, item)) {
      gathered[gathered.length - 1] = { ...last, items: [...last.items, item], text: last.text + item.text }
    } else gathered.push({ items: [item], reason: item.reason, text: item.text })
  }
  return gathered
}

function goesOn(before: ResidueItem, item: ResidueItem): boolean {
  const areTyped = [before, item].every(({ step }) => step !== undefined && isRun(step))
  const areTwoCommits = before.seq < item.seq && item.at - before.at < TOGETHER_MS
  return areTyped && areTwoCommits && before.reason === item.reason
}
