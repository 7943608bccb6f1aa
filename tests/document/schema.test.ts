import { expect, test } from 'vitest'
import { findFault } from '../../document/schema/document-checks.ts'
import { fileSize } from '../../document/schema/media-nodes.ts'
import { schema } from '../../document/schema/schema.ts'
import { toHtml } from '../../document/text/html-out.ts'
import {
  attachment,
  callout,
  details,
  doc,
  documentLink,
  figure,
  mention,
  p,
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
