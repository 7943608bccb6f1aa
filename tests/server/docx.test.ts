import { expect, test } from 'vitest'
import { schema } from '../../document/schema/schema.ts'
import { parseMarkdown } from '../../document/text/markdown-in.ts'
import { readDocx } from '../../server/exchange/docx-in.ts'
import { writeDocx } from '../../server/exchange/docx-out.ts'
import { unpackParts } from '../../server/exchange/zipped-parts.ts'
import {
  aligned,
  br,
  coloured,
  doc,
  em,
  h,
  highlight,
  li,
  link,
  p,
  strong,
  sub,
  sup,
  table,
  td,
  th,
  title,
  tr,
  ul,
} from '../support/build-document.ts'
import { wordFile } from '../support/word-file.ts'

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
  const { nodes } = schema
  const cell = (colwidth: number[] | null) => nodes.table_cell.create({ colwidth }, nodes.paragraph.create())
  const grid = nodes.table.create(null, nodes.table_row.create(null, [cell([100]), cell(null), cell([60])]))
  const { content } = parseMarkdown('> ## head\n>\n> - a\n')
  const bytes = await writeDocx(
    nodes.doc.create(null, [nodes.title.create(), ...content.content.slice(1), grid]),
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

test('T1 colours, raised and lowered words and alignment go out as a file of Word and come back', async () => {
  const written = doc(
    title('T'),
    aligned('center', h(2, 'a ', sup('b'))),
    p('c', sub('2'), ' ', strong('d', coloured('red', 'e')), ' ', highlight('green', 'f', em('g')), ' h'),
    aligned('justify', p(highlight('purple', coloured('blue', 'i')), br(), 'j')),
    ul(li(aligned('right', p('k'))), li(p('l'))),
    table(tr(th(p('m')), th(aligned('right', p('n')))), tr(td(p('o')), td(aligned('center', p('p'))))),
    p(link('https://x.y/', highlight('yellow', 'q')), ' r'),
  )
  const { doc: read, losses } = await readDocx(await writeDocx(written, OPTIONS))
  expect(read.toJSON()).toEqual(written.toJSON())
  expect(losses).toEqual([])
})

test('T1 highlighters and shades of Word come in as the nearest colours, alignment from styles too', async () => {
  const run = (properties: string, text: string) =>
    `<w:r><w:rPr>${properties}</w:rPr><w:t>${text}</w:t></w:r>`
  const body = `<w:p><w:pPr><w:pStyle w:val="Mid"/><w:rPr><w:color w:val="FF0000"/></w:rPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p>
<w:p><w:pPr><w:pStyle w:val="Mid"/><w:jc w:val="left"/></w:pPr>${run('<w:b/><w:highlight w:val="cyan"/>', 'b')}${run('<w:b/>', 'c')}</w:p>
<w:p><w:pPr><w:jc w:val="both"/><w:pPrChange><w:pPr><w:jc w:val="center"/></w:pPr></w:pPrChange></w:pPr>${run('<w:color w:val="7030A0"/><w:rPrChange><w:rPr><w:color w:val="00B050"/></w:rPr></w:rPrChange>', 'd')}${run('<w:color w:val="auto"/><w:shd w:val="clear" w:fill="FFFFFF"/>', 'e')}</w:p>`
  const styles =
    '<w:style w:type="paragraph" w:styleId="Base"><w:name w:val="Base"/><w:pPr><w:jc w:val="center"/></w:pPr></w:style>' +
    '<w:style w:type="paragraph" w:styleId="Mid"><w:name w:val="Mid"/><w:basedOn w:val="Base"/></w:style>'
  const { doc: read } = await readDocx(await wordFile(body, { styles }))
  expect(read.toJSON()).toEqual(
    doc(
      aligned('center', p('a')),
      p(strong(highlight('blue', 'b'), 'c')),
      aligned('justify', p(coloured('purple', 'd'), 'e')),
    ).toJSON(),
  )
})

test('every height of lines in a file of Word is a share of the letters’, so that no picture is cut to it', async () => {
  const bytes = await writeDocx(parseMarkdown('# Title\n\na\n\n```\nb\n```\n'), OPTIONS)
  const parts = await unpackParts(bytes)
  const spacings = [
    ...`${parts.get('word/styles.xml')}${parts.get('word/document.xml')}`.matchAll(
      /<w:spacing [^>]*w:line=[^>]*>/g,
    ),
  ]
  expect(spacings.length).toBeGreaterThan(1)
  for (const [spacing] of spacings) expect(spacing).toContain('w:lineRule="auto"')
})

test('T1 lines from right to left are such in a file of Word, with the words of the other direction in them', async () => {
  const hebrew = 'שלום עולם, 12 דברים.'
  const written = doc(
    title('עברית'),
    h(2, 'ערבית'),
    p(hebrew),
    aligned('left', p('שלום')),
    aligned('center', p('שלום')),
    p('see ', strong('שלום רב'), ' there'),
    ul(li(p('פריט Word 97 כאן'))),
    table(tr(th(p('כותרת'))), tr(td(p('תא')))),
  )
  const bytes = await writeDocx(written, OPTIONS)
  const xml = (await unpackParts(bytes)).get('word/document.xml')?.toString() ?? ''
  expect([...xml.matchAll(/<w:bidi\/>/g)].length).toBe(8)
  const runs = [...xml.matchAll(/<w:r>(?:<w:rPr>(.*?)<\/w:rPr>)?<w:t[^>]*>([^<]*)</g)].map(
    ([, properties = '', text]) => [text, properties.includes('<w:rtl/>')],
  )
  expect(runs.slice(2)).toEqual([
    [hebrew, true],
    ['שלום', true],
    ['שלום', true],
    ['see ', false],
    ['שלום רב', true],
    [' there', false],
    ['פריט ', true],
    ['Word 97', false],
    [' כאן', true],
    ['כותרת', true],
    ['תא', true],
  ])
  expect(/<w:jc w:val="(\w+)"\/>/.exec(xml)?.[1]).toBe('end')
  expect((await readDocx(bytes)).doc.toJSON()).toEqual(written.toJSON())
})

test('all first rows of header cells are headers of a table of Word', async () => {
  const grid = table(tr(th(p('a'))), tr(th(p('b'))), tr(td(p('c'))), tr(th(p('d'))))
  const xml =
    (await unpackParts(await writeDocx(doc(grid), OPTIONS))).get('word/document.xml')?.toString() ?? ''
  expect(xml.split('<w:tblHeader/>').length - 1).toBe(2)
})

test('T1 an archive whose last byte is missing is read; what is none says why', async () => {
  const bytes = await writeDocx(doc(p('words')), OPTIONS)
  for (const missing of [1, 2])
    expect((await readDocx(bytes.subarray(0, bytes.length - missing))).doc.textContent).toBe('words')
  const compound = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]
  const locked = Buffer.concat([Buffer.from(compound), Buffer.from('EncryptedPackage', 'utf16le')])
  await expect(readDocx(locked)).rejects.toThrow('protected with a password')
  await expect(readDocx(Buffer.from(compound))).rejects.toThrow('before 2007')
})
