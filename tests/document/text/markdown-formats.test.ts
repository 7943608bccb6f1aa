import { expect, test } from 'vitest'
import { lossesOf } from '../../../document/text/document-losses.ts'
import { parseMarkdown } from '../../../document/text/markdown-in.ts'
import { toMarkdown } from '../../../document/text/markdown-out.ts'
import {
  aligned,
  coloured,
  doc,
  h,
  highlight,
  p,
  strong,
  sub,
  sup,
  table,
  td,
  th,
  tr,
} from '../../support/build-document.ts'

test('formats without signs in Markdown are written as people write them, colours and alignment are counted', () => {
  const written = doc(
    aligned('center', h(2, 'E = mc', sup('2'))),
    p('H', sub('2'), 'O is ', highlight('yellow', 'im', strong('portant')), '.'),
    aligned('right', p(highlight('green', 'go'), ' ', coloured('red', strong('stop')))),
  )
  const markdown =
    '## E = mc<sup>2</sup>\n\nH<sub>2</sub>O is <mark>im**portant**</mark>.\n\n<mark>go</mark> **stop**\n'
  expect(toMarkdown(written)).toBe(markdown)
  const read = doc(
    h(2, 'E = mc', sup('2')),
    p('H', sub('2'), 'O is ', highlight('yellow', 'im', strong('portant')), '.'),
    p(highlight('yellow', 'go'), ' ', strong('stop')),
  )
  expect(parseMarkdown(markdown).toJSON()).toEqual(read.toJSON())
  expect(lossesOf(read, 'markdown')).toEqual([])
  const lost = [
    { kind: 'alignment', count: 2 },
    { kind: 'colours', count: 2 },
  ]
  expect(lossesOf(written, 'markdown')).toEqual(lost)
  expect(lossesOf(written, 'html')).toEqual([])
})

test('columns are aligned as all their words are, and other alignment in a table is counted', () => {
  const [right, center] = [
    (text: string) => aligned('right', p(text)),
    (text: string) => aligned('center', p(text)),
  ]
  const written = doc(
    table(
      tr(th(right('a')), th(center('b')), th(p('c')), th(p('d'))),
      tr(td(right('1')), td(center('')), td(right('2')), td(p('3'))),
    ),
  )
  const markdown = '| a | b | c | d |\n| --: | :-: | --- | --- |\n| 1 |  | 2 | 3 |\n'
  expect(toMarkdown(written)).toBe(markdown)
  expect(lossesOf(written, 'markdown')).toEqual([{ kind: 'alignment', count: 1 }])
  const read = parseMarkdown(markdown)
  expect(toMarkdown(read)).toBe(markdown)
  expect(lossesOf(read, 'markdown')).toEqual([])
})
