import { tests } from 'commonmark-spec'
import { expect, test } from 'vitest'
import { findFault } from '../../document/schema/document-checks.ts'
import { createTokenizer } from '../../document/text/markdown-dialect.ts'
import { readMarkdown } from '../../document/text/markdown-in.ts'
import { toMarkdown } from '../../document/text/markdown-out.ts'
import { readTree } from '../../server/exchange/html-tree.ts'
import { createRandom } from '../support/random.ts'
import { again, seedsToTry } from '../support/seeds.ts'

const read = (markdown: string) => readMarkdown(markdown, readTree)
const blocksOf = (markdown: string) => read(markdown).doc.children.slice(1).map(String)
const lossesOf = (markdown: string) => read(markdown).losses.map(({ kind, count }) => `${count} ${kind}`)

test('HTML in Markdown is read as GitHub shows it: around Markdown, beside it, and as tables', () => {
  const { doc, losses } = read(
    [
      '<p align="center">\n  <img src="https://x.y/logo.png" alt="Logo">\n</p>',
      '<h1 align="center">Project</h1>',
      '<div align="center">',
      '[Docs](https://x.y/d) · <a href="https://x.y/c">Chat</a>',
      '</div>',
      'Press <kbd>Ctrl</kbd>, <b>b</b>, <i>i</i>, <span style="color:red">red</span>, <img src="https://x.y/i.png" alt="i">.',
      '<table>\n<tr><th>Name</th></tr>\n<tr><td>a</td></tr>\n</table>',
      '<ul>\n<li>\n\n**one**\n\n<li>two\n</ul>',
    ].join('\n\n'),
  )
  expect(doc.children.slice(1).map(String)).toEqual([
    'figure',
    'heading("Project")',
    'paragraph(link("Docs"), " · ", link("Chat"))',
    'paragraph("Press ", code("Ctrl"), ", ", strong("b"), ", ", em("i"), ", ", text_colour("red"), ", ", image, ".")',
    'table(table_row(table_header(paragraph("Name"))), table_row(table_cell(paragraph("a"))))',
    'bullet_list(list_item(paragraph(strong("one"))), list_item(paragraph("two")))',
  ])
  expect(doc.child(2).attrs['align']).toBe('center')
  expect(doc.child(3).attrs['align']).toBe('center')
  expect(losses).toEqual([])
})

test('comments go, with what they hold, and are counted', () => {
  const { doc, losses } = read(
    '# Notes <!-- omit in toc -->\n\n<!--\n\n- a list\n\nthat nobody reads\n-->\n\nText <!-- inline --> goes on.\n\n| a |\n|---|\n| b |\n<!-- end -->\n',
  )
  expect(doc.child(0).textContent).toBe('Notes')
  expect(doc.child(1).textContent).toBe('Text goes on.')
  expect([doc.childCount, doc.child(2).childCount]).toEqual([3, 2])
  expect(losses).toEqual([{ kind: 'comments', count: 4 }])
})

test.each([
  ['a tag that HTML does not have', 'run <file> and List<String>', 'run <file> and List<String>'],
  ['a tag without its end', 'the <table> element, <a href="/x">', 'the <table> element, <a href="/x">'],
  ['an end without a beginning', 'ends with </code> here', 'ends with </code> here'],
  ['a script that has no end', 'use <script> and <title> so', 'use <script> and <title> so'],
  ['a comment that has no end', 'a <!-- b\n\nc', 'a <!-- bc'],
  ['a comment that has no end on its own line', '<!-- b\n\nc', '<!-- bc'],
  ['HTML in code', '`<b>` and\n\n    <div>', '<b> and<div>'],
])('%s stays words', (_what, markdown, words) => {
  expect(read(markdown).doc.textContent).toBe(words)
})

test('scripts and their kind go with what is in them, and are told; nothing of them runs or is kept', () => {
  const markdown =
    'a\n\n<script>\nalert(1)\n</script>\n\n<iframe src="https://x.y"></iframe>\n\n<a href="javascript:alert(1)" onclick="x()">b</a> <img src=x onerror="alert(1)">'
  const { doc } = read(markdown)
  expect(JSON.stringify(doc)).not.toMatch(/script|alert|onerror|onclick/)
  expect(lossesOf(markdown)).toEqual(['2 elements', '1 refused-addresses', '1 hidden-pictures'])
})

test('blocks without HTML stay as they are read without it, down to their spaces', () => {
  const plain = '# T\n\na  b `c`\n\n> - x\n\n```js\n<b>\n```\n\n[e](#t)\n'
  const html = `${plain}\n<b>x</b> <kbd>y</kbd>\n`
  expect(read(html).doc.children.slice(0, -1).map(String)).toEqual(read(plain).doc.children.map(String))
  expect(read(html).losses).toEqual([])
})

test('a title in which pictures, links and tags stand is its words, and the pictures and links are told', () => {
  const { doc, losses } = read('# <img src="https://x.y/a.png"> My<br>[own](https://x.y) <kbd>title</kbd>')
  expect(doc.child(0).textContent).toBe('My own title')
  expect(losses).toEqual([
    { kind: 'links', count: 1 },
    { kind: 'pictures', count: 1 },
  ])
})

test('links to headings work by the names that GitHub gives them, and by names in HTML above headings', () => {
  const markdown =
    '# Guide\n\n[a](#part-one) [b](#part-one-1) [c](#usage) [d](#guide) [e](#here) [f](#Part%20One) [g](#nowhere)\n\n## Part: one!\n\n## Part one\n\n<a name="usage"></a>\n\n## How to use\n\n## <a id="here"></a>There'
  const { doc, losses } = read(markdown)
  const links = doc.child(1).children.flatMap(({ marks }) => marks.map(({ attrs }) => attrs['href']))
  expect(links).toEqual([
    '#part-one',
    '#part-one-1',
    '#how-to-use',
    '#guide',
    '#there',
    '#Part%20One',
    '#nowhere',
  ])
  expect(losses).toEqual([{ kind: 'dead-links', count: 1 }])
})

test('links and pictures beside the file are told: they lead nowhere here', () => {
  expect(lossesOf('[a](docs/a.md) [b](../b) [**c** d](/c) ![](x.png) ![e](https://x.y/e.png)')).toEqual([
    '3 dead-links',
    '1 hidden-pictures',
  ])
  const id = 'AAAAAAAAAAAAAAAAAAAAAA'
  expect(
    lossesOf(`[a](https://x.y) [b](mailto:a@b.cd) [c](/files/x/y.pdf) [d](/d/${id}) <a href="//x.y">e</a>`),
  ).toEqual([])
})

test('every example of CommonMark gives a sound document with its HTML read, which survives being written and read', () => {
  for (const { markdown, number } of tests) {
    const { doc } = read(markdown)
    expect(findFault(doc), `example ${number}`).toBeUndefined()
    const settled = read(toMarkdown(doc)).doc
    expect(read(toMarkdown(settled)).doc.toJSON(), `example ${number}`).toEqual(settled.toJSON())
  }
})

const PARTS = [
  ...[
    '<div align="center">',
    '</div>',
    '<p>',
    '</p>',
    '<b>',
    '</b>',
    '<a href="https://x.y">',
    '</a>',
    '<table>',
  ],
  ...[
    '<tr>',
    '<td>',
    '</td>',
    '</table>',
    '<ul><li>',
    '</ul>',
    '<!--',
    '-->',
    '<img src="/i.png">',
    '<br>',
    '<pre>',
  ],
  ...[
    '</pre>',
    '<script>',
    '</script>',
    '<x>',
    '<details>\n',
    '<summary>s</summary>\n',
    '</details>',
    '<kbd>k</kbd>',
  ],
  ...[
    '# ',
    '- ',
    '> ',
    '1. ',
    '\n',
    '\n\n',
    '\n\n',
    '    ',
    '`',
    '**',
    '*',
    'word ',
    'a',
    '[',
    '](/u)',
    '|',
    '\n|-|-|\n',
  ],
]

test('whatever HTML is in a text, the document is sound and keeps every word outside of tags and comments', () => {
  for (const seed of seedsToTry(150)) {
    const random = createRandom(seed)
    const words: string[] = []
    const markdown = Array.from({ length: 1 + random.int(20) }, (_, i) => {
      const part = random.pick(PARTS)
      if (part !== 'word ') return part
      words.push(`word${i}`)
      return `word${i} `
    }).join('')
    const what = `${again(seed)}: ${JSON.stringify(markdown)}`
    const { doc } = read(markdown)
    expect(findFault(doc), what).toBeUndefined()
    const isHidden = /<!--|<script>/.test(markdown)
    if (!isHidden) for (const word of words) expect(doc.textContent, what).toContain(word)
    expect(findFault(read(toMarkdown(doc)).doc), what).toBeUndefined()
  }
})

test('however tags are made, reading looks at a text some times over and no more', () => {
  for (const part of [
    '<a x="<b y=\'" z="\'',
    '<a b ',
    '<!--',
    '<b ',
    '<b>',
    '</i>',
    '<?',
    '<script>',
    '<pre>\n',
    '<a b=c d=e ',
  ]) {
    const text = part.repeat(2_000)
    const effort = { left: 8 * text.length }
    createTokenizer().parse(text, {
      readsHtml: true,
      sign: '\uF8FF',
      effort,
      losses: { add: () => undefined, list: () => [] },
    })
    expect(8 * text.length - effort.left, part).toBeLessThan(8 * text.length + 20_000)
  }
})

test('what of HTML is deep, long or broken still gives its words', () => {
  expect(blocksOf(`${'<div>'.repeat(300)}deep${'</div>'.repeat(300)}`)).toEqual(['paragraph("deep")'])
  expect(blocksOf(`${'<b>'.repeat(50)}deep${'</b>'.repeat(50)}`)).toEqual(['paragraph(strong("deep"))'])
  expect(blocksOf('<div>\n\n> quoted <i>a</i>\n\n')).toEqual(['blockquote(paragraph("quoted ", em("a")))'])
})
