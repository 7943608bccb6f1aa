import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseHTML } from 'linkedom'
import { DOMParser, DOMSerializer, type Node } from 'prosemirror-model'
import { expect, test } from 'vitest'
import type { HtmlElement } from '../../../document/html/dom.ts'
import { schema } from '../../../document/schema/schema.ts'
import { toMarkdown } from '../../../document/text/markdown-out.ts'
import { clipboardParts } from '../../../web/editor/clipboard-parts.ts'
import { hideStyles } from '../../../web/editor/pasted-styles.ts'
import {
  doc,
  documentLink,
  figure,
  h,
  li,
  p,
  strong,
  task,
  tasks,
  title,
  ul,
} from '../../support/build-document.ts'

const FOLDER = join(import.meta.dirname, '../../data/paste')
const ORIGIN = 'http://samepage.test'
const programs = readdirSync(FOLDER).flatMap((name) => (name.endsWith('.html') ? [name.slice(0, -5)] : []))

/** What the editor makes of pasted HTML, as a document. */
function pasted(html: string): Node {
  const { document } = parseHTML(
    `<html><body>${hideStyles(html).replace(/<!doctype[^>]*>/i, '')}</body></html>`,
  )
  const body = document.body as unknown as HtmlElement
  clipboardParts.cleanPasted(body, ORIGIN)
  for (const element of document.querySelectorAll('[data-pasted-style]')) {
    element.setAttribute('style', element.getAttribute('data-pasted-style') ?? '')
  }
  const dom = document.body as unknown as Parameters<DOMParser['parse']>[0]
  const context = doc(p()).resolve(3)
  const slice = DOMParser.fromSchema(schema).parseSlice(dom, { context })
  const blocks = slice.content.firstChild?.type === schema.nodes.title ? [] : [title('')]
  return schema.nodes.doc.create(null, [...blocks, ...slice.content.content])
}

test.each(programs)('what %s puts on the clipboard comes without its junk', (name) => {
  const read = pasted(readFileSync(join(FOLDER, `${name}.html`), 'utf8'))
  read.check()
  expect(toMarkdown(read)).toBe(readFileSync(join(FOLDER, `${name}.md`), 'utf8'))
})

const item = (marker: string, words: string, style = '', level = 1) =>
  `<p class=MsoListParagraph style='${style};mso-list:l0 level${level} lfo1'><span style='mso-list:Ignore'>${marker}</span>${words}</p>`

test.each([
  ['Notion’s boxes', '<ul><li><div class="checkbox checkbox-on"></div> a</li></ul>', '- [x] a'],
  ['Notion’s tasks', '<ul><li>[x]  a</li><li>[ ]  b</li></ul>', '- [x] a\n- [ ] b'],
  ['Confluence’s tasks', '<ul><li data-inline-task-id="1" class="checked">a</li></ul>', '- [x] a'],
  [
    'GitHub’s notes',
    '<div class="markdown-alert markdown-alert-tip"><p class="markdown-alert-title">Tip</p><p>a</p></div>',
    '> [!TIP]\n> a',
  ],
  [
    'code from VS Code',
    '<div style="font-family: Consolas, monospace;white-space: pre;"><div>if (a)</div><div>  b()</div></div>',
    '```\nif (a)\n  b()\n```',
  ],
  [
    'code from VS Code in any font',
    '<div style="color:#ccc;font-family:Fira Code;font-size:14px;line-height:19px;white-space:pre;"><div>if (a)</div><br><div>  b()</div></div>',
    '```\nif (a)\n\n  b()\n```',
  ],
  [
    'code in boxes',
    '<pre><div>l1</div><div>  l2</div><div><br></div>\n<div>l4</div></pre>',
    '```\nl1\n  l2\n\nl4\n```',
  ],
  [
    'code in a box of ChatGPT',
    '<pre><div><div>python</div><div><button>Copy code</button></div><div><code class="language-python">def f():\n    return <span>1</span></code></div></div></pre>',
    '```python\ndef f():\n    return 1\n```',
  ],
  [
    'code whose language only its box says',
    '<pre><div>ruby</div><div><code>a\nb</code></div></pre>',
    '```ruby\na\nb\n```',
  ],
  [
    'words above code in its box',
    '<pre><div>my file.txt</div><div><code>a</code></div></pre>',
    'my file.txt\n\n```\na\n```',
  ],
  ['code in breaks', '<pre><p>a<br>b</p><p>c</p></pre>', '```\na\nb\nc\n```'],
  [
    'Quill’s nested lists',
    '<ul><li>One</li><li class="ql-indent-1">Nested</li><li class="ql-indent-2">Deep</li><li>Two</li></ul>',
    '- One\n  - Nested\n    - Deep\n- Two',
  ],
  [
    'Quill’s kinds of lists',
    '<ol><li data-list="bullet"><span class="ql-ui"></span>a</li><li data-list="ordered" class="ql-indent-1">b</li><li data-list="checked">c</li><li data-list="unchecked">d</li></ol>',
    '- a\n  1. b\n\n* [x] c\n* [ ] d',
  ],
  [
    'Slack’s lists',
    '<ul data-indent="0"><li>One</li></ul><ul data-indent="1"><li>Nested</li></ul><ol data-indent="2"><li>Deep</li></ol><ul data-indent="0"><li>Two</li></ul>',
    '- One\n  - Nested\n    1. Deep\n- Two',
  ],
  ['empty lines of Gmail', '<div>a<div><br></div><div>b<br>c</div></div>', 'a\n\nb\\\nc'],
  [
    'a numbered heading of Word',
    "<h2 style='mso-list:l1 level2 lfo2'><span style='mso-list:Ignore'>2.1<span>&nbsp; </span></span>Scope</h2>",
    '## 2.1 Scope',
  ],
  [
    'a second paragraph of an item of Word',
    `${item('1.', 'a')}<p class=MsoListParagraphCxSpMiddle>more</p>${item('2.', 'b')}`,
    '1. a\n\n   more\n\n2. b',
  ],
  [
    'paragraphs of items of Word by how far they are moved in',
    [
      item('1.', 'a', 'margin-left:21.3pt'),
      item('a.', 'b', 'margin-left:49.65pt', 2),
      "<p class=MsoListParagraphCxSpMiddle style='margin-left:49.65pt'>of b</p>",
      "<p class=MsoListParagraphCxSpMiddle style='margin-left:21.3pt'>of a</p>",
      item('2.', 'c', 'margin-left:21.3pt'),
    ].join('\n'),
    '1. a\n\n   1. b\n\n      of b\n\n   of a\n\n2. c',
  ],
  [
    'deeper items that Word writes as a list between paragraphs',
    `${item('·', 'a')}<ul type=disc><ul type=circle><li class=MsoNormal style='mso-list:l0 level2 lfo1'>b</li></ul></ul>${item('·', 'c')}`,
    '- a\n  - b\n- c',
  ],
  [
    'comments of Word',
    "<p>a <a>b</a><span class=MsoCommentReference><a class=msocomanchor href='#_msocom_1'>[X1]</a></span> c</p><div style='mso-element:comment-list'><hr><p>Really?</p></div>",
    'a b c',
  ],
])('%s come as what they mean', (_what, html, markdown) => {
  expect(toMarkdown(pasted(html)).trim()).toBe(markdown)
})

test('every program that is named has what must come of it', () => {
  expect(programs.length).toBeGreaterThan(6)
})

test('what is copied here is clean for other programs, and comes back here as it was', () => {
  const id = 'AAAAAAAAAAAAAAAAAAAAAA'
  const file = `/files/${id}/a.png`
  const written = doc(
    h(2, 'Head'),
    p('see ', documentLink(id, 'Plan'), ' ', strong('now')),
    ul(li(p('a'), ul(li(p('b'))))),
    tasks(task(true, p('done'))),
    p(),
    figure(file, 'cap', { alt: 'x', width: 300 }),
  )
  const { document } = parseHTML('<html><body></body></html>')
  const copied = document.createElement('div')
  DOMSerializer.fromSchema(schema).serializeFragment(
    written.content.cut(2),
    { document: document as unknown as Document },
    copied as unknown as HTMLElement,
  )
  clipboardParts.cleanCopied(copied as unknown as HtmlElement, ORIGIN)
  const html = copied.innerHTML
  expect(html).not.toMatch(/contenteditable|referrerpolicy|dir=|rel=|target=/)
  expect(html).toContain(`src="${ORIGIN}${file}"`)
  expect(html).toContain(`href="${ORIGIN}/d/${id}"`)
  const back = pasted(html.replace('<h3', '<h3 data-pm-slice="0 0 []"'))
  expect(back.toJSON()).toEqual(written.toJSON())
})

test('colours and alignment are copied as other programs read them', () => {
  const { document } = parseHTML('<html><body></body></html>')
  const copied = document.createElement('div')
  copied.innerHTML =
    '<p class="align-center"><mark class="highlight-green">a</mark><span class="text-red other">b</span></p>'
  clipboardParts.cleanCopied(copied as unknown as HtmlElement, ORIGIN)
  const styles = [...copied.querySelectorAll('*')].map((element) => element.getAttribute('style'))
  expect(styles).toEqual(['text-align:center', 'background-color:#d0efd7', 'color:#b3231c'])
})

test('words of one line are copied as they are, blocks as Markdown', () => {
  const written = doc(p('snake_case *x*'), ul(li(p('a'))))
  expect(clipboardParts.writeMarkdown(written.slice(3, 8))).toBeUndefined()
  expect(clipboardParts.writeMarkdown(written.slice(2, written.content.size))).toBe('snake_case *x*\n\n- a')
})
