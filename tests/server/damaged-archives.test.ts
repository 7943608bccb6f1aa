import { expect, test } from 'vitest'
import type { ArchiveManifest, ArchiveTaken } from '../../document/protocol/archive.ts'
import type { DocumentList } from '../../document/protocol/home.ts'
import type { RefusalBody } from '../../document/protocol/refusals.ts'
import { keptFile, PNG } from '../support/files.ts'
import { aVisitor, createDocument, type Reply, readDocument, type Visitor } from '../support/http.ts'
import { createRandom, type Random } from '../support/random.ts'
import { again, FRESH_SEED } from '../support/seeds.ts'
import { startServer } from '../support/server.ts'
import { pack, unpack } from '../support/zips.ts'

const post = (visitor: Visitor, body: Uint8Array): Promise<Reply> =>
  visitor.post('/api/archive', { body, headers: { 'content-type': 'application/zip' } })

async function download(visitor: Visitor): Promise<Buffer> {
  const response = await fetch(`${visitor.url}/api/archive`, { headers: { cookie: visitor.cookie() } })
  return Buffer.from(await response.arrayBuffer())
}

const list = async (visitor: Visitor) => (await visitor.get('/api/documents')).json<DocumentList>().documents

const manifestOf = (entries: ReadonlyMap<string, Buffer>): ArchiveManifest =>
  JSON.parse(String(entries.get('manifest.json')))

/** An archive of two documents, the first of which shows a picture and links to the second. */
async function anArchive(visitor: Visitor): Promise<Map<string, Buffer>> {
  const second = await createDocument(visitor, { title: 'Second', markdown: 'its text' })
  const { url } = await keptFile(visitor, second.id, 'dot.png', PNG)
  await createDocument(visitor, { title: 'First', markdown: `[to it](/d/${second.id})\n\n![dot](${url})` })
  return unpack(await download(visitor))
}

test('A2 two documents of an archive under one id both come in, each with its own text', async () => {
  const ann = aVisitor((await startServer()).url)
  const entries = await anArchive(ann)
  const manifest = manifestOf(entries)
  const [first, second] = manifest.documents
  const documents = [first, { ...second, id: first?.id, title: 'Twin' }]
  entries.set('manifest.json', Buffer.from(JSON.stringify({ ...manifest, documents })))
  const other = aVisitor((await startServer()).url)
  const reply = await post(other, await pack(entries))
  expect(reply.status).toBe(201)
  const taken = reply.json<ArchiveTaken>()
  expect(taken.documents.map(({ title }) => title)).toEqual(['First', 'Second'])
  expect(await list(other)).toMatchObject([{ title: 'First' }, { title: 'Second' }])
  const [, twin] = taken.documents
  expect(JSON.stringify((await readDocument(other, twin?.id ?? '')).doc)).toContain('its text')
})

test('A4 an entry makes one document, however often an archive lists it', async () => {
  const ann = aVisitor((await startServer()).url)
  const entries = await anArchive(ann)
  const manifest = manifestOf(entries)
  const documents = manifest.documents.flatMap((one) => [one, one, one])
  entries.set('manifest.json', Buffer.from(JSON.stringify({ ...manifest, documents })))
  const taken = (await post(ann, await pack(entries))).json<ArchiveTaken>()
  expect(taken.documents).toHaveLength(2)
  expect(taken.left.map(({ fault }) => fault)).toEqual(Array(4).fill('missing'))
})

test('A4 text that would take far more memory than a document of ours is not parsed', async () => {
  const ann = aVisitor((await startServer()).url)
  const entries = await anArchive(ann)
  const [first] = manifestOf(entries).documents
  entries.set(first?.json ?? '', Buffer.from(`{"doc":[${'{},'.repeat(5_000_000)}{}]}`))
  const taken = (await post(ann, await pack(entries))).json<ArchiveTaken>()
  expect(taken.left).toEqual([{ kind: 'document', name: 'First', fault: 'missing' }])
})

test('A3 E3 a file that unpacks to more than it says is left out, and the server goes on', async () => {
  const ann = aVisitor((await startServer()).url)
  const entries = await anArchive(ann)
  const zip = await pack(entries)
  const at = directoryOf(zip).find((start) =>
    zip.subarray(start + 46, start + 52).equals(Buffer.from('files/')),
  )
  zip.writeUInt32LE(PNG.length - 1, (at ?? 0) + UNPACKED_SIZE)
  for (let i = 0; i < 10; i++) {
    const taken = (await post(ann, zip)).json<ArchiveTaken>()
    expect(taken.left).toEqual([{ kind: 'file', name: 'dot.png', fault: 'unreadable' }])
  }
})

test('A2 what an entry holds beside its document is looked over, however deep it goes', async () => {
  const ann = aVisitor((await startServer()).url)
  const entries = await anArchive(ann)
  const [first] = manifestOf(entries).documents
  const json = String(entries.get(first?.json ?? '')).replace(
    '"doc":{',
    `"doc":{"deep":${deepList(100_000)},`,
  )
  entries.set(first?.json ?? '', Buffer.from(json))
  expect((await post(ann, await pack(entries))).json<ArchiveTaken>().documents).toHaveLength(2)
})

const deepList = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth)

test('A4 an archive whose entries share their bytes, or that unpacks to very much in all, is refused', async () => {
  const ann = aVisitor((await startServer()).url)
  const zip = await pack(await anArchive(ann))
  const reasonOf = async (field: number, size: number): Promise<string> => {
    const changed = Buffer.from(zip)
    for (const at of directoryOf(zip)) changed.writeUInt32LE(size, at + field)
    const reply = await post(ann, changed)
    expect(reply.code).toBe('invalid-archive')
    return reply.json<RefusalBody>().error.reason ?? ''
  }
  expect(await reasonOf(PACKED_SIZE, Math.ceil(zip.length / 2))).toContain('share their bytes')
  expect(await reasonOf(UNPACKED_SIZE, 2 ** 30)).toContain('far more than it has')
})

test('A3 A4 E3 an archive damaged in any way is refused or comes in as far as it is whole', async () => {
  const server = await startServer({ env: { SAMEPAGE_REQUESTS_PER_SECOND: '0', SAMEPAGE_MAX_FILE: '1M' } })
  const ann = aVisitor(server.url)
  const entries = await anArchive(ann)
  const before = (await list(ann)).length
  const random = createRandom(FRESH_SEED)
  const tally = { refused: 0, left: 0, whole: 0 }
  let made = 0
  for (let run = 0; run < 120; run++) {
    const reply = await post(ann, await damage(entries, random))
    const told = `run ${run}, ${again(FRESH_SEED)}: ${reply.status} ${reply.text}`
    expect([201, 422], told).toContain(reply.status)
    if (reply.status === 422) expect(reply.code, told).toBe('invalid-archive')
    const taken = reply.status === 201 ? reply.json<ArchiveTaken>() : { documents: [], left: [] }
    made += taken.documents.length
    if (reply.status === 422) tally.refused++
    else if (taken.left.length > 0) tally.left++
    else tally.whole++
  }
  // Each of the three came about, or the damage was none.
  expect(Math.min(tally.refused, tally.left, tally.whole), JSON.stringify(tally)).toBeGreaterThan(5)
  const { total } = (await ann.get('/api/documents?limit=1')).json<DocumentList>()
  expect(total).toBe(before + made)
})

const DIRECTORY_ENTRY = Buffer.from('PK\u0001\u0002')
const PACKED_SIZE = 20
const UNPACKED_SIZE = 24

/** Where the entries of a zip's directory begin. */
function directoryOf(zip: Buffer): number[] {
  const found: number[] = []
  for (let at = zip.indexOf(DIRECTORY_ENTRY); at >= 0; at = zip.indexOf(DIRECTORY_ENTRY, at + 1))
    found.push(at)
  return found
}

/** An archive with one kind of damage, of the zip itself or of what it says. */
async function damage(entries: ReadonlyMap<string, Buffer>, random: Random): Promise<Buffer> {
  const changed = new Map(entries)
  const name = random.pick([...changed.keys()])
  const bytes = Buffer.from(changed.get(name) ?? '')
  const flip = (buffer: Buffer, count: number): Buffer => {
    for (let i = 0; i < count; i++) buffer[random.int(buffer.length)] = random.int(256)
    return buffer
  }
  switch (random.int(8)) {
    case 0: {
      const zip = await pack(changed)
      return zip.subarray(0, random.int(zip.length))
    }
    case 1:
      return flip(await pack(changed), 1 + random.int(20))
    case 2: {
      const zip = await pack(changed)
      const at = random.pick(directoryOf(zip))
      return Buffer.concat([zip.subarray(0, at), flip(Buffer.from(zip.subarray(at)), 1 + random.int(3))])
    }
    case 3:
      return pack([...changed, [name, flip(bytes, 3)]])
    case 4:
      changed.delete(name)
      return pack(changed)
    case 5:
      return pack(changed.set(name, flip(bytes, 1 + random.int(5))))
    case 6:
      return pack(changed.set(name, bytes.subarray(0, random.int(bytes.length))))
    default:
      return pack(
        changed.set('manifest.json', Buffer.from(JSON.stringify(twisted(manifestOf(changed), random)))),
      )
  }
}

/** A table of contents whose fields are mixed up, repeated, missing or of a strange kind. */
function twisted(manifest: ArchiveManifest, random: Random): unknown {
  const rows: Record<string, unknown>[] = random.pick([manifest.documents, manifest.files]) as never
  const row = random.pick(rows)
  const key = random.pick(Object.keys(row))
  const strange = ['', '../../etc/passwd', '\u0000', 'x'.repeat(10_000), -1, 1e300, null, {}, '__proto__']
  row[key] = random.chance(0.5) ? random.pick(rows)[key] : random.pick(strange)
  if (random.chance(0.3)) rows.push({ ...random.pick(rows) })
  return manifest
}
