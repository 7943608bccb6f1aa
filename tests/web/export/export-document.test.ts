import { expect, test } from 'vitest'
import { parseMarkdown } from '../../../document/text/markdown-in.ts'
import { exportDocument } from '../../../web/export/export-document.ts'
import { fileName } from '../../../web/export/file-name.ts'

const doc = parseMarkdown('# Tea & <cake>\n\nSome **bold** words\n')

test('a document can be taken away as Markdown, as a page of HTML and as plain text', async () => {
  const markdown = await exportDocument(doc, 'markdown')
  expect(markdown).toMatchObject({ type: 'text/markdown', name: 'Tea & cake.md', isFallback: false })
  expect(parseMarkdown(markdown.text).eq(doc)).toBe(true)
  const html = await exportDocument(doc, 'html')
  expect(html).toMatchObject({ type: 'text/html', name: 'Tea & cake.html' })
  expect(html.text).toContain('<title>Tea &amp; &lt;cake&gt;</title>')
  expect(html.text).toContain('Some <strong>bold</strong> words</p>')
  expect(await exportDocument(doc, 'text')).toEqual({
    text: 'Tea & <cake>\n\nSome bold words\n',
    type: 'text/plain',
    name: 'Tea & cake.txt',
    isFallback: false,
  })
})

test('a writer that cannot be fetched any more costs the format and never the text', async () => {
  const gone = () => Promise.reject(new TypeError('Failed to fetch dynamically imported module'))
  for (const format of ['markdown', 'html'] as const) {
    const exported = await exportDocument(doc, format, { markdown: gone, html: gone })
    expect(exported).toMatchObject({ name: 'Tea & cake.txt', type: 'text/plain', isFallback: true })
    expect(exported.text).toContain('Some bold words')
  }
})

test.each([
  ['a/b\\c:d*e?f"g<h>i|j', 'a b c d e f g h i j.md'],
  ['  ..hidden..  ', 'hidden.md'],
  ['', 'document.md'],
  ['///', 'document.md'],
  ['con', 'con-.md'],
  ['COM1', 'COM1-.md'],
  ['line\nfeed\u0000and\u202Egnp.exe', 'line feed and gnp.exe.md'],
  ['naïve 日本 🍰', 'naïve 日本 🍰.md'],
  ['🍰'.repeat(100), `${'🍰'.repeat(80)}.md`],
])('the title %j is saved under a name that every system takes', (title, name) => {
  expect(fileName(title, 'md')).toBe(name)
})
