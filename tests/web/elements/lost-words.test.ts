import * as v from 'valibot'
import { expect, test } from 'vitest'
import { CommitId } from '../../../document/protocol/ids.ts'
import type { ResidueItem } from '../../../document/protocol/residue.ts'
import { gatherLostWords } from '../../../web/elements/lost-words.ts'

test('what was typed in one go and recorded as two commits is one entry', () => {
  const entries = gatherLostWords([typed(1, 's'), typed(2, 'ome words')])
  expect(entries.map(({ text, items }) => [text, items.map(({ n }) => n)])).toEqual([['some words', [1, 2]]])
})

test('what one commit lost in two places, and what was lost another time or for another reason, stays apart', () => {
  const apart = [
    typed(1, 'one'),
    { ...typed(2, 'two'), seq: 1 },
    { ...typed(3, 'three'), at: 60_000 },
    { ...typed(4, 'four'), at: 60_000, reason: 'limit' as const },
  ]
  expect(gatherLostWords(apart).map(({ text }) => text)).toEqual(['one', 'two', 'three', 'four'])
})

test('what was not typed stays an entry of its own', () => {
  const pasted = { ...typed(2, 'pasted'), step: { stepType: 'replace', from: 3, to: 3 } }
  const bold = { ...typed(3, ''), step: { stepType: 'addMark', from: 3, to: 5 } }
  expect(gatherLostWords([typed(1, 'typed'), pasted, bold])).toHaveLength(3)
})

function typed(n: number, text: string): ResidueItem {
  const commit = v.parse(CommitId, `commit-${n}`)
  return { n, seq: n, commit, reason: 'deleted', text, step: { run: { at: 3, text } }, at: 1_000 + n }
}
