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

test('spaces at the edges of emphasis stand outside of it, and emphasis that letters touch is written as tags', () => {
  const written = (...content: Parameters<typeof p>) => toMarkdown(doc(p(...content))).trimEnd()
  expect(written(strong('Access for all. '), 'Means')).toBe('**Access for all.** Means')
  expect(written('a', strong(' b '), 'c')).toBe('a **b** c')
  expect(written(strong('Note.'), 'Next')).toBe('<b>Note.</b>Next')
  expect(written('a', strong(' '), 'b')).toBe('a b')
  expect(parseMarkdown('<b>Note.</b>Next').eq(parseMarkdown('**Note.**<!---->Next'))).toBe(false)
  expect(parseMarkdown('<b>Note.</b>Next').child(1).toString()).toBe('paragraph(strong("Note."), "Next")')
})

test('addresses that stand as they are become links, without the signs behind them', () => {
  const linksOf = (markdown: string) =>
    parseMarkdown(markdown)
      .child(1)
      .children.flatMap(({ text, marks }) =>
        marks.flatMap(({ type, attrs }) => (type.name === 'link' ? [`${text} ${attrs['href']}`] : [])),
      )
  expect(linksOf('See https://x.y/a_b_(c)?d=*e*. (www.x.org) or a.b@c.org, done')).toEqual([
    'https://x.y/a_b_(c)?d=*e https://x.y/a_b_(c)?d=*e',
    'www.x.org http://www.x.org',
    'a.b@c.org mailto:a.b@c.org',
  ])
  expect(linksOf('**https://x.y** [https://a.b](https://c.d) <https://e.f>')).toEqual([
    'https://x.y https://x.y',
    'https://a.b https://c.d',
    'https://e.f https://e.f',
  ])
  for (const markdown of [
    '`https://x.y`',
    'https\\://x.y',
    'awww.x.y',
    'pkg@1.2.3',
    'http://',
    'www.',
    '@a.bc',
    'a@b',
  ])
    expect(
      linksOf(markdown).filter((link) => link.includes(':')),
      markdown,
    ).toEqual([])
})
