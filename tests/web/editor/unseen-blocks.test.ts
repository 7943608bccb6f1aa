import { expect, test } from 'vitest'
import { endOfPiece, SEEN_BLOCKS } from '../../../web/editor/unseen-blocks.ts'
import { doc, p } from '../../support/build-document.ts'

const PARAGRAPH = 'Of a long text. '.repeat(20)
const LONG = doc(...Array.from({ length: 400 }, (_, n) => p(`${n} ${PARAGRAPH}`)))

test('the pieces that a long text is laid out in follow each other to its end', () => {
  const ends: number[] = []
  for (let at = SEEN_BLOCKS; at < LONG.childCount; at = endOfPiece(LONG, at)) ends.push(at)
  expect(ends.length).toBeGreaterThan(10)
  expect(ends.length).toBeLessThan(40)
  for (const [n, at] of ends.entries()) expect(at).toBeGreaterThan(ends[n - 1] ?? 0)
})

test('a block larger than a piece is a piece of its own', () => {
  const text = doc(p('short'), p(PARAGRAPH.repeat(100)), p('short'))
  expect(endOfPiece(text, 2)).toBe(3)
})
