import { expect, test } from 'vitest'
import { schema } from '../../document/schema/schema.ts'
import { parseMarkdown } from '../../document/text/markdown-in.ts'
import { readDocx } from '../../server/exchange/docx-in.ts'
import { writeDocx } from '../../server/exchange/docx-out.ts'
import { unpackParts } from '../../server/exchange/zipped-parts.ts'

const OPTIONS = { base: 'https://pad.example/', pictures: new Map() }

const throughWord = async (markdown: string) =>
  (await readDocx(await writeDocx(parseMarkdown(markdown), OPTIONS))).doc.toString()

test.each([
  ['an item with two paragraphs', '- one\n\n  more of one\n\n- two\n'],
  ['a number that a list begins with', '7. seven\n8. eight\n\nbetween\n\n9. nine\n'],
  ['two lists of numbers, one in the other', '3. a\n   1. b\n   2. c\n4. d\n'],
  ['eight lists in each other', [...'abcdefgh'].map((name, i) => `${'  '.repeat(i)}- ${name}\n`).join('')],
  ['tasks in tasks', '- [x] done\n  - [ ] inner\n- [ ] open\n'],
  ['lists in a quote', '> quoted\n>\n> - a\n>   - b\n>\n> after\n'],
  ['a heading in a quote, which has one style', '> ## head\n'],
  ['a rule', 'a\n\n---\n\nb\n'],
  ['code in a line and in two blocks', '`a` b\n\n```\nc\n\n  d\n```\n\n```\ne\n```\n'],
])('T1 %s goes out as a file of Word and comes back', async (_what, markdown) => {
  const expected = parseMarkdown(markdown).toString()
  // A heading is none of a quote's paragraphs to mammoth: it stands by itself.
  expect(await throughWord(markdown)).toBe(expected.replace(/blockquote\((heading\("head"\))\)/, '$1'))
})

test('a file of Word names one style for each paragraph, and what goes into each column is as wide as it was', async () => {
  const { table, table_row, table_cell, paragraph, doc, title } = schema.nodes
  const cell = (colwidth: number[] | null) => table_cell.create({ colwidth }, paragraph.create())
  const grid = table.create(null, table_row.create(null, [cell([100]), cell(null), cell([60])]))
  const { content } = parseMarkdown('> ## head\n>\n> - a\n')
  const bytes = await writeDocx(
    doc.create(null, [title.create(), ...content.content.slice(1), grid]),
    OPTIONS,
  )
  const xml = (await unpackParts(bytes)).get('word/document.xml')?.toString() ?? ''
  for (const [properties] of xml.matchAll(/<w:pPr>.*?<\/w:pPr>/g)) {
    expect(properties.split('<w:pStyle ').length, properties).toBeLessThan(3)
  }
  expect([...xml.matchAll(/<w:gridCol w:w="(\d+)"/g)].map(([, width]) => Number(width))).toEqual([
    1_500, 1_800, 900,
  ])
})
