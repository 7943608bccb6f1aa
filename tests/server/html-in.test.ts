import { expect, test } from 'vitest'
import { toHtmlPage } from '../../document/text/html-page.ts'
import { readHtml } from '../../server/exchange/html-in.ts'
import {
  aligned,
  code,
  coloured,
  doc,
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
  title,
  tr,
  ul,
} from '../support/build-document.ts'

const blocksOf = (html: string) => readHtml(html).doc.children.slice(1).map(String)

test('a picture without a caption is a figure', () => {
  expect(blocksOf('<figure><img src="/a.png"></figure><p>After</p>')).toEqual([
    'figure',
    'paragraph("After")',
  ])
})

test('a figure around a table, code or words keeps all of them', () => {
  const table = '<table><tr><td>one<img src="/a.png"></td><td>two</td></tr></table>'
  expect(blocksOf(`<figure>${table}<figcaption>Sums</figcaption></figure>`)).toEqual([
    'table(table_row(table_cell(paragraph("one", image)), table_cell(paragraph("two"))))',
    'paragraph("Sums")',
  ])
  expect(blocksOf('<figure><img src="/a.png"><p>beside</p></figure>')).toContain('paragraph("beside")')
})

const gridOf = (rows: string) => {
  const table = readHtml(`<table>${rows}</table>`).doc.lastChild
  return table?.children.map((row) =>
    row.children.map(({ attrs, textContent }) => `${textContent} ${attrs['colspan']}x${attrs['rowspan']}`),
  )
}

test('merged cells come in as they are drawn: what spans more than there is spans what there is', () => {
  expect(
    gridOf('<tr><td rowspan="0">a<td colspan="1000">b</tr><tr><td>c<td rowspan=9>d</tr><tr><td>e</tr>'),
  ).toEqual([['a 1x3', 'b 2x1'], ['c 1x1', 'd 1x2'], ['e 1x1']])
  expect(gridOf('<tr><td colspan=4>all</tr><tr><td colspan=3>b<td>c</tr>')).toEqual([
    ['all 2x1'],
    ['b 1x1', 'c 1x1'],
  ])
  expect(gridOf('<tr><td rowspan=2>a<td>b</tr><tr><td colspan=2 rowspan=-1>c</tr>')).toEqual([
    ['a 1x2', 'b 1x1'],
    ['c 1x1'],
  ])
})

test('the caption of a table becomes a line above it', () => {
  const cell = '<tr><td>a</td></tr>'
  expect(blocksOf(`<table><caption><b>Sums</b></caption>${cell}</table>`)).toEqual([
    'paragraph(strong("Sums"))',
    'table(table_row(table_cell(paragraph("a"))))',
  ])
  expect(blocksOf(`<table><caption> </caption>${cell}</table>`)).toHaveLength(1)
})

test('a gallery keeps every picture and caption', () => {
  const picture = (name: string) =>
    `<figure><img src="/${name}.png"><figcaption>${name}</figcaption></figure>`
  expect(blocksOf(`<figure>${picture('a')}${picture('b')}<figcaption>Both</figcaption></figure>`)).toEqual([
    'figure("a")',
    'figure("b")',
    'paragraph("Both")',
  ])
})

test('an item that another program calls a task keeps its words', () => {
  const items =
    '<li class="task">Buy milk</li><li class="task">Bake<ul class="tasks"><li class="task">Stir</li></ul></li>'
  expect(blocksOf(`<ul class="tasks">${items}</ul>`)).toEqual([
    'task_list(task_item(paragraph("Buy milk")), ' +
      'task_item(paragraph("Bake"), task_list(task_item(paragraph("Stir")))))',
  ])
})

test('what another program calls an attachment keeps its words', () => {
  expect(blocksOf('<div class="attachment"><p>Read this</p><a href="/x">file</a></div>')).toEqual([
    'paragraph("Read this")',
    'paragraph(link("file"))',
  ])
})

test('what a table is called stands above it, and no row is made of it', () => {
  const table = '<table><caption>Beds <b>2026</b></caption><tr><td>Beans</td></tr></table>'
  expect(blocksOf(table)).toEqual([
    'paragraph("Beds ", strong("2026"))',
    'table(table_row(table_cell(paragraph("Beans"))))',
  ])
})

test('a heading, a summary and a caption keep the words that a program wrote as paragraphs in them', () => {
  expect(blocksOf('<h2><p>one</p><p>two</p></h2>')).toEqual(['heading("one two")'])
  expect(blocksOf('<details><summary><p>more</p></summary><p>in</p></details>')).toEqual([
    'details(summary("more"), paragraph("in"))',
  ])
  const figure = '<figure><img src="/a.png"><figcaption><p>one</p><p>two</p></figcaption></figure>'
  expect(blocksOf(figure)).toEqual(['figure("one two")'])
})

test.each([
  ['<pre class="sourceCode js"><code class="sourceCode javascript">', '</code></pre>', 'js'],
  ['<div class="highlight highlight-source-rust"><pre>', '</pre></div>', 'rust'],
  ['<pre><code class="hljs python">', '</code></pre>', 'python'],
  ['<pre class="brush: php">', '</pre>', 'php'],
  ['<pre class="western">', '</pre>', ''],
])('the language of code is known from %s', (before, after, language) => {
  const [code] = readHtml(`${before}a()${after}`).doc.children.slice(1)
  expect([code?.type.name, code?.attrs['language'], code?.textContent]).toEqual([
    'code_block',
    language,
    'a()',
  ])
})

test('words beside blocks in a box do not begin with its indentation', () => {
  expect(blocksOf('<div><p>a</p>\n  b <i>c</i>\n</div><dl><dt>d<dd>\n  e</dl>')).toEqual([
    'paragraph("a")',
    'paragraph("b ", em("c"))',
    'paragraph("d")',
    'paragraph("e")',
  ])
})

test('T2 links within a file, hidden words, fields and a picture’s link are told', () => {
  const told = (html: string) => readHtml(html).losses.map(({ kind, count }) => `${kind} ${count}`)
  expect(told('<p><a href="#part">see</a>')).toEqual(['links 1'])
  expect(told('<p>a<sup><a href="#fn1">1</a></sup><li>note <a href="#fnref1">↩︎</a>')).toEqual([])
  expect(told('<p style="display:none">a</p><p hidden>b</p><p hidden></p>c')).toEqual(['hidden 2'])
  expect(told('<input value="x"><input type="hidden" value="y">')).toEqual(['elements 1'])
  expect(told('<figure><a href="https://x.y/"><img src="/files/a.png"></a></figure>')).toEqual(['links 1'])
  expect(
    readHtml('<p>a<a href="#fn1">1</a><p><a href="#a1">1</a>note <a href="#b">↑</a>').doc.textContent,
  ).toBe('a[1][1] note')
})

test('a picture under which a paragraph is styled as its caption becomes one figure', () => {
  expect(blocksOf('<p><img src="/a.png"></p>\n<p class="caption">So <b>it</b> is</p>')).toEqual([
    'figure("So ", strong("it"), " is")',
  ])
})

test('items that begin with a box are tasks, unless one has none', () => {
  expect(blocksOf('<ul><li><p>☒ done</p></li><li>☐ open</li></ul>')).toEqual([
    'task_list(task_item(paragraph("done")), task_item(paragraph("open")))',
  ])
  expect(blocksOf('<ul><li>☒ done</li><li>words</li></ul>')[0]).toMatch(/^bullet_list/)
})

const documentOf = (html: string) => readHtml(html).doc.toJSON()

test('colours and scripts that other programs write come in as ours, those of links, code, cells and pages do not', () => {
  const html = `<p style="background:#ff0"><span style="color:#C00000;background-color:#fff">a</span>
<font color="red"><b>b</b></font> <span style="background:yellow;mso-highlight:yellow">c</span>
<mark>d</mark><mark style="background-color: #d9ead3">e</mark>
<span style="vertical-align:super;font-size:0.6em">f</span>
<a href="https://x.y"><span style="color:#1155cc">g</span></a>
<code style="background:#eef">h</code> <span style="color:red;float:none;display:inline !important">i</span></p>
<table><tr><td style="background:#ff0;color:#f00">j</td></tr></table>`
  expect(documentOf(html)).toEqual(
    doc(
      p(
        ...[coloured('red', 'a'), ' ', coloured('red', strong('b')), ' ', highlight('yellow', 'c'), ' '],
        ...[highlight('yellow', 'd'), highlight('green', 'e'), ' ', sup('f'), ' '],
        ...[link('https://x.y', 'g'), ' ', code('h'), ' i'],
      ),
      table(tr(td(p('j')))),
    ).toJSON(),
  )
})

test('how lines are aligned comes in from styles, attributes and what is around them', () => {
  const html = `<h1 style="text-align:center">a</h1><center><p>b</p>c</center>
<div align="right"><p style="text-align:left">d</p><p>e</p><ul><li>f<ul><li>g</li></ul></li></ul></div>
<p style="text-align: -webkit-center">h</p><p align=justify>i</p><p style="text-align:right">שלום</p>
<table align="center"><tr><td align="right">1</td><td style="text-align:start">k</td></tr></table>`
  expect(documentOf(`<h1 class="title">T</h1>${html}`)).toEqual(
    doc(
      title('T'),
      aligned('center', h(1, 'a')),
      aligned('center', p('b')),
      aligned('center', p('c')),
      p('d'),
      aligned('right', p('e')),
      ul(li(aligned('right', p('f')), ul(li(aligned('right', p('g')))))),
      aligned('center', p('h')),
      aligned('justify', p('i')),
      p('שלום'),
      table(tr(td(aligned('right', p('1'))), td(p('k')))),
    ).toJSON(),
  )
})

test('a page that we have written comes back with all its formats', () => {
  const written = doc(
    title('T'),
    aligned('center', h(2, 'a', sub('b'))),
    aligned('left', p('אב')),
    aligned('right', p(highlight('pink', 'c', coloured('brown', 'd')), sup('e'))),
  )
  expect(documentOf(toHtmlPage(written, 'x'))).toEqual(written.toJSON())
})

test.each([
  ['drawings with many parts', `<svg>${'<path d="M0 0"/>'.repeat(2_000)}</svg><p>a</p>`],
  [
    'styles of Word in a comment',
    `<!--[if gte mso 9]><xml>${'<w:LsdException/>'.repeat(2_000)}</xml><![endif]--><p>a</p>`,
  ],
  ['tags in scripts', `<script>${'x += "<div>";'.repeat(2_000)}</script><p>a</p>`],
  ['tags in attributes', `<p title="${'<div>'.repeat(2_000)}">a</p>`],
  ['paragraphs and items that end by themselves', `<ul>${'<li>'.repeat(2_000)}</ul>${'<p>'.repeat(2_000)}a`],
])('what only looks nested is read: %s', (_what, html) => {
  expect(blocksOf(html).at(-1)).toBe('paragraph("a")')
})

test('what is nested without end is refused', () => {
  expect(() => readHtml(`${'<b>'.repeat(501)}a`)).toThrow('nest too deeply')
})

test('in XHTML an element may end where it begins', () => {
  const xhtml = '<?xml version="1.0" encoding="utf-8"?><html><head><title/><script src="a.js"/></head><body>'
  expect(blocksOf(`${xhtml}<p>a<a id="p1"/> b<br/>c</p><div class="x>"/><p>d</p></body></html>`)).toEqual([
    'paragraph("a b", hard_break, "c")',
    'paragraph("d")',
  ])
})

test('a picture is as wide as a page shows it, where it can be', () => {
  const widthOf = (html: string) => {
    const { doc, losses } = readHtml(html)
    const [figure] = doc.children.filter(({ type }) => type.name === 'figure')
    return [figure?.attrs['width'], losses]
  }
  const src = 'src="https://x.y/a.png"'
  expect(widthOf(`<p><img ${src} width="120" height="90"></p>`)).toEqual([120, []])
  expect(widthOf(`<figure><img ${src} style="height: 9px; width: 240px"></figure>`)).toEqual([240, []])
  expect(widthOf(`<p><img ${src} width="100%"></p>`)).toEqual([null, []])
  expect(widthOf(`<p><img ${src} width="1200"></p>`)).toEqual([null, []])
  expect(widthOf(`<p><img ${src} width="20"> beside</p>`)).toEqual([
    undefined,
    [{ kind: 'picture-sizes', count: 1 }],
  ])
})

test('bullets of nothing are left out, and what has something in it is not', () => {
  expect(
    blocksOf('<ul><li>a<ul></ul></li><li></li><li><svg></svg></li><li> <a name="x"></a></li></ul>'),
  ).toEqual(['bullet_list(list_item(paragraph("a")))'])
  expect(blocksOf('<p>a</p><ul></ul><ol></ol><ul><li><ul><li></li></ul></li></ul>')).toEqual([
    'paragraph("a")',
  ])
  expect(blocksOf('<ul><li><p></p></li><li><img src="https://x.y/a.png"></li></ul>')).toEqual([
    'bullet_list(list_item(paragraph), list_item(paragraph(image)))',
  ])
  expect(blocksOf('<ol><li>a</li><li></li><li>c</li></ol>')).toEqual([
    'ordered_list(list_item(paragraph("a")), list_item(paragraph), list_item(paragraph("c")))',
  ])
})

test('buttons that are questions or parts of a text keep their words, others are told', () => {
  const html =
    '<h2><button>Why?</button></h2><button aria-expanded="false">How?</button><p>So.</p><button>Share</button>'
  const { doc, losses } = readHtml(html)
  expect(doc.textContent).toBe('Why?How?So.')
  expect(losses).toEqual([{ kind: 'buttons', count: 1 }])
})

test('formulas and ruby of a page keep what they say', () => {
  const math = '<math alttext="a^2"><mi>a</mi><mn>2</mn></math> <math><mi>x</mi><mo>=</mo><mn>1</mn></math>'
  const { doc, losses } = readHtml(
    `<p>${math}</p><p><ruby>東京<rt>とうきょう</rt></ruby> <ruby>字<rp>(</rp><rt>じ</rt><rp>)</rp></ruby></p>`,
  )
  expect(doc.children.slice(1).map(({ textContent }) => textContent)).toEqual([
    'a^2 x=1',
    '東京（とうきょう） 字(じ)',
  ])
  expect(losses).toEqual([{ kind: 'formulas', count: 2 }])
})

test('a picture that is written into a page with breaks of lines is kept', () => {
  const wrapped = 'data:image/png;base64,iVBORw0KGgo\n  AAAANSUhEUg==\n'
  expect(readHtml(`<p><img src="${wrapped}"></p>`).doc.lastChild?.attrs['src']).toBe(
    'data:image/png;base64,iVBORw0KGgoAAAANSUhEUg==',
  )
})
