import { createHash, randomBytes } from 'node:crypto'
import { cpSync, existsSync, readdirSync, statSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test, vi } from 'vitest'
import { cleanFileName, type FileKept } from '../../document/protocol/files.ts'
import { isLinkUrl } from '../../document/schema/attributes.ts'
import { systemClock } from '../../server/system-clock.ts'
import { keptFile, PNG, upload } from '../support/files.ts'
import { createHandClock } from '../support/hand-clock.ts'
import { aCommitOn, aVisitor, createDocument, type Visitor } from '../support/http.ts'
import { aDataFolder, limitFileSize, spawnServer, startServer } from '../support/server.ts'

async function aDocumentOn(env: Record<string, string> = {}) {
  const server = await startServer({ env })
  const ann = aVisitor(server.url)
  const { id } = await createDocument(ann)
  return { server, ann, id }
}

/** Names of all bytes under the data folder, those on their way included. */
function onDisk(folder: string): string[] {
  return readdirSync(join(folder, 'files'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(folder, 'files').length + 1))
}

const sizeOf = (folder: string, name: string): number =>
  statSync(join(folder, 'files', name), { throwIfNoEntry: false })?.size ?? 0

async function bytesAt(visitor: Visitor, path: string, headers: Record<string, string> = {}) {
  const response = await fetch(visitor.url + path, { headers: { connection: 'close', ...headers } })
  return {
    status: response.status,
    headers: response.headers,
    bytes: Buffer.from(await response.arrayBuffer()),
  }
}

test('F1 F6 an uploaded picture is told by its bytes and served as it was, for ever', async () => {
  const { server, ann, id } = await aDocumentOn()
  const reply = await upload(ann, id, 'Sommer – am See.png', PNG, 'text/html')
  expect(reply.status).toBe(201)
  const file = reply.json<Record<string, unknown>>()
  expect(file).toEqual({
    id: expect.stringMatching(/^[\w-]{22}$/),
    url: `/files/${file['id']}/${encodeURIComponent('Sommer – am See.png')}`,
    name: 'Sommer – am See.png',
    type: 'image/png',
    size: PNG.length,
    width: 1,
    height: 1,
  })
  const hash = createHash('sha256').update(PNG).digest('hex')
  expect(onDisk(server.folder)).toEqual([join(hash.slice(0, 2), hash.slice(2))])

  const { status, headers, bytes } = await bytesAt(ann, String(file['url']))
  expect([status, bytes.equals(PNG), headers.get('content-length')]).toEqual([200, true, String(PNG.length)])
  expect(headers.get('cache-control')).toBe('private, max-age=31536000, immutable')
  const etag = headers.get('etag') ?? ''
  expect((await bytesAt(ann, String(file['url']), { 'if-none-match': etag })).status).toBe(304)
  expect((await bytesAt(ann, String(file['url']), { 'if-none-match': `"x", W/${etag}` })).status).toBe(304)
  expect((await bytesAt(ann, String(file['url']), { 'if-none-match': '*' })).status).toBe(304)
  const head = await fetch(ann.url + file['url'], { method: 'HEAD' })
  expect([head.status, head.headers.get('content-length')]).toEqual([200, String(PNG.length)])
  expect((await bytesAt(ann, `/files/${file['id']}`)).bytes.equals(PNG)).toBe(true)
  expect((await bytesAt(ann, '/files/AAAAAAAAAAAAAAAAAAAAAA/a.png')).status).toBe(404)
  expect((await bytesAt(ann, `/files/${hash}`)).status).toBe(404)
})

test('F1 F6 a name of 255 letters from any script has an address that a document takes', async () => {
  const { ann, id } = await aDocumentOn()
  const name = `${'語'.repeat(251)}.txt`
  const file = (await upload(ann, id, name, 'words')).json<FileKept>()
  expect(file.name).toBe(name)
  expect(isLinkUrl(file.url)).toBe(true)
  expect(String((await bytesAt(ann, file.url)).bytes)).toBe('words')
})

test('F3 a file that nearly begins like an SVG is read once, however long it goes on so', async () => {
  const { ann, id } = await aDocumentOn()
  const types = ['<!---->'.repeat(5_000), `<!DOCTYPE svg ${'x'.repeat(60_000)}`].map(
    async (text) => (await upload(ann, id, 'a.svg', text)).json<FileKept>().type,
  )
  expect(await Promise.all(types)).toEqual(['text/plain', 'text/plain'])
})

test.each([
  ['bytes=0-3', 206, 'bytes 0-3/10', '0123'],
  ['bytes=4-', 206, 'bytes 4-9/10', '456789'],
  ['bytes=-3', 206, 'bytes 7-9/10', '789'],
  ['bytes=8-99', 206, 'bytes 8-9/10', '89'],
  ['bytes=10-', 416, 'bytes */10', ''],
  ['bytes=5-2', 200, null, '0123456789'],
  ['bytes=0-1,4-5', 200, null, '0123456789'],
  ['lines=1-2', 200, null, '0123456789'],
])('F6 a range of a file: %s is %i', async (range, status, contentRange, text) => {
  const { ann, id } = await aDocumentOn()
  const { url } = await keptFile(ann, id, 'digits.txt', '0123456789')
  const answer = await bytesAt(ann, url, { range })
  expect([answer.status, answer.headers.get('content-range'), String(answer.bytes)]).toEqual([
    status,
    contentRange,
    text,
  ])
  const stale = await bytesAt(ann, url, { range, 'if-range': '"another"' })
  expect([stale.status, String(stale.bytes)]).toEqual([200, '0123456789'])
})

test('F1 F4 bytes are served whole after a kill and from a copy of the folder; what was half-way is gone', async () => {
  const server = await spawnServer()
  const ann = aVisitor(server.url)
  const { id } = await createDocument(ann)
  const bytes = randomBytes(3_000_000)
  const { url } = await keptFile(ann, id, 'large.bin', bytes)
  const cut = request(`${server.url}/api/documents/${id}/files?name=cut`, {
    method: 'POST',
    headers: { cookie: ann.cookie(), 'content-length': '1000000' },
  })
  cut.on('error', () => undefined)
  cut.write('the beginning')
  await vi.waitUntil(() => onDisk(server.folder).some((name) => name.startsWith('incoming')))
  await server.kill9()

  const copy = aDataFolder()
  cpSync(server.folder, copy, { recursive: true })
  for (const folder of [server.folder, copy]) {
    const again = await startServer({ folder })
    expect((await bytesAt(aVisitor(again.url), url)).bytes.equals(bytes)).toBe(true)
    expect(onDisk(folder)).toHaveLength(1)
    await again.close()
  }
})

test('F2 the same bytes are kept once, and the same upload again is the same file', async () => {
  const { server, ann, id } = await aDocumentOn()
  const first = await upload(ann, id, 'a.txt', 'the same')
  const again = await upload(ann, id, 'a.txt', 'the same')
  expect([first.status, again.status, again.text]).toEqual([201, 200, first.text])
  const bob = aVisitor(server.url)
  const others = [await keptFile(ann, id, 'b.txt', 'the same'), await keptFile(bob, id, 'a.txt', 'the same')]
  expect(new Set([first.json()['id'], ...others.map((file) => file.id)]).size).toBe(3)
  expect(onDisk(server.folder)).toHaveLength(1)
})

test('F4 what is too large, empty or cut off is refused and leaves nothing', async () => {
  const { server, ann, id } = await aDocumentOn({ SAMEPAGE_MAX_FILE: '1k' })
  expect((await upload(ann, id, 'just', randomBytes(1_024))).status).toBe(201)
  const large = await upload(ann, id, 'large', randomBytes(1_025))
  expect([large.status, large.code, large.text]).toEqual([
    413,
    'file-too-large',
    expect.stringContaining('1,024 bytes'),
  ])
  const unannounced = await fetch(`${ann.url}/api/documents/${id}/files?name=x`, {
    method: 'POST',
    body: new Blob([randomBytes(500_000)]).stream(),
    duplex: 'half',
  } as RequestInit)
  expect(unannounced.status).toBe(413)
  expect((await upload(ann, id, 'nothing', '')).code).toBe('empty-file')
  expect((await upload(ann, 'AAAAAAAAAAAAAAAAAAAAAA', 'a', 'a')).code).toBe('not-found')
  expect(onDisk(server.folder)).toHaveLength(1)

  const cut = request(`${ann.url}/api/documents/${id}/files?name=cut`, {
    method: 'POST',
    headers: { 'content-length': '1000' },
  })
  cut.on('error', () => undefined)
  cut.write('the beginning')
  await vi.waitUntil(() => onDisk(server.folder).length === 2)
  cut.destroy()
  await vi.waitUntil(() => onDisk(server.folder).length === 1)
})

test('E7 F4 a disk that does not take a file says so, and takes it later', async () => {
  const server = await spawnServer()
  const ann = aVisitor(server.url)
  const { id } = await createDocument(ann)
  const bytes = randomBytes(100_000)
  limitFileSize(server.pid, 50_000)
  const refused = await upload(ann, id, 'a.bin', bytes)
  expect([refused.status, refused.code]).toEqual([503, 'storage-failed'])
  expect(onDisk(server.folder)).toEqual([])
  limitFileSize(server.pid, undefined)
  expect((await upload(ann, id, 'a.bin', bytes)).status).toBe(201)
})

const SCRIPT = '<script>document.title = "taken"</script>'
const SVG = `<?xml version="1.0"?>\n<!-- drawn -->\n<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20">${SCRIPT}</svg>`

/** What is sent under which name, and as what it comes back; only pictures, sound and films are shown. */
const ABUSE: readonly [
  name: string,
  body: string | Uint8Array,
  type: string,
  shown: 'inline' | 'attachment',
][] = [
  ['page.html', `<!doctype html>${SCRIPT}`, 'text/plain; charset=utf-8', 'attachment'],
  ['photo.png', `<!doctype html>${SCRIPT}`, 'text/plain; charset=utf-8', 'attachment'],
  ['photo.jpg', SCRIPT, 'text/plain; charset=utf-8', 'attachment'],
  ['drawing.svg', SVG, 'image/svg+xml', 'attachment'],
  ['drawing.png', `\uFEFF  ${SVG}`, 'image/svg+xml', 'attachment'],
  [
    'page.xhtml',
    `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">${SCRIPT}</html>`,
    'text/plain; charset=utf-8',
    'attachment',
  ],
  ['run.js', 'alert(1)', 'text/plain; charset=utf-8', 'attachment'],
  ['style.css', '* { display: none }', 'text/plain; charset=utf-8', 'attachment'],
  ['paper.pdf', `%PDF-1.7\n${SCRIPT}`, 'application/pdf', 'attachment'],
  ['both.gif', `GIF89a/*${SCRIPT}*/=1;alert(1)`, 'image/gif', 'inline'],
  ['both.png', Buffer.concat([PNG, Buffer.from(SCRIPT)]), 'image/png', 'inline'],
  ['bytes.html', Buffer.from([0, 1, 2, 255]), 'application/octet-stream', 'attachment'],
  [
    'asf.wmv',
    Buffer.concat([Buffer.from('3026B2758E66CF11A6D900AA0062CE6C', 'hex'), Buffer.alloc(4_096)]),
    'application/octet-stream',
    'attachment',
  ],
]

test.each(ABUSE)('F3 F7 %s comes back as nothing that runs', async (name, body, type, shown) => {
  const { ann, id } = await aDocumentOn()
  const { url } = await keptFile(ann, id, name, body, 'text/html')
  const { headers, bytes } = await bytesAt(ann, url, { accept: 'text/html' })
  expect(bytes.equals(Buffer.from(body as string))).toBe(true)
  expect(headers.get('content-type')).toBe(type)
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('content-security-policy')).toBe(
    "default-src 'none'; style-src 'unsafe-inline'; sandbox",
  )
  expect(headers.get('cross-origin-resource-policy')).toBe('same-origin')
  expect(headers.get('content-disposition')).toMatch(new RegExp(`^${shown}; filename="`))
})

test('F3 a drawing and a turned photo tell the size they are shown in', async () => {
  const { ann, id } = await aDocumentOn()
  expect(await keptFile(ann, id, 'a.svg', SVG)).toMatchObject({ width: 30, height: 20 })
  expect(await keptFile(ann, id, 'a.jpg', aTurnedPhoto(40, 30))).toMatchObject({
    type: 'image/jpeg',
    width: 30,
    height: 40,
  })
})

/** The beginning of a JPEG that says it is `width` by `height` and lies on its side (EXIF orientation 6). */
function aTurnedPhoto(width: number, height: number): Buffer {
  const tiff = Buffer.from('4d4d002a00000008000101120003000000010006000000000000', 'hex')
  const exif = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff])
  const frame = Buffer.from('ffc0001108000000000301220002110103110100', 'hex')
  frame.writeUInt16BE(height, 5)
  frame.writeUInt16BE(width, 7)
  const start = Buffer.from('ffd8ffe10000', 'hex')
  start.writeUInt16BE(exif.length + 2, 4)
  return Buffer.concat([start, exif, frame, Buffer.alloc(64)])
}

test.each([
  ['../../etc/passwd', 'passwd'],
  ['..\\..\\boot.ini', 'boot.ini'],
  ['C:\\fakepath\\photo.jpg', 'photo.jpg'],
  ['..', 'file'],
  ['', 'file'],
  ['/', 'file'],
  ['a\0b\r\nSet-Cookie: x=1.png', 'abSet-Cookie_ x=1.png'],
  ['invoice\u202Egpj.exe', 'invoicegpj.exe'],
  ['CON', '_CON'],
  ['nul.txt', '_nul.txt'],
  ['console.txt', 'console.txt'],
  ['.htaccess', 'htaccess'],
  ['a"b;c.png', 'a_b;c.png'],
  ['trailing. . ', 'trailing'],
  ['e\u0301te\u0301.png', 'été.png'],
  ['half \uD83D.png', 'half .png'],
  [`${'x'.repeat(300)}.png`, `${'x'.repeat(251)}.png`],
  ['😀'.repeat(200), '😀'.repeat(127)],
])('F5 the name %j is shown as %j', async (given, name) => {
  expect(cleanFileName(given)).toBe(name)
})

test('F5 a name stays within its header and finds nothing on the server', async () => {
  const { server, ann, id } = await aDocumentOn()
  const { url, name } = await keptFile(ann, id, '../../"ä\r\nX-Evil: 1.txt', 'x')
  expect(name).toBe('_äX-Evil_ 1.txt')
  const { headers } = await bytesAt(ann, url)
  expect(headers.get('content-disposition')).toBe(
    `attachment; filename="__X-Evil_ 1.txt"; filename*=UTF-8''_%C3%A4X-Evil_%201.txt`,
  )
  expect(headers.has('x-evil')).toBe(false)
  expect((await bytesAt(ann, '/files/..%2f..%2fsamepage.sqlite')).status).toBe(404)
  expect(existsSync(join(server.folder, 'samepage.sqlite'))).toBe(true)
})

test('F8 a file stays while any document names it, and goes a day after the last one', async () => {
  const server = await startServer()
  const ann = aVisitor(server.url)
  const one = await createDocument(ann)
  const two = await createDocument(ann)
  const { url, id } = await keptFile(ann, one.id, 'a.png', PNG)
  const figure = { type: 'figure', attrs: { src: url } }
  const steps = [{ stepType: 'replace', from: 2, to: 2, slice: { content: [figure] } }]
  const json = await aCommitOn(ann, two.id, { steps })
  expect((await ann.post(`/api/documents/${two.id}/commits`, { json })).status).toBe(201)
  expect(server.store.files.usedBy(id)).toEqual([one.id, two.id])

  const later = { ...systemClock, now: () => Date.now() + 2 * 24 * 60 * 60 * 1_000 }
  const remove = async (document: string) => {
    await server.close()
    const database = new Database(join(server.folder, 'samepage.sqlite'))
    database.exec('PRAGMA foreign_keys = ON')
    for (const table of ['events', 'snapshots', 'visits', 'created_answers'])
      database
        .prepare(`DELETE FROM ${table} WHERE document = (SELECT key FROM documents WHERE id = ?)`)
        .run(document)
    database.prepare('DELETE FROM documents WHERE id = ?').run(document)
    database.close()
    const next = await startServer({ folder: server.folder, clock: later })
    const { status } = await bytesAt(aVisitor(next.url), url)
    await next.close()
    return [status, onDisk(server.folder).length]
  }
  expect(await remove(one.id)).toEqual([200, 1])
  expect(await remove(two.id)).toEqual([404, 0])
})

test('F9 a file may come slowly for as long as it needs, and is cut off when it comes too slowly', async () => {
  const clock = createHandClock()
  const server = await startServer({ clock })
  const ann = aVisitor(server.url)
  const { id } = await createDocument(ann)
  const send = (size: number) => {
    const headers = { cookie: ann.cookie(), 'content-length': size }
    const sent = request(`${server.url}/api/documents/${id}/files?name=a`, { method: 'POST', headers })
    const answer = new Promise<number | undefined>((resolve) => {
      sent.once('response', ({ statusCode }) => resolve(statusCode)).once('error', () => resolve(undefined))
    })
    return { sent, answer }
  }
  const minute = 70_000
  const WAIT = { timeout: 20_000 }
  const arrived = async (bytes: number) =>
    vi.waitUntil(() => onDisk(server.folder).some((name) => sizeOf(server.folder, name) >= bytes), WAIT)
  const steady = send(20 * minute)
  for (let part = 1; part <= 20; part++) {
    steady.sent.write(Buffer.alloc(minute, part))
    if (part === 20) break
    await arrived(part * minute)
    clock.turn(60_000)
  }
  expect(await steady.answer).toBe(201)

  const slow = send(2_000_000)
  slow.sent.write(Buffer.alloc(50_000))
  await vi.waitUntil(() => onDisk(server.folder).some((name) => name.startsWith('incoming')))
  await arrived(50_000)
  clock.turn(120_000)
  expect(await slow.answer).toBe(408)
  await vi.waitUntil(() => !onDisk(server.folder).some((name) => name.startsWith('incoming')))
  expect((await ann.get('/healthz')).status).toBe(200)
})

test('F9 what all files together may not have is refused for now, and what is here already fits', async () => {
  const { ann, id } = await aDocumentOn({ SAMEPAGE_MAX_UPLOADS: '1k' })
  const bytes = Buffer.alloc(700, 1)
  expect((await upload(ann, id, 'one.bin', bytes)).status).toBe(201)
  const refused = await upload(ann, id, 'two.bin', Buffer.alloc(700, 2))
  expect([refused.status, refused.code]).toEqual([507, 'storage-full'])
  expect(refused.headers.get('retry-after')).toBe('10')
  expect((await upload(ann, id, 'same.bin', bytes)).status).toBe(201)
  expect((await upload(ann, id, 'three.bin', Buffer.alloc(324, 3))).status).toBe(201)
})
