import type { Node } from 'prosemirror-model'
import { expect, test } from 'vitest'
import { schema } from '../../../document/schema/schema.ts'
import { lossesOf } from '../../../document/text/document-losses.ts'
import { parseMarkdown } from '../../../document/text/markdown-in.ts'
import { toMarkdown } from '../../../document/text/markdown-out.ts'
import {
  attachment,
  br,
  type Content,
  callout,
  code,
  details,
  doc,
  documentLink,
  em,
  figure,
  h,
  hr,
  img,
  li,
  link,
  mention,
  ol,
  p,
  pre,
  quote,
  strike,
  strong,
  table,
  task,
  tasks,
  td,
  th,
  title,
  titledLink,
  tr,
  ul,
  underline,
} from '../../support/build-document.ts'
import { withoutEmphasisedSpaces } from '../../support/emphasis.ts'

test('a document is written the way a person would', () => {
  const written = doc(
    title('Plan'),
    p(
      'Some ',
      strong('bold'),
      ', ',
      em('leaning'),
      ', ',
      strike('gone'),
      ', ',
      underline('marked'),
      ' words',
    ),
    h(1, 'First'),
    h(3, 'Third'),
    ul(li(p('one')), li(p('two'), ol(1, li(p('inner'))))),
    ol(9, li(p('nine')), li(p('ten'), p('more'))),
    tasks(task(false, p('open')), task(true, p('done'))),
    quote(p('line', br(), 'next'), pre('a\n\nb', 'js')),
    hr(),
    p(
      img('/i.png', 'alt', 'tip'),
      ' ',
      link('https://x.y', 'https://x.y'),
      ' ',
      titledLink('/a b', 'tip', 'c'),
    ),
  )
  const markdown = `# Plan

Some **bold**, *leaning*, ~~gone~~, <u>marked</u> words

# First

### Third

- one
- two
  1. inner

9. nine

10. ten

    more

- [ ] open
- [x] done

> line\\
> next
>
> \`\`\`js
> a
>
> b
> \`\`\`

---

![alt](/i.png "tip") <https://x.y> [c](</a b> "tip")
`
  expect(toMarkdown(written)).toBe(markdown)
  expect(parseMarkdown(markdown).toJSON()).toEqual(written.toJSON())
})

test('an empty title is written only where a heading would be taken for it', () => {
  expect(toMarkdown(doc(p('a')))).toBe('a\n')
  expect(toMarkdown(doc(h(2, 'a')))).toBe('## a\n')
  expect(toMarkdown(doc(h(1, 'a')))).toBe('#\n\n# a\n')
  expect(toMarkdown(doc(p()))).toBe('\n')
  expect(toMarkdown(doc(title('T'), p()))).toBe('# T\n')
})

test.each([
  ...[
    '# a',
    '#',
    '## a #',
    '- a',
    '-',
    '+ a',
    '* a',
    '1. a',
    '1.',
    '12) a',
    '> a',
    '>',
    '---',
    '- - -',
    '===',
    '=',
  ],
  ...[
    '[ ] a',
    '[x]',
    '[a](b)',
    '![a](b)',
    '[a]: /b',
    '<u>a</u>',
    '<br>',
    '<a@b.c>',
    '<https://x.y>',
    '<!-- a -->',
  ],
  ...[
    '~~a~~',
    ...[
      'https://x.y',
      'http://a',
      'www.x.y',
      'a@b.cd',
      '==a==',
      '===a',
      '%%a%%',
      '%% a',
      '$a$',
      '$a_b$',
      '$$a$$',
    ],
    ...[
      '$5 and $6',
      '$a*b$ $',
      '[[a]]',
      '![[a.png]]',
      '[^1]',
      '[^1]: a',
      'a ^name',
      '^name',
      '<b>a</b>',
      '[!a] b',
    ],
    '~a~',
    '`a`',
    '```',
    '~~~',
    '*a*',
    '**a**',
    '_a_',
    '__a__',
    'a_b_c',
    'a * b',
    '&amp;',
    '&#35;',
    '\\',
    '\\#',
  ],
  ...[
    ' a',
    'a ',
    '  ',
    '\ta\t',
    'a\nb',
    'a\n\nb',
    '    a',
    '\u00a0a\u00a0',
    '\u2003',
    'a\rb',
    '![',
    'http://x_y_z',
  ],
])('text that looks like Markdown comes back as the same text: %j', (text) => {
  const places = [p(text), p('a', br(), text), h(2, text), quote(p(text)), ul(li(p(text)))]
  places.push(p(strong(text)), p(link('/x', text)), p('a', img('/x', text, text)))
  places.push(tasks(task(true, p(text))), ol(3, li(p(text), p(text))))
  const written = doc(
    title(text),
    ...places.filter((block) => block.type.name !== 'heading' || !/[\n\r]/.test(text)),
  )
  expect(withoutEmphasisedSpaces(parseMarkdown(toMarkdown(written))).toJSON()).toEqual(
    withoutEmphasisedSpaces(written).toJSON(),
  )
})

test.each<{ name: string; words: Content[] }>([
  { name: 'inside a word', words: ['a', strong('b'), 'c', em('d'), 'e', strike('f'), 'g'] },
  { name: 'bold and leaning inside a word', words: ['a', strong(em('b')), 'c'] },
  { name: 'spaces at the edges', words: ['a', strong(' b '), 'c', em('  '), 'd'] },
  { name: 'punctuation at the edges', words: ['a', strong('(b)'), 'c', em('"d"'), 'e', strike('.')] },
  { name: 'one after another', words: [strong('a'), em('b'), strong(em('c')), strike('d'), strong('e')] },
  { name: 'overlapping', words: [strong('a'), strong(em('b')), em('c'), em(strike('d')), strike('e')] },
  { name: 'all at once', words: [strong(em(underline(strike(code('a')))))] },
  {
    name: 'over links',
    words: [strong('a', link('/x', 'b')), link('/x', 'c'), link('/y', 'd'), '!', link('/z', 'e')],
  },
  { name: 'over pictures', words: [strong(img('/x')), link('/y', img('/x', 'a'), 'b'), '!', img('/z')] },
  { name: 'over a hard break', words: [strong('a', br(), 'b'), br(), br(), 'c'] },
  {
    name: 'emoji and other scripts',
    words: ['\u{1F600}', strong('日本'), 'ü', em('\u{1F600}'), 'é', strike('。')],
  },
  {
    name: 'code with backticks and spaces',
    words: [code('`'), 'a', code('a``b'), 'b', code(' c '), 'c', code('   ')],
  },
])('formats come back exactly: $name', ({ words }) => {
  const written = doc(
    p(...words),
    h(2, ...words.filter((word) => !JSON.stringify(word).includes('hard_break'))),
  )
  expect(withoutEmphasisedSpaces(parseMarkdown(toMarkdown(written))).toJSON()).toEqual(
    withoutEmphasisedSpaces(written).toJSON(),
  )
})

test('blocks that Markdown would join stay apart', () => {
  const item = () => li(p('a'))
  const written = doc(
    ...[
      ul(item()),
      ul(item()),
      tasks(task(true, p('b'))),
      ul(item()),
      ol(1, item()),
      ol(1, item()),
      ol(1, item()),
    ],
    ...[quote(p('a')), quote(p('b')), p('c'), p('d'), hr(), hr()],
  )
  expect(parseMarkdown(toMarkdown(written)).toJSON()).toEqual(written.toJSON())
})

test('what begins an item, and what an item lacks, is kept', () => {
  const first = [hr(), pre('a'), quote(p('a')), h(1, 'a'), ul(li(p('a'))), ul(li(ul(li(p()))))]
  for (const block of [...first, tasks(task(true, pre('x')), task(false, ul(li(p())))), ol(7, li(p()))]) {
    const written = doc(ul(li(block), li(p()), li(block, p('b'))), tasks(task(true, block)), ol(3, li(block)))
    expect(parseMarkdown(toMarkdown(written)).toJSON()).toEqual(written.toJSON())
  }
})

test('a list under the text of its item stays a list, whatever it begins with', () => {
  const lists = [
    ol(2, li(p('b'))),
    ul(li(p()), li(p('c'))),
    ol(1, li(p())),
    tasks(task(false, p())),
    ul(li(hr())),
  ]
  for (const list of lists) {
    const written = doc(ul(li(p('a'), list), li(p('d'))))
    expect(parseMarkdown(toMarkdown(written)).toJSON()).toEqual(written.toJSON())
  }
})

test('the numbers of a list stay short enough to be numbers', () => {
  const written = doc(ol(999_999_999, li(p('a')), li(p('b')), li(p('c'))), ol(0, li(p('d'))))
  expect(parseMarkdown(toMarkdown(written)).toJSON()).toEqual(written.toJSON())
})

test('code keeps its backticks, its empty lines and its indentation', () => {
  for (const text of ['', '\n', 'a\n', '\n\na', '```', '````\n```', '~~~', '\tx\n    y', '  ', '# a\n> b']) {
    const written = doc(pre(text, 'c++'), quote(pre(text)), ul(li(p('a'), pre(text))), ol(100, li(pre(text))))
    expect(parseMarkdown(toMarkdown(written)).toJSON()).toEqual(written.toJSON())
  }
})

test('what Markdown cannot hold is left out and counted, its words are not', () => {
  const written = doc(p(), p('a', br()), p(), h(1, 'b', br(), 'c'), quote(p(), p('d')), p(code('e\nf')), p())
  const held = doc(p('a'), h(1, 'b c'), quote(p('d')), p(code('e f')))
  expect(parseMarkdown(toMarkdown(written)).toJSON()).toEqual(held.toJSON())
  expect(lossesOf(written, 'markdown')).toEqual([
    { kind: 'empty-paragraphs', count: 4 },
    { kind: 'line-breaks', count: 2 },
  ])
  expect(lossesOf(held, 'markdown')).toEqual([])
})

test('tables, alerts, sections, figures and files are written as GitHub reads them', () => {
  const written = doc(
    table(tr(th(p('a|b')), th(p('c'))), tr(td(p('d', br(), strong('e'))), td(p()))),
    callout('warning', p('Mind the gap.')),
    details('More', p('inside')),
    figure('/i.png', 'Caption', { alt: 'alt', width: 480 }),
    attachment('/files/x/r.pdf', 'r.pdf', 1200),
    p(documentLink('AAAAAAAAAAAAAAAAAAAAAA', 'Plan')),
  )
  const markdown = `| a\\|b | c |
| --- | --- |
| d<br>**e** |  |

> [!WARNING]
> Mind the gap.

<details>
<summary>More</summary>

inside

</details>

![alt](/i.png "Caption"){width=480}

[r.pdf](/files/x/r.pdf "1200 bytes")

[Plan](/d/AAAAAAAAAAAAAAAAAAAAAA)
`
  expect(toMarkdown(written)).toBe(markdown)
  expect(parseMarkdown(markdown).toJSON()).toEqual(written.toJSON())
  expect(lossesOf(written, 'markdown')).toEqual([{ kind: 'files-on-server', count: 2 }])
})

test('what a table of Markdown cannot hold is written as well as it can be, and counted', () => {
  const merged = (attrs: object, ...content: Node[]) => schema.nodes.table_cell.create(attrs, content)
  const written = doc(
    table(
      tr(td(p('a')), merged({ colspan: 2, colwidth: [100, 0] }, p('b'))),
      tr(merged({ rowspan: 2 }, p('c'), ul(li(p('d')), li(p('e')))), td(pre('f|g')), th(p('h'))),
      tr(td(p('i')), td(p('j'))),
    ),
    p(mention('abc', 'Ada')),
    figure('https://x.y/i.png', '', {}),
  )
  expect(toMarkdown(written)).toBe(`|  |  |  |
| --- | --- | --- |
| a | b |  |
| c<br>• d<br>• e | \`f\\|g\` | h |
|  | i | j |

@Ada

![](https://x.y/i.png)
`)
  expect(lossesOf(written, 'markdown')).toEqual([
    { kind: 'merged-cells', count: 2 },
    { kind: 'cell-blocks', count: 2 },
    { kind: 'header-cells', count: 1 },
    { kind: 'column-widths', count: 1 },
    { kind: 'mentions', count: 1 },
  ])
})

test('what a table of very many columns loses is told without looking at its first row for each cell', () => {
  const cells = Array.from({ length: 40_000 }, () => th(p('a')))
  const wide = doc(title('Wide'), table(schema.node('table_row', null, cells), tr(td(p('b')))))
  expect(lossesOf(wide, 'markdown')).toEqual([])
  expect(lossesOf(doc(title('Blank'), table(tr(th(p())), tr(td(p('b'))))), 'markdown')).toMatchObject([
    { kind: 'header-cells', count: 1 },
  ])
}, 5_000)
