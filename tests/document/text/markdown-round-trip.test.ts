import { expect, test } from 'vitest'
import { findFault } from '../../../document/schema/document-checks.ts'
import { parseMarkdown } from '../../../document/text/markdown-in.ts'
import { toMarkdown } from '../../../document/text/markdown-out.ts'
import { withoutEmphasisedSpaces } from '../../support/emphasis.ts'
import { createRandom } from '../../support/random.ts'
import { randomDocument } from '../../support/random-document.ts'
import { again, seedsToTry } from '../../support/seeds.ts'

const RUNS = Number(process.env['SAMEPAGE_RUNS'] ?? 1_500)

test('a document written as Markdown is read back exactly, but for emphasis on spaces, whatever its words look like', () => {
  let longest = 0
  for (const seed of seedsToTry(RUNS)) {
    const written = randomDocument(createRandom(seed))
    expect(findFault(written), again(seed)).toBeUndefined()
    const markdown = toMarkdown(written)
    const read = parseMarkdown(markdown)
    expect(withoutEmphasisedSpaces(read).toJSON(), `${again(seed)}\n${markdown}`).toEqual(
      withoutEmphasisedSpaces(written).toJSON(),
    )
    longest = Math.max(longest, written.content.size)
  }
  expect(longest).toBeGreaterThan(100)
})
