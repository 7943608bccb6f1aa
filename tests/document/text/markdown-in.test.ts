import type { Node } from 'prosemirror-model'
import { expect, test } from 'vitest'
import { findFault, hasWellFormedText, MAX_DEPTH } from '../../../document/schema/document-checks.ts'
import { parseMarkdown, readMarkdown } from '../../../document/text/markdown-in.ts'
import { toMarkdown } from '../../../document/text/markdown-out.ts'
import {
  attachment,
  br,
  callout,
  code,
  details,
  doc,
  documentLink,
  em,
  figure,
  h,
  highlight,
  hr,
  img,
  li,
  link,
  ol,
  p,
  pre,
  quote,
  strike,
  strong,
  sub,
  sup,
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
import { createRandom } from '../../support/random.ts'
import { again, seedsToTry } from '../../support/seeds.ts'

const read = (markdown: string) => parseMarkdown(markdown).toJSON()

test('every format of the schema is read from its Markdown', () => {
  const markdown = [
    '# The *title*',
    'one **two** *three* ~~four~~ <u>five</u> `six` [seven](https://x.y "tip")\\\neight',
    '# Level one',
    '##### Level five',
    '> quoted',
    '```js\nlet a\n```',
    '    indented code',
    '---',
    '- a\n- b\n  1. c',
    '7. d',
    '- [ ] open\n- [x] done',
    'seen ![alt *text*](/i.png "tip")',
  ].join('\n\n')
  const parsed = doc(
    title('The title'),
    p(
      ...['one ', strong('two'), ' ', em('three'), ' ', strike('four'), ' ', underline('five'), ' '],
      ...[code('six'), ' ', titledLink('https://x.y', 'tip', 'seven'), br(), 'eight'],
    ),
    h(1, 'Level one'),
    h(3, 'Level five'),
    quote(p('quoted')),
    pre('let a', 'js'),
    pre('indented code'),
    hr(),
    ul(li(p('a')), li(p('b'), ol(1, li(p('c'))))),
    ol(7, li(p('d'))),
    tasks(task(false, p('open')), task(true, p('done'))),
    p('seen ', img('/i.png', 'alt text', 'tip')),
  )
  expect(read(markdown)).toEqual(parsed.toJSON())
})

test('only a level-1 heading at the very top is the title', () => {
  expect(read('# T\n\n# H')).toEqual(doc(title('T'), h(1, 'H')).toJSON())
  expect(read('a\n\n# H')).toEqual(doc(p('a'), h(1, 'H')).toJSON())
  expect(read('## H')).toEqual(doc(h(2, 'H')).toJSON())
  expect(read('> # H')).toEqual(doc(quote(h(1, 'H'))).toJSON())
  expect(read('#\n\n# H')).toEqual(doc(title(''), h(1, 'H')).toJSON())
  expect(read('# a **b** `c` ![d](e) <u>f</u>')).toEqual(doc(title('a b c d f'), p()).toJSON())
})

test('a document without a body gets one empty paragraph', () => {
  for (const markdown of ['', '\n\n', '[r]: /unused']) expect(read(markdown)).toEqual(doc(p()).toJSON())
  expect(read('# T')).toEqual(doc(title('T'), p()).toJSON())
})

test('a list is a task list only when every item is a task', () => {
  expect(read('- [ ] a\n- b')).toEqual(doc(ul(li(p('[ ] a')), li(p('b')))).toJSON())
  expect(read('1. [ ] a')).toEqual(doc(ol(1, li(p('[ ] a')))).toJSON())
  expect(read('- [ ]a')).toEqual(doc(ul(li(p('[ ]a')))).toJSON())
  expect(read('- [ ](/x)')).toEqual(doc(ul(li(p(link('/x', ' '))))).toJSON())
  expect(read('- \\[ ] a')).toEqual(doc(ul(li(p('[ ] a')))).toJSON())
  expect(read('* [X]\n* [ ]')).toEqual(doc(tasks(task(true, p()), task(false, p()))).toJSON())
  expect(read('- [x] a\n  - b\n    - [ ] c')).toEqual(
    doc(tasks(task(true, p('a'), ul(li(p('b'), tasks(task(false, p('c')))))))).toJSON(),
  )
  expect(read('- [x]\n\n  > q')).toEqual(doc(tasks(task(true, quote(p('q'))))).toJSON())
})

test('where nobody parses it, HTML is text, apart from pairs of tags of marks', () => {
  expect(read('<b>a</b> <script>x</script>')).toEqual(doc(p(strong('a'), ' <script>x</script>')).toJSON())
  expect(read('<div>\n*a*\n</div>')).toEqual(doc(p('<div> ', em('a'), ' </div>')).toJSON())
  expect(read('</u> <u>a <U>b</u>')).toEqual(doc(p('</u> <u>a ', underline('b'))).toJSON())
  expect(read('<u>a<u>b</u>c</u>')).toEqual(doc(p(underline('abc'))).toJSON())
  expect(read('*a <u>b* c</u>')).toEqual(doc(p(em('a ', underline('b')), underline(' c'))).toJSON())
  expect(read('<sup>a<sub>b</sub></sup> <mark>c</mark> </mark><sup>')).toEqual(
    doc(p(sup('a'), sub('b'), ' ', highlight('yellow', 'c'), ' </mark><sup>')).toJSON(),
  )
  expect(read('`<u>a</u>`')).toEqual(doc(p(code('<u>a</u>'))).toJSON())
})

test.each([
  '[here](javascript:alert(1))',
  '[here](JaVaScRiPt:alert(1))',
  '[here](<java\tscript:alert(1)>)',
  '[here](<\tjavascript:alert(1)>)',
  '[here](< javascript:alert(1)>)',
  '[here](<\u00a0javascript:alert(1)>)',
  '[here](javascript&#58;alert(1))',
  '[here](javascript&colon;alert(1))',
  '[here](java&Tab;script:alert(1))',
  '[here](java&NewLine;script:alert(1))',
  '[here](javascript\\:alert(1))',
  '[here](data:text/html,<b>)',
  '[here](data:text/html;base64,PHNjcmlwdD4=)',
  '[here](vbscript:msgbox(1))',
  '[here](file:///etc/passwd)',
  '[here](blob:https://x.y/1)',
  '[here](\\\\evil.example)',
  '[here](a\\\\b)',
  '[here][r]\n\n[r]: javascript:alert(1)',
  '![here](javascript:alert(1))',
  '![here](data:text/html,x)',
  '![here](data:image/svg+xml;base64,PHN2Zz4=)',
  '![here](mailto:a@b.c)',
  '**[here](javascript:alert(1))**',
])('a URL the schema refuses leaves only its text: %j', (markdown) => {
  const parsed = parseMarkdown(markdown)
  expect(findFault(parsed)).toBeUndefined()
  expect(parsed.textContent).toBe('here')
  expect(JSON.stringify(parsed)).not.toMatch(/link|image|script|data:/i)
})

test('a link that is kept leads where a browser goes without running anything', () => {
  const odd = ['&#1;javascript:alert(1)', './javascript:alert(1)', '?javascript:', '//x.y/javascript:']
  for (const url of odd) {
    const [mark] = parseMarkdown(`[a](${url})`).child(1).child(0).marks
    expect(mark?.attrs['href']).toBe(url)
    expect(new URL(mark?.attrs['href'], 'https://x.y').protocol).toBe('https:')
  }
  expect(read('[a](\u0001javascript:b)')).toEqual(doc(p('[a](\u0001javascript:b)')).toJSON())
})

test('an autolink that is refused stays as it was written', () => {
  expect(read('<javascript:alert(1)>')).toEqual(doc(p('<javascript:alert(1)>')).toJSON())
  expect(read('<xml:tag>')).toEqual(doc(p('<xml:tag>')).toJSON())
  expect(read('<https://x.y>')).toEqual(doc(p(link('https://x.y', 'https://x.y'))).toJSON())
})

test('a URL that the schema allows is kept letter for letter', () => {
  const urls = ['https://ünï.example/日本?q=%20&a=1', 'mailto:a@b.c', '/a/b#c', '?q', 'tel:+1']
  for (const url of urls) expect(read(`[a](${url})`)).toEqual(doc(p(link(url, 'a'))).toJSON())
  const picture = 'data:image/png;base64,iVBORw0KGgo='
  expect(read(`b ![a](${picture})`)).toEqual(doc(p('b ', img(picture, 'a'))).toJSON())
})

test('the language of a fence is its first word, when that can be one', () => {
  expect(read('```js {1,3}\n```')).toEqual(doc(pre('', 'js')).toJSON())
  expect(read('```{.x}\n```')).toEqual(doc(pre('')).toJSON())
  expect(read(`~~~${'x'.repeat(41)}\na\n~~~`)).toEqual(doc(pre('a')).toJSON())
})

test('lone surrogates and NUL are replaced, also when they come as references', () => {
  const parsed = parseMarkdown('# a\uD800\n\nb\0c\uDC00 &#xD800; &#0; \u{1F600}')
  expect(parsed.toJSON()).toEqual(doc(title('a\uFFFD'), p('b\uFFFDc\uFFFD \uFFFD \uFFFD \u{1F600}')).toJSON())
})

test('a tip or an alternative text that is too long is cut, not refused', () => {
  const long = `${'x'.repeat(999)}\u{1F600}tail`
  const parsed = parseMarkdown(`![${long}](/i "${long}") [a](/b "${long}")`)
  expect(findFault(parsed)).toBeUndefined()
  expect(parsed.child(1).child(0).attrs).toMatchObject({ alt: 'x'.repeat(999), title: 'x'.repeat(999) })
})

test('a table is read with its header, its pipes and its breaks, whatever its rows lack or have too many of', () => {
  const markdown = '| a | **b** |\n|:--|---|\n| c \\| d<br>e | `f\\|g` |\nh\n| i | j | k | l |\n\nafter'
  expect(read(markdown)).toEqual(
    doc(
      table(
        tr(th(p('a')), th(p(strong('b')))),
        tr(td(p('c | d', br(), 'e')), td(p(code('f|g')))),
        tr(td(p('h')), td(p())),
        tr(td(p('i')), td(p('j | k | l'))),
      ),
      p('after'),
    ).toJSON(),
  )
  expect(read('|  |  |\n|---|---|\n| a | b |')).toEqual(doc(table(tr(td(p('a')), td(p('b'))))).toJSON())
  expect(read('| a | b |\n| --- |')).toEqual(doc(p('| a | b | | --- |')).toJSON())
})

test('an alert is a callout when a first line names its kind, else a quote', () => {
  expect(read('> [!warning]\n> a\n>\n> - b')).toEqual(
    doc(callout('warning', p('a'), ul(li(p('b'))))).toJSON(),
  )
  expect(read('- > [!TIP]')).toEqual(doc(ul(li(callout('tip', p())))).toJSON())
  expect(read('> [!NOTE]a')).toEqual(doc(quote(p('[!NOTE]a'))).toJSON())
  expect(read('> a\n>\n> [!NOTE]')).toEqual(doc(quote(p('a'), p('[!NOTE]'))).toJSON())
})

test('a section is read with its summary, also one in another; what has no end stays text', () => {
  const inner = details('In', pre('</details>'))
  expect(
    read(
      '<details open>\n<summary>Out</summary>\n\na\n\n<details><summary>In</summary>\n\n```\n</details>\n```\n</details>\n\n</details>\nb',
    ),
  ).toEqual(doc(details('Out', p('a'), inner), p('b')).toJSON())
  expect(read('<details>\n\na\n\n</details>')).toEqual(doc(details('', p('a'))).toJSON())
  expect(read('<details>\n<summary>s</summary>\n</details>')).toEqual(doc(details('s', p())).toJSON())
  expect(read('<details>\n\na')).toEqual(doc(p('<details>'), p('a')).toJSON())
})

test('a picture alone in its paragraph is a figure, a kept file an attachment, an own page a document', () => {
  const id = 'AAAAAAAAAAAAAAAAAAAAAA'
  const markdown = `![alt](/i.png "cap *t*"){width=480}\n\n- [r.pdf](/files/x/r.pdf "12 bytes")\n\nsee [Plan](/d/${id})`
  expect(read(markdown)).toEqual(
    doc(
      figure('/i.png', 'cap *t*', { alt: 'alt', width: 480 }),
      ul(li(attachment('/files/x/r.pdf', 'r.pdf', 12))),
      p('see ', documentLink(id, 'Plan')),
    ).toJSON(),
  )
  expect(read(`[**Plan**](/d/${id}) [a](/d/short)`)).toEqual(
    doc(p(link(`/d/${id}`, strong('Plan')), ' ', link('/d/short', 'a'))).toJSON(),
  )
  expect(read('[a](https://x.y/files/z)')).toEqual(doc(p(link('https://x.y/files/z', 'a'))).toJSON())
  expect(read('- [ ] ![a](/i)')).toEqual(doc(tasks(task(false, p(img('/i', 'a'))))).toJSON())
})

test('what a document cannot hold of a Markdown text is counted', () => {
  const { losses } = readMarkdown('##### a\n\n[b](javascript:c) ![d](data:e)\n\n###### f')
  expect(losses).toEqual([
    { kind: 'refused-addresses', count: 2 },
    { kind: 'deep-headings', count: 2 },
  ])
  expect(readMarkdown('# a\n\n## b\n\n| a |\n|---|').losses).toEqual([])
})

test.each([
  ['500 quotes', `${'> '.repeat(500)}deep`],
  ['200 lists, one in another', Array.from({ length: 200 }, (_, i) => `${'  '.repeat(i)}- l${i}`).join('\n')],
  ['300 lists in one line', `${'- '.repeat(300)}deep`],
  ['quotes and lists by turns', `${'> 1. '.repeat(200)}deep`],
  ['tasks in tasks', Array.from({ length: 60 }, (_, i) => `${'  '.repeat(i)}- [x] t${i}`).join('\n')],
  ['quotes with a rule at the bottom', `${'- '.repeat(40)}* * *`],
  ['a million quote signs', '>'.repeat(1_000_000)],
  ['sections in sections', `${'<details>\n'.repeat(5_000)}deep\n\n${'</details>\n'.repeat(5_000)}`],
  ['sections without an end', '- a\n<details>\n> <details>\n'.repeat(10_000)],
  [
    'a table of 200 columns and 200 short rows',
    `${'|a'.repeat(200)}\n${'|-'.repeat(200)}\n${'|x\n'.repeat(200)}`,
  ],
  ['a table deep in quotes', `${'> '.repeat(29)}|a|\n${'> '.repeat(29)}|-|`],
  ['a cell of half a million spaces', `|${' '.repeat(500_000)}a|\n|-|-|`],
])('%s give a sound document that keeps its words', (_name, markdown) => {
  const parsed = parseMarkdown(markdown)
  expect(findFault(parsed)).toBeUndefined()
  const text = parsed.textContent
  for (const word of new Set(markdown.match(/[a-z]+\d*/g))) expect(text).toContain(word)
})

test('the deepest quotes that a document may hold stay quotes', () => {
  const quotes = MAX_DEPTH - 1
  let deepest = p('a')
  for (let i = 0; i < quotes; i++) deepest = quote(deepest)
  expect(read(`${'> '.repeat(quotes)}a`)).toEqual(doc(deepest).toJSON())
})

const PARTS = [
  ...[
    '# ',
    '## ',
    '- ',
    '* ',
    '1. ',
    '2) ',
    '> ',
    '>',
    '\n',
    '\n',
    '\n',
    '\n\n',
    '  ',
    '    ',
    '\t',
    '[ ] ',
    '[x] ',
  ],
  ...[
    '[',
    '](',
    '](javascript:a)',
    ')',
    '![',
    '<',
    '>',
    '<u>',
    '</u>',
    '<https://x.y>',
    '<a@b.c>',
    '*',
    '**',
    '***',
  ],
  ...[
    '_',
    '__',
    '~~',
    '~',
    '`',
    '``',
    '```',
    '---',
    '===',
    'a',
    'b',
    'word ',
    '!',
    '&amp;',
    '&#0;',
    '\\',
    '\\\n',
  ],
  ...[
    '[r]: /u\n',
    '[r]',
    '"t"',
    '\0',
    '\uD800',
    '\u{1F600}',
    'é',
    '|',
    '|',
    '\n|-|-|\n',
    '<br>',
    '{width=9}',
  ],
  ...[
    '\n<details>\n',
    '<summary>s</summary>\n',
    '\n</details>\n',
    '> [!NOTE]\n',
    '[f](/files/x)',
    '![i](/j)',
  ],
] as const

/** How much text there is, the words for pictures included: one that comes to stand alone is a figure then. */
function lengthOf(doc: Node): number {
  let length = doc.textContent.length
  doc.descendants(({ type, attrs }) => {
    if (type.name === 'figure') length += String(attrs['alt']).length
  })
  return length
}

test('a line that looks like the one under the header of a table keeps the space at its end', () => {
  for (const words of ['|-|-| ', '--- ', ':-:\t', '- ', '-|', '|-|  '])
    for (const line of [p(words), p(words, br(), 'a'), p('a', br(), words), li(p(words))]) {
      const written = doc(line.type.name === 'list_item' ? ul(line) : line)
      expect(parseMarkdown(toMarkdown(written)).toJSON()).toEqual(written.toJSON())
    }
})

test('whatever is read is sound, and stays the same once it has been written and read again', () => {
  let blocks = 0
  for (const seed of seedsToTry(4_000)) {
    const random = createRandom(seed)
    const markdown = Array.from({ length: 1 + random.int(25) }, () => random.pick(PARTS)).join('')
    const parsed = parseMarkdown(markdown)
    const what = `${again(seed)}: ${JSON.stringify(markdown)}`
    expect(findFault(parsed), what).toBeUndefined()
    expect(hasWellFormedText(parsed), what).toBe(true)
    // The first writing may drop what Markdown cannot hold; after that nothing may move.
    const settled = parseMarkdown(toMarkdown(parsed))
    expect(lengthOf(settled), what).toBeGreaterThanOrEqual(lengthOf(parsed))
    expect(parseMarkdown(toMarkdown(settled)).toJSON(), what).toEqual(settled.toJSON())
    blocks += parsed.childCount
  }
  expect(blocks).toBeGreaterThan(4_000)
})
