import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { ArchiveManifest, ArchiveTaken } from '../../document/protocol/archive.ts'
import type { DocumentList } from '../../document/protocol/home.ts'
import { keptFile, PNG } from '../support/files.ts'
import { aCommitOn, aVisitor, createDocument, readDocument, type Visitor } from '../support/http.ts'
import { startServer } from '../support/server.ts'
import { pack, unpack } from '../support/zips.ts'

async function download(visitor: Visitor): Promise<Buffer> {
  const response = await fetch(`${visitor.url}/api/archive`, { headers: { cookie: visitor.cookie() } })
  expect(response.headers.get('content-type')).toBe('application/zip')
  expect(response.headers.get('content-disposition')).toMatch(
    /^attachment; filename="Samepage \d{4}-\d\d-\d\d\.zip"/,
  )
  return Buffer.from(await response.arrayBuffer())
}

async function bringBack(visitor: Visitor, zip: Uint8Array): Promise<ArchiveTaken> {
  const reply = await visitor.post('/api/archive', {
    body: zip,
    headers: { 'content-type': 'application/zip' },
  })
  if (reply.status !== 201) throw new Error(`the archive was refused: ${reply.status} ${reply.text}`)
  return reply.json<ArchiveTaken>()
}

const list = async (visitor: Visitor) => (await visitor.get('/api/documents')).json<DocumentList>().documents

/** Two documents that name each other, one with a picture in it, starred and in a folder. */
async function anAccount(visitor: Visitor) {
  const trip = await createDocument(visitor, {
    title: 'Trip: to/the lake',
    markdown: 'We *went*.\n\n- one\n- two',
  })
  const plan = await createDocument(visitor, { title: 'Plan' })
  const picture = await keptFile(visitor, trip.id, 'lake.png', PNG)
  const mark = { type: 'link', attrs: { href: `http://elsewhere.example/d/${plan.id}#end` } }
  const content = [
    {
      type: 'figure',
      attrs: { src: picture.url, alt: 'Water' },
      content: [{ type: 'text', text: 'Autumn' }],
    },
    {
      type: 'paragraph',
      content: [
        { type: 'text', text: 'see', marks: [mark] },
        { type: 'document_link', attrs: { document: plan.id, title: 'Plan' } },
      ],
    },
  ]
  const { doc } = await readDocument(visitor, trip.id)
  const end = 2 + (doc as { content: [{ content: [{ text: string }] }] }).content[0].content[0].text.length
  const steps = [{ stepType: 'replace', from: end, to: end, slice: { content } }]
  const reply = await visitor.post(`/api/documents/${trip.id}/commits`, {
    json: await aCommitOn(visitor, trip.id, { steps }),
  })
  expect(reply.status).toBe(201)
  await visitor.post(`/api/documents/${trip.id}/mine`, { json: { isStarred: true, folder: 'Journeys' } })
  return { trip, plan, picture }
}

test('A1 an archive holds every document as Markdown and as JSON, and the files they name', async () => {
  const server = await startServer()
  const ann = aVisitor(server.url)
  const { trip, plan, picture } = await anAccount(ann)
  await createDocument(aVisitor(server.url), { title: "Bob's own" })
  const entries = await unpack(await download(ann))
  const manifest = JSON.parse(String(entries.get('manifest.json'))) as ArchiveManifest
  expect(manifest.documents).toMatchObject([
    { id: trip.id, title: 'Trip: to/the lake', seq: 2, isStarred: true, folder: 'Journeys' },
    { id: plan.id, title: 'Plan', isStarred: false, folder: null },
  ])
  expect(manifest.files).toEqual([{ id: picture.id, name: 'lake.png', path: `files/${picture.id}/lake.png` }])
  expect(entries.get(`files/${picture.id}/lake.png`)?.equals(PNG)).toBe(true)
  for (const { id, json, markdown } of manifest.documents) {
    expect(JSON.parse(String(entries.get(json)))).toEqual(await readDocument(ann, id))
    const text = await ann.get(`/api/documents/${id}`, { headers: { accept: 'text/markdown' } })
    expect(String(entries.get(markdown))).toBe(text.text)
  }
  expect([...entries.keys()].filter((name) => /\.\.|^\/|\\/.test(name))).toEqual([])
})

test('A2 an archive brought to another server makes the same documents, with links and files of their own', async () => {
  const ann = aVisitor((await startServer()).url)
  const { trip, plan, picture } = await anAccount(ann)
  const before = JSON.stringify((await readDocument(ann, trip.id)).doc)
  const zip = await download(ann)

  const other = aVisitor((await startServer()).url)
  const taken = await bringBack(other, zip)
  expect(taken).toEqual({
    documents: [
      { id: expect.not.stringMatching(trip.id), title: 'Trip: to/the lake' },
      { id: expect.not.stringMatching(plan.id), title: 'Plan' },
    ],
    files: 1,
    left: [],
  })
  const [newTrip, newPlan] = taken.documents
  const after = JSON.stringify((await readDocument(other, newTrip?.id ?? '')).doc)
  const file = /\/files\/([\w-]{22})/.exec(after)?.[1] ?? ''
  expect(after).toBe(
    before
      .replace(`http://elsewhere.example/d/${plan.id}#end`, `/d/${newPlan?.id}#end`)
      .replaceAll(plan.id, newPlan?.id ?? '')
      .replaceAll(picture.id, file),
  )
  expect((await other.get(`/files/${file}/lake.png`)).headers.get('content-type')).toBe('image/png')
  expect(await list(other)).toMatchObject([
    { title: 'Trip: to/the lake', isStarred: true, folder: 'Journeys' },
    { title: 'Plan', isStarred: false, folder: null },
  ])
})

test('A2 an archive brought back to where it came from touches nothing that is there', async () => {
  const ann = aVisitor((await startServer()).url)
  const { trip } = await anAccount(ann)
  const before = await readDocument(ann, trip.id)
  await bringBack(ann, await download(ann))
  expect(await readDocument(ann, trip.id)).toEqual(before)
  expect(await list(ann)).toHaveLength(4)
})

test('A3 what is missing, damaged or no document is left out and named, and the others come in', async () => {
  const ann = aVisitor((await startServer()).url)
  const { trip } = await anAccount(ann)
  const more = await Promise.all(
    ['Gone', 'Broken', 'Strange', 'Good'].map((title) => createDocument(ann, { title })),
  )
  const entries = await unpack(await download(ann))
  const manifest = JSON.parse(String(entries.get('manifest.json'))) as ArchiveManifest
  const entryOf = (title: string) => manifest.documents.find((one) => one.title === title)?.json ?? ''
  entries.delete(entryOf('Gone'))
  entries.set(entryOf('Broken'), Buffer.from('{"doc":'))
  entries.set(
    entryOf('Strange'),
    Buffer.from(
      JSON.stringify({
        doc: { type: 'doc', content: [{ type: 'figure', attrs: { src: 'javascript:alert(1)' } }] },
      }),
    ),
  )
  for (const name of entries.keys()) if (name.startsWith('files/')) entries.delete(name)
  const taken = await bringBack(ann, await pack(entries))
  expect(taken.documents).toHaveLength(more.length + 2 - 3)
  expect(taken.left).toHaveLength(4)
  expect(taken.left).toEqual(
    expect.arrayContaining([
      { kind: 'document', name: 'Gone', fault: 'missing' },
      { kind: 'document', name: 'Broken', fault: 'unreadable' },
      { kind: 'document', name: 'Strange', fault: 'unreadable' },
      { kind: 'file', name: 'lake.png', fault: 'missing' },
    ]),
  )
  expect((await readDocument(ann, trip.id)).title).toBe('Trip: to/the lake')
})

test('A4 what is no archive of ours is refused, and leaves nothing behind', async () => {
  const server = await startServer({ env: { SAMEPAGE_MAX_ARCHIVE: '100k' } })
  const ann = aVisitor(server.url)
  await createDocument(ann, { title: 'Only' })
  const post = (body: Uint8Array | string, type = 'application/zip') =>
    ann.post('/api/archive', { body, headers: { 'content-type': type } })
  const whole = await download(ann)
  expect((await post('')).code).toBe('invalid-archive')
  expect((await post('PK\u0003\u0004 and nothing more')).code).toBe('invalid-archive')
  expect((await post(whole.subarray(0, whole.length - 30))).code).toBe('invalid-archive')
  expect((await post(await pack([['notes.txt', 'x']]))).code).toBe('invalid-archive')
  expect((await post(await pack([['manifest.json', '{"format":"other"}']]))).code).toBe('invalid-archive')
  expect((await post(whole, 'application/octet-stream')).code).toBe('unsupported-media-type')
  expect((await post(Buffer.alloc(102_401))).code).toBe('file-too-large')
  expect(readdirSync(join(server.folder, 'files', 'incoming'))).toEqual([])
  expect(await list(ann)).toHaveLength(1)
})

test('A4 names that climb, and a document or file that unpacks to very much, do no harm', async () => {
  const server = await startServer({ env: { SAMEPAGE_MAX_FILE: '1M' } })
  const ann = aVisitor(server.url)
  const { trip, picture } = await anAccount(ann)
  const entries = await unpack(await download(ann))
  const manifest = JSON.parse(String(entries.get('manifest.json'))) as ArchiveManifest
  const bomb = Buffer.alloc(80_000_000, ' ')
  const changed = {
    ...manifest,
    documents: manifest.documents.map((one) => (one.id === trip.id ? one : { ...one, json: 'bomb.json' })),
    files: manifest.files.map((one) => ({ ...one, name: '../../../evil.sh', path: 'bomb.json' })),
  }
  const zip = await pack([...entries, ['manifest.json', JSON.stringify(changed)], ['bomb.json', bomb]])
  expect(zip.length).toBeLessThan(1_000_000)
  const taken = await bringBack(ann, zip)
  expect(taken.documents).toHaveLength(1)
  expect(taken.left).toEqual([
    { kind: 'document', name: 'Plan', fault: 'missing' },
    { kind: 'file', name: '../../../evil.sh', fault: 'too-large' },
  ])
  expect(existsSync(join(server.folder, '..', 'evil.sh'))).toBe(false)
  expect((await ann.get(picture.url)).status).toBe(200)

  // The zip reader itself refuses a name that climbs; a whole archive with one is none of ours.
  const climbing = await pack([...entries, ['aa/evil', 'x']])
  const at = climbing.lastIndexOf('aa/evil')
  climbing.write('../evil', at)
  const reply = await ann.post('/api/archive', {
    body: climbing,
    headers: { 'content-type': 'application/zip' },
  })
  expect(reply.code).toBe('invalid-archive')
})

test('A1 an archive whose reader goes away half-way leaves nothing open', async () => {
  const server = await startServer()
  const ann = aVisitor(server.url)
  const { id } = await createDocument(ann, { title: 'Large' })
  const { url } = await keptFile(ann, id, 'large.bin', Buffer.alloc(20_000_000, 7))
  const steps = [
    {
      stepType: 'replace',
      from: 2,
      to: 2,
      slice: { content: [{ type: 'attachment', attrs: { src: url, name: 'large.bin' } }] },
    },
  ]
  const at = 2 + 'Large'.length
  const json = await aCommitOn(ann, id, { steps: steps.map((step) => ({ ...step, from: at, to: at })) })
  expect((await ann.post(`/api/documents/${id}/commits`, { json })).status).toBe(201)
  const openFiles = () => readdirSync('/proc/self/fd').length
  const before = openFiles()
  for (let i = 0; i < 20; i++) {
    const leave = new AbortController()
    const response = await fetch(`${ann.url}/api/archive`, {
      headers: { cookie: ann.cookie() },
      signal: leave.signal,
    })
    await response.body?.getReader().read()
    leave.abort()
  }
  await expect.poll(openFiles).toBeLessThan(before + 5)
})
