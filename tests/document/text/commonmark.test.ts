import { tests } from 'commonmark-spec'
import { expect, test } from 'vitest'
import { findFault } from '../../../document/schema/document-checks.ts'
import { parseMarkdown } from '../../../document/text/markdown-in.ts'
import { toMarkdown } from '../../../document/text/markdown-out.ts'
import { withoutEmphasisedSpaces } from '../../support/emphasis.ts'

test('every example of CommonMark is read as a sound document, which survives being written and read again', () => {
  expect(tests.length).toBeGreaterThan(640)
  for (const { markdown, number, section } of tests) {
    const read = parseMarkdown(markdown)
    expect(findFault(read), `example ${number}, ${section}`).toBeUndefined()
    const again = withoutEmphasisedSpaces(parseMarkdown(toMarkdown(read)))
    expect(again.toJSON(), `example ${number}, ${section}`).toEqual(withoutEmphasisedSpaces(read).toJSON())
  }
})
