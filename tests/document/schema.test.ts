import { Transform } from 'prosemirror-transform'
import { expect, test } from 'vitest'
import { hashDocument } from '../../document/commit/hash.ts'
import { alignmentFor } from '../../document/schema/alignment.ts'
import { findFault } from '../../document/schema/document-checks.ts'
import { fileSize } from '../../document/schema/media-nodes.ts'
import { parseDocument, schema } from '../../document/schema/schema.ts'
import { toHtml } from '../../document/text/html-out.ts'
import {
  aligned,
  attachment,
  callout,
  coloured,
  details,
  doc,
  documentLink,
  figure,
  h,
  highlight,
  mention,
  p,
  sub,
  sup,
  table,
  td,
  th,
  title,
  tr,
} from '../support/build-document.ts'

test('tables, sections, media and references are written as the elements of their schema', () => {
  const written = doc(
    title('T'),
    table(tr(th(p('a')), th(p('b'))), tr(td(p('c')), td(p('d')))),
    callout('tip', p('e')),
    details('f', p('g')),
    figure('/files/x.png', 'h', { alt: 'i', width: 50, naturalWidth: 100, naturalHeight: 60 }),
    attachment('/files/y.pdf', 'y.pdf', 1_234_567),
    p(mention('aaaaaaaaaaaa', 'Ann'), ' ', documentLink('AAAAAAAAAAAAAAAAAAAAAA', 'Other')),
  )
  expect(toHtml(written).replaceAll(' dir="auto"', '')).toBe(
    '<h1 class="title">T</h1>' +
      '<div class="table-wrapper"><table><tbody><tr><th><p>a</p></th><th><p>b</p></th></tr>' +
      '<tr><td><p>c</p></td><td><p>d</p></td></tr></tbody></table></div>' +
      '<aside class="callout" data-kind="tip" role="note"><p>e</p></aside>' +
      '<details open=""><summary>f</summary><p>g</p></details>' +
      '<figure data-width="50"><img src="/files/x.png" alt="i" referrerpolicy="no-referrer" loading="lazy"' +
      ' data-width="50" data-natural-width="100" data-natural-height="60" width="50" height="30">' +
      '<figcaption>h</figcaption></figure>' +
      '<div class="attachment" data-size="1234567" contenteditable="false">' +
      '<a href="/files/y.pdf" download="y.pdf" rel="noopener noreferrer nofollow" target="_blank">y.pdf</a>' +
      '<span class="attachment-size">1.2 MB</span></div>' +
      '<p><span class="mention" data-person="aaaaaaaaaaaa" contenteditable="false">@Ann</span> ' +
      '<a class="document-link" href="/d/AAAAAAAAAAAAAAAAAAAAAA" data-document="AAAAAAAAAAAAAAAAAAAAAA"' +
      ' contenteditable="false">Other</a></p>',
  )
})

test('a size of a file is told in the unit people would say', () => {
  const sizes = [0, 12, 999, 1_000, 15_400, 999_600, 1_250_000, 3_000_000_000]
  expect(sizes.map(fileSize)).toEqual(['', '12 B', '999 B', '1 kB', '15 kB', '1 MB', '1.3 MB', '3 GB'])
})

test.each([
  ['table_cell', { colspan: 0 }],
  ['table_cell', { colspan: 101 }],
  ['table_cell', { rowspan: 1_001 }],
  ['table_cell', { colwidth: [] }],
  ['table_cell', { colwidth: [-1] }],
  ['table_cell', { colwidth: 'wide' }],
])('the cell of a table refuses what would cost too much or mean nothing: %s %o', (type, attrs) => {
  expect(() => schema.nodes[type as 'table_cell'].create(attrs, p('x'))).toThrow('attribute')
})

test.each([
  () => callout('loud' as 'note', p('x')),
  () => figure('javascript:alert(1)'),
  () => figure('/a.png', '', { width: -1 }),
  () => attachment('javascript:alert(1)', 'a'),
  () => attachment('/a', ''),
  () => p(mention('no one', 'Ann')),
  () => p(documentLink('../../etc', 'x')),
])('an attribute that its node does not allow is refused (%#)', (make) => {
  expect(make).toThrow('attribute')
})

test('a cell holds blocks, but no table', () => {
  const whole = doc(p('x'))
  const nested = table(tr(td(table(tr(td(p('x')))))))
  expect(findFault(whole.copy(whole.content.addToEnd(nested)))).toBeDefined()
})

test('formats of words and alignments are written as classes and plain elements, never as styles', () => {
  const written = doc(
    title('T'),
    aligned('center', h(2, 'a')),
    aligned('justify', p(highlight('green', 'b', coloured('red', 'c')), 'x', sup('2'), 'H', sub('3'))),
  )
  expect(toHtml(written).replaceAll(' dir="auto"', '')).toBe(
    '<h1 class="title">T</h1><h3 class="align-center" data-level="2">a</h3>' +
      '<p class="align-justify"><mark class="highlight-green">b<span class="text-red">c</span></mark>' +
      'x<sup>2</sup>H<sub>3</sub></p>',
  )
})

test('what a text from before version 3 holds has the same JSON and the same hash', () => {
  const json =
    '{"type":"doc","content":[{"type":"title"},{"type":"heading","attrs":{"level":2},"content":[{"type":"text","text":"a"}]},' +
    '{"type":"paragraph","content":[{"type":"text","marks":[{"type":"strong"}],"text":"b"}]},{"type":"paragraph"}]}'
  const read = parseDocument(JSON.parse(json))
  expect(JSON.stringify(read)).toBe(json)
  expect(hashDocument(read)).toBe('1b84233bce40b12b4c')
  const changed = new Transform(read).setNodeAttribute(2, 'align', 'right').doc
  expect(JSON.stringify(changed)).toContain('{"type":"heading","attrs":{"level":2,"align":"right"}')
  expect(parseDocument(JSON.parse(JSON.stringify(changed))).eq(changed)).toBe(true)
})

test('a word is of one colour, and not raised and lowered at once', () => {
  const start = doc(p(highlight('yellow', sup('word'))))
  const { marks } = schema
  const changed = new Transform(start)
    .addMark(3, 7, marks.highlight.create({ colour: 'blue' }))
    .addMark(3, 7, marks.subscript.create()).doc
  expect(changed.eq(doc(p(highlight('blue', sub('word')))))).toBe(true)
})

test.each([
  () => p(highlight('mauve' as 'red', 'x')),
  () => p(coloured('#ff0000' as 'red', 'x')),
  () => aligned('middle' as 'left', p('x')),
])('a colour or an alignment without a name is refused (%#)', (make) => {
  expect(() => doc(make())).toThrow('attribute')
})

test.each([
  ['left', 'words', null],
  ['right', 'words', 'right'],
  ['left', '12 שלום', 'left'],
  ['right', '“שלום', null],
  ['left', '', null],
  ['center', 'مرحبا', 'center'],
] as const)('%s is said of "%s" as %s', (alignment, text, said) => {
  expect(alignmentFor(alignment, text)).toBe(said)
})
