import { expect, test } from 'vitest'
import { toHtmlPage } from '../../document/text/html-page.ts'
import { parseMarkdown } from '../../document/text/markdown-in.ts'
import { writeDocx } from '../../server/exchange/docx-out.ts'
import { DOCX_TYPE } from '../../server/exchange/file-formats.ts'
import { nameInWords } from '../../server/exchange/file-title.ts'
import { packParts, unpackParts } from '../../server/exchange/zipped-parts.ts'
import { aVisitor } from '../support/http.ts'
import { startServer } from '../support/server.ts'

const MARKDOWN = 'text/markdown'
const HTML = 'text/html'

async function wordFile(markdown: string, properties: string): Promise<Buffer> {
  const parts = await unpackParts(
    await writeDocx(parseMarkdown(markdown), { base: 'https://pad.example/', pictures: new Map() }),
  )
  return packParts(new Map([...parts, ['docProps/core.xml', Buffer.from(properties)]]))
}

const core = (title: string) =>
  `<cp:coreProperties xmlns:dc="x"><dc:title xml:lang="en">${title}</dc:title></cp:coreProperties>`

test('T1 a file without a title of its own is called what its properties or its name say', async () => {
  const ann = aVisitor((await startServer()).url)
  const titleOf = async (type: string, body: string | Uint8Array, query: string, headers = {}) => {
    const reply = await ann.post(`/api/documents${query}`, {
      body,
      headers: { 'content-type': type, ...headers },
    })
    expect(reply.status, reply.text).toBe(201)
    return reply.json<{ title: string }>().title
  }
  const name = `?name=${encodeURIComponent('Trip to Köln.v2.md')}`
  expect(await titleOf(MARKDOWN, 'words\n\n## Part', name)).toBe('Trip to Köln.v2')
  expect(await titleOf(MARKDOWN, `${'words '.repeat(1_000)}\n\n## Part`, name)).toBe('Trip to Köln.v2')
  expect(await titleOf(MARKDOWN, '# Own\n\nwords', name)).toBe('Own')
  expect(await titleOf(MARKDOWN, '---\ntitle: Before\n---\nwords', name)).toBe('Before')
  expect(await titleOf(MARKDOWN, 'words', `${name}&title=Said`)).toBe('Said')
  expect(await titleOf(MARKDOWN, '![logo](https://x.y/l.png)\n\n# Project\n\nwords', '?name=README.md')).toBe(
    'Project',
  )
  expect(await titleOf(MARKDOWN, 'words\n\n# Later', '?name=README.md')).toBe('README')
  expect(await titleOf('text/plain', 'one\ntwo', '?name=list.txt')).toBe('list')
  expect(await titleOf(HTML, '<p>Only words.</p>', '?name=page.html')).toBe('page')
  expect(await titleOf(HTML, '<title>Named</title><p>Only words.</p>', '?name=page.html')).toBe('Named')
  const field = `attachment; filename="plain.html"; filename*=UTF-8''n%C3%A4her.html`
  expect(await titleOf(HTML, '<p>a</p>', '', { 'content-disposition': field })).toBe('näher')
  expect(await titleOf(HTML, '<p>b</p>', '', { 'content-disposition': 'inline; filename=x.html' })).toBe('x')
  expect(
    await titleOf(DOCX_TYPE, await wordFile('words', core('Tea &amp; &#x201C;cake&#8221;')), '?name=a.docx'),
  ).toBe('Tea & “cake”')
  expect(await titleOf(DOCX_TYPE, await wordFile('words', core('Document1')), '?name=Offer.docx')).toBe(
    'Offer',
  )
  expect(await titleOf(DOCX_TYPE, await wordFile('# Own\n\nwords', core('Old')), '?name=a.docx')).toBe('Own')
})

test('T1 the same bytes under another name are another request for an id that is taken', async () => {
  const ann = aVisitor((await startServer()).url)
  const send = (name: string) =>
    ann.post(`/api/documents?id=AAAAAAAAAAAAAAAAAAAAAA&name=${name}`, {
      body: 'a',
      headers: { 'content-type': MARKDOWN },
    })
  const first = await send('one.md')
  expect(await send('one.md')).toMatchObject({ status: 201, text: first.text })
  expect((await send('two.md')).code).toBe('document-exists')
})

test.each([
  ['folder/sub\\Note.markdown', 'Note'],
  ['Plan 0123456789abcdef0123456789abcdef.md', 'Plan'],
  ['.md', '.md'],
  ['v1.2', 'v1.2'],
  [' spaced .docx', 'spaced'],
  [`${'🍰'.repeat(150)}.md`, '🍰'.repeat(100)],
  ['a\u0000b.md', 'a\u0000b'],
])('the file %j is called %j', (name, title) => expect(nameInWords(name)).toBe(title))

test('a page that we have written without a title has none when it comes back', async () => {
  const ann = aVisitor((await startServer()).url)
  const body = toHtmlPage(parseMarkdown('words'), 'Untitled')
  expect(body).toContain('<title>Untitled</title>')
  expect(body).not.toContain('<h1')
  const send = async (query: string) =>
    (await ann.post(`/api/documents${query}`, { body, headers: { 'content-type': HTML } })).json()
  expect(await send('')).toMatchObject({ title: '' })
  expect(await send('?name=Saved.html')).toMatchObject({ title: 'Saved' })
})
