import { expect, test } from 'vitest'
import { toHtml } from '../../../document/text/html-out.ts'
import {
  br,
  code,
  doc,
  em,
  h,
  hr,
  img,
  li,
  link,
  ol,
  p,
  pre,
  quote,
  strong,
  task,
  tasks,
  title,
  titledLink,
} from '../../support/build-document.ts'

test('a document is written as the elements of its schema', () => {
  const written = doc(
    title('T'),
    h(1, 'a'),
    quote(p('b', br(), 'c')),
    hr(),
    ol(3, li(p('d'))),
    pre('e', 'js'),
  )
  expect(toHtml(written)).toBe(
    '<h1 class="title" dir="auto">T</h1><h2 data-level="1" dir="auto">a</h2>' +
      '<blockquote dir="auto"><p dir="auto">b<br>c</p></blockquote><hr>' +
      '<ol start="3" dir="auto"><li dir="auto"><p dir="auto">d</p></li></ol>' +
      '<pre data-language="js"><code dir="auto">e</code></pre>',
  )
})

test('what stands after the content of an element and beside it is kept: the box of a task', () => {
  expect(toHtml(doc(tasks(task(true, p('a')), task(false, p('b')))))).toContain(
    '<li class="task" data-checked="true" dir="auto"><span class="task-box" contenteditable="false">' +
      '<input type="checkbox" disabled="" checked=""></span><div class="task-body"><p dir="auto">a</p></div></li>',
  )
})

test('formats that neighbours share are written once', () => {
  const written = doc(
    p(strong('a', em('b')), em('c'), link('/x', strong('d'), 'e'), titledLink('/x', 't', 'f')),
  )
  const attributes = 'rel="noopener noreferrer nofollow" target="_blank"'
  expect(toHtml(written)).toContain(
    '<strong>a<em>b</em></strong><em>c</em>' +
      `<a href="/x" ${attributes}><strong>d</strong>e</a><a href="/x" ${attributes} title="t">f</a>`,
  )
})

test('text and attributes are escaped, and nothing sets a style', () => {
  const hostile = '<script>"\'&\u00a0</script>'
  const html = toHtml(
    doc(title(hostile), p(code(hostile), img('/files/a"b<c', hostile, hostile)), pre(hostile)),
  )
  expect(html).not.toContain('<script')
  expect(html).not.toContain('style=')
  expect(html).toContain('<code>&lt;script&gt;"\'&amp;&nbsp;&lt;/script&gt;</code>')
  expect(html).toContain(
    '<img src="/files/a&quot;b&lt;c" alt="&lt;script&gt;&quot;\'&amp;&nbsp;&lt;/script&gt;" referrerpolicy="no-referrer"',
  )
})
