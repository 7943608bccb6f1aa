import { expect, test } from 'vitest'
import { toHtml } from '../../../document/text/html-out.ts'
import { parseMarkdown } from '../../../document/text/markdown-in.ts'
import { pictureSources } from '../../../document/text/picture-sources.ts'
import { fetchPictures } from '../../../web/api/picture-files.ts'
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

const FILE = '/files/AAAAAAAAAAAAAAAAAAAAAA/a.png'
const linked = parseMarkdown(
  `[rel](/d/AAAAAAAAAAAAAAAAAAAAAA) [mail](mailto:a@b.c) [place](#x) [there](https://x.y/)\n\n![Sun](${FILE})\n\n![Moon](https://x.y/m.png)\n`,
)

test('what is taken away leads back here from anywhere, and has its pictures in it', async () => {
  const asked: string[] = []
  const send = (async (address: string) => {
    asked.push(address)
    return new Response(new Uint8Array([1, 2, 3]), { headers: { 'content-type': 'image/png' } })
  }) as typeof fetch
  const pictures = await fetchPictures(pictureSources(linked), send)
  expect([asked, [...pictures]]).toEqual([[FILE], [[FILE, 'data:image/png;base64,AQID']]])
  const alone = { origin: 'https://pad.example', pictures }
  const { text: html } = await exportDocument(linked, 'html', alone)
  const addressesIn = (text: string) =>
    [...text.matchAll(/ (?:href|src)="([^"]*)"/g)].map(([, address]) => address)
  expect(addressesIn(html)).toEqual([
    'https://pad.example/d/AAAAAAAAAAAAAAAAAAAAAA',
    'mailto:a@b.c',
    '#x',
    'https://x.y/',
    'data:image/png;base64,AQID',
    'https://x.y/m.png',
  ])
  const { text: markdown } = await exportDocument(linked, 'markdown', alone)
  expect(markdown).toContain('[rel](https://pad.example/d/AAAAAAAAAAAAAAAAAAAAAA)')
  expect(markdown).toContain(`![Sun](https://pad.example${FILE})`)
  expect((await exportDocument(linked, 'markdown')).text).toContain('[rel](/d/AAAAAAAAAAAAAAAAAAAAAA)')
  expect(addressesIn(toHtml(linked))).toContain(FILE)
})

test('a picture that cannot be had stays a link', async () => {
  const answers = [
    () => Promise.reject(new TypeError('offline')),
    () => Promise.resolve(new Response('', { status: 404 })),
  ]
  for (const answer of answers)
    expect((await fetchPictures(pictureSources(linked), answer as typeof fetch)).size).toBe(0)
})

test('a writer that cannot be fetched any more costs the format and never the text', async () => {
  const gone = () => Promise.reject(new TypeError('Failed to fetch dynamically imported module'))
  for (const format of ['markdown', 'html'] as const) {
    const exported = await exportDocument(doc, format, undefined, {
      markdown: gone,
      html: gone,
      addresses: gone,
    })
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
  ['x'.repeat(100), `${'x'.repeat(80)}.md`],
  ['🍰'.repeat(100), `${'🍰'.repeat(50)}.md`],
])('the title %j is saved under a name that every system takes', (title, name) => {
  expect(fileName(title, 'md')).toBe(name)
})

test('a file name keeps what joins letters and emoji, and fits with its ending, no character of it cut', () => {
  expect(fileName('می\u200cروم', 'md')).toBe('می\u200cروم.md')
  expect(fileName('👩‍👩‍👧 family', 'md')).toBe('👩‍👩‍👧 family.md')
  expect(fileName('\u200dx\u202e', 'md')).toBe('x.md')
  const long = fileName('👩‍👩‍👧'.repeat(80), 'md')
  expect(new TextEncoder().encode(long).length).toBeLessThanOrEqual(203)
  expect(long.replaceAll('👩‍👩‍👧', '')).toBe('.md')
})
