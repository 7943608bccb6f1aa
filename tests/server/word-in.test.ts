import { expect, test } from 'vitest'
import { readDocx } from '../../server/exchange/docx-in.ts'
import { type WordParts, wordFile } from '../support/word-file.ts'

const read = async (body: string, parts?: WordParts) => {
  const { doc, losses, pictures } = await readDocx(await wordFile(body, parts))
  doc.check()
  const lost = Object.fromEntries(losses.map(({ kind, count }) => [kind, count]))
  return { doc, blocks: doc.children.slice(1).map(String), lost, pictures }
}
const r = (text: string) => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`
const p = (content: string, properties = '') => `<w:p><w:pPr>${properties}</w:pPr>${content}</w:p>`
const item = (text: string, level: number, list = 1) =>
  p(r(text), `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${list}"/></w:numPr>`)
const style = (id: string, more: string, name = id) =>
  `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/>${more}</w:style>`

const levels = (format: string, text = '%1.') =>
  Array.from(
    { length: 9 },
    (_, level) =>
      `<w:lvl w:ilvl="${level}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`,
  ).join('')
const numbering =
  `<w:abstractNum w:abstractNumId="1">${levels('decimal')}</w:abstractNum>` +
  `<w:abstractNum w:abstractNumId="2">${levels('bullet', '•')}</w:abstractNum>` +
  [1, 2].map((id) => `<w:num w:numId="${id}"><w:abstractNumId w:val="${id}"/></w:num>`).join('')

test.each([
  [
    'below a paragraph between',
    item('a', 0) + item('b', 1) + p(r('between')) + item('c', 1) + item('d', 0),
    [
      'ordered_list(list_item(paragraph("a"), ordered_list(list_item(paragraph("b")))))',
      'paragraph("between")',
      'ordered_list(list_item(paragraph("c")))',
      'ordered_list(list_item(paragraph("d")))',
    ],
  ],
  [
    'of level three first, then two, then one, then two again',
    item('a', 2, 2) + item('b', 1, 2) + item('c', 0, 2) + item('d', 1, 2),
    [
      'bullet_list(list_item(paragraph("a")), list_item(paragraph("b")), list_item(paragraph("c"), bullet_list(list_item(paragraph("d")))))',
    ],
  ],
  [
    'that leaves out a level',
    item('a', 0, 2) + item('b', 3, 2) + item('c', 1, 2),
    [
      'bullet_list(list_item(paragraph("a"), bullet_list(list_item(paragraph("b")), list_item(paragraph("c")))))',
    ],
  ],
  [
    'after a table',
    `${item('a', 0, 2)}<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc>${p(r('cell'))}</w:tc></w:tr></w:tbl>${item('b', 1, 2)}`,
    [
      'bullet_list(list_item(paragraph("a")))',
      'table(table_row(table_cell(paragraph("cell"))))',
      'bullet_list(list_item(paragraph("b")))',
    ],
  ],
  [
    'after a paragraph without words, which is none',
    item('a', 0, 2) + p('') + item('b', 1, 2),
    ['bullet_list(list_item(paragraph("a"), bullet_list(list_item(paragraph("b")))))'],
  ],
])('T1 an item of Word has one mark, whatever is above it: %s', async (_what, body, expected) => {
  const { blocks, lost } = await read(body, { numbering })
  expect(blocks).toEqual(expected)
  expect(lost).toEqual({})
})

test('T1 numbers go on where a list was interrupted on a deeper level', async () => {
  const { doc } = await read(item('a', 0) + item('b', 1) + p(r('between')) + item('c', 1) + item('d', 0), {
    numbering,
  })
  expect([doc.child(3).attrs['order'], doc.child(4).attrs['order']]).toEqual([2, 2])
})

test('T1 a heading is one by the style its own is based on, and by its place in the outline', async () => {
  const styles =
    style('Corp', '<w:basedOn w:val="Heading2"/>') +
    style('Corp2', '<w:basedOn w:val="Corp"/>') +
    style('Outlined', '<w:pPr><w:outlineLvl w:val="2"/></w:pPr>') +
    style('Body', '<w:basedOn w:val="Outlined"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr>') +
    style('Lead', '<w:basedOn w:val="Heading1"/>', 'Subtitle')
  const of = (id: string, more = '') => p(r(id), `<w:pStyle w:val="${id}"/>${more}`)
  const outline = (level: number) => `<w:outlineLvl w:val="${level}"/>`
  const body =
    p(r('a')) +
    ['Corp', 'Corp2', 'Outlined', 'Body', 'Lead'].map((id) => of(id)).join('') +
    p(r('own'), outline(1)) +
    p(r('none'), outline(9)) +
    of('Outlined', outline(0)) +
    of('Corp', '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>') +
    p(`${r('a')}<w:r><w:br/></w:r>`, outline(8))
  const { doc, lost } = await read(body, { styles, numbering })
  const found = doc.children
    .slice(2)
    .map(({ type, attrs }) => (type.name === 'heading' ? attrs['level'] : type.name))
  expect(found).toEqual([2, 2, 3, 'paragraph', 2, 2, 'paragraph', 1, 2, 3])
  expect(lost).toEqual({ 'heading-numbers': 1, 'deep-headings': 1 })
})

test.each([
  [
    'fields in one element',
    `${r('Figure ')}<w:fldSimple w:instr=" SEQ Figure ">${r('7')}</w:fldSimple>${r(': sales')}`,
    'Figure 7: sales',
  ],
  [
    'words of another direction',
    `${r('a ')}<w:dir w:val="rtl">${r('b ')}<w:bdo w:val="ltr">${r('c')}</w:bdo></w:dir>${r(' d')}`,
    'a b c d',
  ],
  [
    'ruby',
    `<w:r><w:ruby><w:rubyPr><w:hps w:val="10"/></w:rubyPr><w:rt>${r('とうきょう')}</w:rt><w:rubyBase>${r('東京')}</w:rubyBase></w:ruby></w:r>${r('へ')}`,
    '東京（とうきょう）へ',
  ],
  [
    'elements of no known kind',
    `<w:newKind w:a="b"><w:newPr><w:t>not this</w:t></w:newPr>${r('kept')}</w:newKind>`,
    'kept',
  ],
  [
    'a box of words in a drawing',
    `<w:r><w:drawing><a:graphic><a:graphicData><wps:wsp><wps:txbx><w:txbxContent>${p(r('boxed'))}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></w:drawing></w:r>`,
    'boxed',
  ],
  [
    'a form for newer programs alone',
    `<w:r><mc:AlternateContent><mc:Choice Requires="wps">${'<w:t>new</w:t>'}</mc:Choice></mc:AlternateContent></w:r>`,
    'new',
  ],
  [
    'an oval with words',
    `<w:r><w:pict><v:oval><v:textbox><w:txbxContent>${p(r('round'))}</w:txbxContent></v:textbox></v:oval></w:pict></w:r>`,
    'round',
  ],
  [
    'words drawn along a line',
    '<w:r><w:pict><v:shape><v:textpath string="Fun &amp; games"/></v:shape></w:pict></w:r>',
    'Fun & games',
  ],
])('T1 T2 no words of Word are lost by what is around them: %s', async (_what, content, expected) => {
  const { doc, lost } = await read(p(content))
  expect(doc.textContent).toBe(expected)
  expect(lost).toEqual({})
})

test('T1 a carriage return of Word begins a line', async () => {
  expect((await read(p('<w:r><w:t>one</w:t><w:cr/><w:t>two</w:t></w:r>'))).blocks).toEqual([
    'paragraph("one", hard_break, "two")',
  ])
})

test('T1 T2 formulas, fields and links in footnotes are kept as they are in the text', async () => {
  const footnotes = `<w:footnote w:id="2">${p(`${r('see ')}<m:oMath><m:r><m:t>E=mc²</m:t></m:r></m:oMath><w:fldSimple w:instr="PAGE">${r(' 12')}</w:fldSimple>`)}</w:footnote>`
  const { doc, lost } = await read(p(`${r('a')}<w:r><w:footnoteReference w:id="2"/></w:r>`), { footnotes })
  expect(doc.textContent).toContain('see E=mc² 12')
  expect(lost).toEqual({ formulas: 1 })
})

const field = (...code: string[]) =>
  `<w:r><w:fldChar w:fldCharType="begin"/></w:r>${code.map((piece) => `<w:r><w:instrText xml:space="preserve">${piece}</w:instrText></w:r>`).join('')}<w:r><w:fldChar w:fldCharType="separate"/></w:r>${r('words')}<w:r><w:fldChar w:fldCharType="end"/></w:r>`

test.each([
  [
    'a place in the page and a tip',
    field(' HYPERLINK "https://x.y/?a=1&amp;b=2" \\l "part" \\o "a &quot;tip&quot;" '),
    'https://x.y/?a=1&b=2#part',
  ],
  ['a code in pieces', field(' HYPER', 'LINK "https://x', '.y/" \\t "_blank"'), 'https://x.y/'],
  ['options before the address', field('HYPERLINK \\n "https://x.y/" \\m'), 'https://x.y/'],
  [
    'a field in one element',
    `<w:fldSimple w:instr=' HYPERLINK "https://x.y/" \\l "b" '>${r('words')}</w:fldSimple>`,
    'https://x.y/#b',
  ],
])('T1 a link of Word that is a field keeps its address: %s', async (_what, content, href) => {
  const { doc, lost } = await read(p(content + r('.')))
  expect(doc.lastChild?.firstChild?.marks.map(({ attrs }) => attrs['href'])).toEqual([href])
  expect([doc.textContent, lost]).toEqual(['words.', {}])
})

test.each([
  [
    'properties of rows',
    '<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tblPrEx><w:tblCellMar/></w:tblPrEx><w:tc><w:p/></w:tc></w:tr></w:tbl>',
    {},
  ],
  [
    'strokes and locks of shapes',
    p(
      '<w:r><w:pict><v:shape><v:stroke/><o:lock/><v:textbox><w:txbxContent><w:p/></w:txbxContent></v:textbox></v:shape></w:pict></w:r>',
    ),
    {},
  ],
  [
    'smart tags',
    p(`<w:smartTag w:element="place"><w:smartTagPr><w:attr/></w:smartTagPr>${r('Rome')}</w:smartTag>`),
    {},
  ],
  [
    'breaks of pages, rights and proofs',
    p(
      '<w:permStart w:id="1"/><w:r><w:br w:type="page"/><w:lastRenderedPageBreak/></w:r><w:proofErr/><w:permEnd w:id="1"/>',
    ),
    {},
  ],
  [
    'marks between merged cells',
    `<w:tbl><w:tblPr/><w:tblGrid/><w:bookmarkStart w:id="1" w:name="x"/><w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>${p(r('a'))}</w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>`,
    {},
  ],
  [
    'a chart',
    p('<w:r><w:drawing><a:graphic><a:graphicData><c:chart/></a:graphicData></a:graphic></w:drawing></w:r>'),
    { charts: 1 },
  ],
  ['two lines that are drawn', p('<w:r><w:drawing><wps:wsp/></w:drawing></w:r>').repeat(2), { drawings: 2 }],
  [
    'a table of another program',
    p('<w:r><w:object><o:OLEObject/></w:object></w:r>'),
    { 'embedded-files': 1 },
  ],
  [
    'a sign of a typeface of its own',
    p('<w:r><w:sym w:font="Odd Font" w:char="F041"/></w:r>'),
    { symbols: 1 },
  ],
])('T2 what is lost of a Word file is named, and nothing else is: %s', async (_what, body, expected) => {
  expect((await read(p(r('a')) + body)).lost).toEqual(expected)
})

const DOT = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const WP = 'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
const drawn = (graphic: string, width = 1_143_000) =>
  `<w:r><w:drawing><wp:inline ${WP}><wp:extent cx="${width}" cy="9"/><a:graphic><a:graphicData>${graphic}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`
const PIC = '<pic:pic><pic:blipFill><a:blip r:embed="dot"/></pic:blipFill></pic:pic>'

test('T1 T2 a picture of Word keeps its width where it stands by itself, and where it cannot, that is told', async () => {
  const pictures = { dot: DOT }
  const own = await read(p(drawn(PIC)), { pictures })
  expect([own.doc.lastChild?.type.name, own.doc.lastChild?.attrs['width'], own.lost]).toEqual([
    'figure',
    120,
    {},
  ])
  const wide = await read(p(drawn(PIC, 5_700_000)), { pictures })
  expect([wide.doc.lastChild?.attrs['width'], wide.lost]).toEqual([null, {}])
  const old =
    '<w:r><w:pict><v:shape style="height:9pt;width:90pt"><v:imagedata r:id="dot"/></v:shape></w:pict></w:r>'
  expect((await read(p(old), { pictures })).doc.lastChild?.attrs['width']).toBe(120)
  const inLine = await read(p(r('a') + drawn(PIC)), { pictures })
  expect([inLine.blocks, inLine.lost]).toEqual([['paragraph("a", image)'], { 'picture-sizes': 1 }])
})

test('T1 pictures in a group are kept', async () => {
  const { pictures, lost } = await read(p(drawn(`<wpg:wgp>${PIC}${PIC}</wpg:wgp>`)), {
    pictures: { dot: DOT },
  })
  expect([pictures.length, lost]).toEqual([2, {}])
})

test('T2 letters and numbers of several levels become plain numbers, which is told', async () => {
  const kinds = [
    ['lowerLetter', '(%1)'],
    ['upperRoman', '%1.'],
    ['decimal', '%1.%2'],
    ['decimal', '(%1)'],
  ]
  const lists = kinds
    .map(
      ([format, text], id) =>
        `<w:abstractNum w:abstractNumId="${id}">${levels(format ?? '', text)}</w:abstractNum><w:num w:numId="${id + 1}"><w:abstractNumId w:val="${id}"/></w:num>`,
    )
    .join('')
  const { lost } = await read(p(r('a')) + [1, 2, 3, 4, 4].map((list) => item('b', 0, list)).join(''), {
    numbering: lists,
  })
  expect(lost).toEqual({ 'list-numbers': 3 })
})

test('T1 a line of Word from right to left that is at the other end stands left', async () => {
  const { doc } = await read(
    p(r('שלום'), '<w:bidi/><w:jc w:val="right"/>') +
      p(r('שלום'), '<w:bidi/><w:jc w:val="left"/>') +
      p(r('a'), '<w:bidi w:val="0"/><w:jc w:val="right"/>'),
  )
  expect(doc.children.slice(1).map(({ attrs }) => attrs['align'])).toEqual(['left', null, 'right'])
})
