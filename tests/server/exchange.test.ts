import { expect, test } from 'vitest'
import { ZipFile } from 'yazl'
import type { RefusalBody } from '../../document/protocol/refusals.ts'
import { parseDocument } from '../../document/schema/schema.ts'
import { parseMarkdown } from '../../document/text/markdown-in.ts'
import { DOCX_TYPE } from '../../server/exchange/file-formats.ts'
import { aVisitor, createDocument, readDocument, type Visitor } from '../support/http.ts'
import { startServer } from '../support/server.ts'

/** A PNG of one pixel. */
const DOT =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

interface Told {
  readonly id: string
  readonly title: string
  readonly losses: { kind: string; count: number; message: string }[]
}

async function bring(ann: Visitor, type: string, body: string | Uint8Array, query = '') {
  const reply = await ann.post(`/api/documents${query}`, { body, headers: { 'content-type': type } })
  expect([reply.status, reply.text]).toEqual([201, expect.any(String)])
  const told = reply.json<Told>()
  return { ...told, doc: parseDocument((await readDocument(ann, told.id)).doc) }
}

test('T1 a document is made of Markdown, HTML and plain text as they are, and of a title beside them', async () => {
  const ann = aVisitor((await startServer()).url)
  const markdown = await bring(ann, 'text/markdown; charset=utf-8', '# Plan\n\n| a |\n|---|\n| b |\n')
  expect(markdown).toMatchObject({ title: 'Plan', losses: [] })
  expect(markdown.doc.child(1).type.name).toBe('table')
  const html = await bring(ann, 'text/html', '<title>x</title><h1>Häd</h1><p>a <b>b</b><p>c')
  expect(html.doc.toString()).toBe('doc(title("Häd"), paragraph("a ", strong("b")), paragraph("c"))')
  const utf16 = Buffer.from('\uFEFFNote\r\n\r\none\r\ntwo\r\n\r\nthree', 'utf16le')
  const text = await bring(ann, 'text/plain', utf16, '?title=Other')
  expect(text.doc.toString()).toBe(
    'doc(title("Other"), paragraph("one", hard_break, "two"), paragraph("three"))',
  )
})

test('T1 the same file under the same id is made once, and another type is refused', async () => {
  const ann = aVisitor((await startServer()).url)
  const send = (body: string, type = 'text/markdown') =>
    ann.post('/api/documents?id=AAAAAAAAAAAAAAAAAAAAAA', { body, headers: { 'content-type': type } })
  const first = await send('##### a')
  const again = await send('##### a')
  expect([again.status, again.text]).toEqual([first.status, first.text])
  expect((await send('b')).code).toBe('document-exists')
  expect((await send('b', 'application/pdf')).code).toBe('unsupported-media-type')
  expect((await send('b', DOCX_TYPE)).code).toBe('unreadable-file')
})

test('T1 a document goes out as a file of Word and comes back with its headings, lists, tables and formats', async () => {
  const ann = aVisitor((await startServer()).url)
  const markdown =
    '# Plan\n\n## Part\n\nSome **bold**, *em*, <u>under</u>, ~~gone~~ and [a link](https://x.y/).\n\n' +
    '- one\n  1. inner\n- two\n\n- [x] done\n- [ ] open\n\n> quoted\n\n| a | b |\n| --- | --- |\n| c | d |\n\nend\n'
  const { id } = await createDocument(ann, { markdown })
  const response = await fetch(`${ann.url}/api/documents/${id}`, { headers: { accept: DOCX_TYPE } })
  expect(response.headers.get('content-type')).toBe(DOCX_TYPE)
  const back = await bring(ann, DOCX_TYPE, new Uint8Array(await response.arrayBuffer()))
  expect(back.doc.toString()).toBe(parseMarkdown(markdown).toString())
})

test('T1 the pictures of a Word file are kept as files of the new document, once for a request and its repeat', async () => {
  const ann = aVisitor((await startServer()).url)
  const { id } = await createDocument(ann, { markdown: `![Dot](${DOT} "A dot")\n` })
  const response = await fetch(`${ann.url}/api/documents/${id}`, { headers: { accept: DOCX_TYPE } })
  const body = new Uint8Array(await response.arrayBuffer())
  const again = '?id=BBBBBBBBBBBBBBBBBBBBBA'
  const first = await bring(ann, DOCX_TYPE, body, again)
  expect((await bring(ann, DOCX_TYPE, body, again)).doc.toJSON()).toEqual(first.doc.toJSON())
  const [figure] = first.doc.children.filter(({ type }) => type.name === 'figure')
  expect(figure?.attrs).toMatchObject({ alt: 'Dot', naturalWidth: 1, naturalHeight: 1 })
  const file = await ann.get(String(figure?.attrs['src']))
  expect([file.status, file.headers.get('content-type')]).toEqual([200, 'image/png'])
  const written = await fetch(`${ann.url}/api/documents/${first.id}`, { headers: { accept: DOCX_TYPE } })
  expect(Buffer.from(await written.arrayBuffer()).includes('word/media/')).toBe(true)
})

test('D3 T2 a page of HTML and a file of Word lead back to the server; Word tells of pictures that are not in it', async () => {
  const ann = aVisitor((await startServer({ env: { SAMEPAGE_URL: 'https://pad.example' } })).url)
  const { id: other } = await createDocument(ann, { markdown: 'x' })
  const markdown = `[there](/d/${other})\n\n![In](${DOT})\n\n![Out](https://x.y/a.png)\n\n![Gone](/files/AAAAAAAAAAAAAAAAAAAAAA)\n`
  const { id } = await createDocument(ann, { markdown })
  const ask = (accept: string) => fetch(`${ann.url}/api/documents/${id}`, { headers: { accept } })
  const html = await (await ask('text/html')).text()
  expect(html).toContain(`href="https://pad.example/d/${other}"`)
  expect(html).toContain('src="https://pad.example/files/AAAAAAAAAAAAAAAAAAAAAA"')
  expect(await (await ask('text/markdown')).text()).toContain(`[there](/d/${other})`)
  const word = await ask(DOCX_TYPE)
  expect(word.headers.get('samepage-losses')).toBe('linked-pictures=2')
  const whole = await createDocument(ann, { markdown: `![In](${DOT})\n` })
  const { headers } = await fetch(`${ann.url}/api/documents/${whole.id}`, { headers: { accept: DOCX_TYPE } })
  expect(headers.get('samepage-losses')).toBeNull()
})

test('T1 a picture in a Word file that is empty is told as lost; one that is too large leaves no document', async () => {
  const ann = aVisitor((await startServer({ env: { SAMEPAGE_MAX_FILE: '1k' } })).url)
  const empty = await bring(ann, DOCX_TYPE, await aWordFile(new Uint8Array()))
  expect(empty.losses).toMatchObject([{ kind: 'pictures', count: 1 }])
  expect(empty.doc.textContent).toContain('beside')
  const id = 'CCCCCCCCCCCCCCCCCCCCCA'
  const body = await aWordFile(new Uint8Array(1_025).fill(1))
  const large = await ann.post(`/api/documents?id=${id}`, { body, headers: { 'content-type': DOCX_TYPE } })
  expect(large.code).toBe('file-too-large')
  expect((await ann.get(`/api/documents/${id}`)).status).toBe(404)
})

test('T1 a picture that is written into HTML and too large to stay in the text is kept as a file', async () => {
  const ann = aVisitor((await startServer()).url)
  const dot = Buffer.from(DOT.slice(DOT.indexOf(',') + 1), 'base64')
  const large = Buffer.concat([dot, Buffer.alloc(100_000)])
  const html = `<p>a</p><p><img alt="Sun" src="data:image/png;base64,${large.toString('base64')}"></p>`
  const { doc, losses } = await bring(ann, 'text/html', html)
  expect(losses).toEqual([])
  const { src, alt } = doc.lastChild?.attrs ?? {}
  expect([doc.lastChild?.type.name, alt]).toEqual(['figure', 'Sun'])
  const file = await fetch(new URL(src, ann.url))
  expect((await file.arrayBuffer()).byteLength).toBe(large.length)
})

test('T1 T2 properties before a Markdown text give it its title, and the others are told', async () => {
  const ann = aVisitor((await startServer()).url)
  const { doc, title, losses } = await bring(
    ann,
    'text/markdown',
    '---\ntitle: "Plan: *B*"\ntags:\n  - a\n- b\n---\n\n# One\n\nwords\n',
  )
  expect([title, losses.map(({ kind }) => kind)]).toEqual(['Plan: *B*', ['properties']])
  expect(doc.toString()).toBe('doc(title("Plan: *B*"), heading("One"), paragraph("words"))')
  const rule = await bring(ann, 'text/markdown', '---\n\nnote: this\n\n---\n')
  expect(rule.doc.toString()).toBe('doc(title, horizontal_rule, paragraph("note: this"), horizontal_rule)')
})

/** The least that is a file of Word: one word and one picture. */
async function aWordFile(picture: Uint8Array): Promise<Uint8Array> {
  const open = 'http://schemas.openxmlformats.org'
  const drawing = `<wp:inline xmlns:wp="${open}/drawingml/2006/wordprocessingDrawing"><a:graphic xmlns:a="${open}/drawingml/2006/main"><a:graphicData><pic:pic xmlns:pic="${open}/drawingml/2006/picture"><pic:blipFill><a:blip r:embed="p"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline>`
  const parts: Record<string, string> = {
    '[Content_Types].xml': `<Types xmlns="${open}/package/2006/content-types"><Default Extension="png" ContentType="image/png"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${open}/package/2006/relationships"><Relationship Id="d" Type="${open}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/_rels/document.xml.rels': `<Relationships xmlns="${open}/package/2006/relationships"><Relationship Id="p" Type="${open}/officeDocument/2006/relationships/image" Target="media/a.png"/></Relationships>`,
    'word/document.xml': `<w:document xmlns:w="${open}/wordprocessingml/2006/main" xmlns:r="${open}/officeDocument/2006/relationships"><w:body><w:p><w:r><w:t>beside</w:t></w:r><w:r><w:drawing>${drawing}</w:drawing></w:r></w:p></w:body></w:document>`,
  }
  const file = new ZipFile()
  for (const [name, xml] of Object.entries(parts)) file.addBuffer(Buffer.from(xml), name)
  file.addBuffer(Buffer.from(picture), 'word/media/a.png')
  file.end()
  const chunks: Buffer[] = []
  for await (const chunk of file.outputStream) chunks.push(chunk as Buffer)
  return new Uint8Array(Buffer.concat(chunks))
}

test('T2 what is lost on the way in or out is told by kind and count', async () => {
  const ann = aVisitor((await startServer()).url)
  const { id, losses } = await bring(
    ann,
    'text/html',
    '<h5>a</h5><video src=x></video><p><a href="javascript:x">b</a> <span class="mention" data-person="abc">@Ada</span>',
  )
  expect(losses).toEqual([
    { kind: 'elements', count: 1, message: '1 element has no place in a document' },
    { kind: 'refused-addresses', count: 1, message: '1 address was not safe to keep' },
    { kind: 'deep-headings', count: 1, message: '1 heading was raised to level 3' },
  ])
  const ask = (accept: string) => ann.get(`/api/documents/${id}`, { headers: { accept } })
  expect((await ask('text/markdown')).headers.get('samepage-losses')).toBe('mentions=1')
  expect((await ask('text/plain')).headers.get('samepage-losses')).toBe('layout=1, mentions=1')
  expect((await ask('application/json')).headers.get('samepage-losses')).toBeNull()
})

test('T3 nothing in HTML that could run gets into a document', async () => {
  const ann = aVisitor((await startServer()).url)
  const { doc } = await bring(
    ann,
    'text/html',
    `<body onload="a()"><script>evil()</script><style>p{}</style><p onclick="evil()" style="color:red">ok
     <a href="javascript:evil()">one</a><a href=" data:text/html,evil">two</a><img src=x onerror="evil()">
     <svg onload="evil()"><a xlink:href="javascript:evil()">svg</a></svg><iframe srcdoc="evil()"></iframe>
     <math><mtext><script>evil()</script></mtext></math><template><script>evil()</script></template>
     <object data="evil()"></object><form action="javascript:evil()"><button formaction="evil()">b</button></form>`,
  )
  expect(JSON.stringify(doc)).not.toMatch(/evil|script|onclick|style|color/)
  expect(doc.textContent).toContain('ok')
})

test('T4 while a text of the largest size is read, others are answered', async () => {
  const ann = aVisitor((await startServer()).url)
  const other = aVisitor(ann.url)
  const { id } = await createDocument(other)
  let isRead = false
  const body = '- **a** `b` [c](/d)\n'.repeat(14_000)
  const reading = ann
    .post('/api/documents', { body, headers: { 'content-type': 'text/markdown' } })
    .finally(() => {
      isRead = true
    })
  let answered = 0
  while (!isRead) {
    await readDocument(other, id)
    if (!isRead) answered += 1
  }
  expect((await reading).status).toBe(201)
  expect(answered).toBeGreaterThan(20)
})

test('T1 an archive that grows without end, and HTML nested without end, are refused and hurt nobody', async () => {
  const ann = aVisitor((await startServer()).url)
  const send = (type: string, body: Uint8Array | string) =>
    ann.post('/api/documents', { body, headers: { 'content-type': type } })
  const archive = new ZipFile()
  archive.addBuffer(Buffer.alloc(110_000_000), 'word/document.xml')
  archive.end()
  const parts: Buffer[] = []
  for await (const part of archive.outputStream) parts.push(part as Buffer)
  const bomb = await send(DOCX_TYPE, Buffer.concat(parts))
  expect([bomb.code, bomb.json<RefusalBody>().error.reason]).toEqual([
    'unreadable-file',
    'it is too large when it is unpacked',
  ])
  expect((await send('text/html', `${'<div>'.repeat(100_000)}x`)).code).toBe('unreadable-file')
  const quotes = await send('text/html', `${'<blockquote>'.repeat(200)}x`)
  expect(quotes.json<Told>().losses).toMatchObject([{ kind: 'depth' }])
  expect((await send(DOCX_TYPE, new Uint8Array(16_777_217))).code).toBe('body-too-large')
})
