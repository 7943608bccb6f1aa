import { expect } from '@playwright/test'
import { blockTexts, type NodeJson } from './people.ts'

/** `count` numbered tokens of one author (a small letter), from number `first` on: `a1;a2;a3;`. */
export function tokens(author: string, count: number, first = 1): string[] {
  return Array.from({ length: count }, (_, i) => `${author}${first + i};`)
}

/**
 * Demands that the document's text is made of the tokens 1 to `counts[author]` of each author and nothing
 * else, each token once, whole, and in its author's order.
 */
export function expectTokens(doc: NodeJson, counts: Readonly<Record<string, number>>): void {
  const text = blockTexts(doc).join('')
  const found = [...text.matchAll(/([a-z])(\d+);/g)]
  expect(text.replaceAll(/[a-z]\d+;/g, ''), 'what is no token').toBe('')
  for (const [author, count] of Object.entries(counts)) {
    const numbers = found.filter(([, by]) => by === author).map(([, , number]) => Number(number))
    expect(numbers, `the tokens of ${author}`).toEqual(Array.from({ length: count }, (_, i) => i + 1))
  }
  expect(found).toHaveLength(Object.values(counts).reduce((sum, count) => sum + count, 0))
}
