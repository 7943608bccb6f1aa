import { randomBytes } from 'node:crypto'
import { readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { pack } from '../../support/zips.ts'
import type { Attack, Scene } from '../attack.ts'
import type { Caller } from '../caller.ts'
import { commit, makeDocument, replaced } from '../document-handle.ts'
import { openSockets, requestHead } from '../raw-sockets.ts'

const ZIP = 'application/zip'
const DOC = (content: string): string =>
  `{"doc":{"type":"doc","content":[{"type":"title"},${content}]},"schema":"3"}`

function documentId(): string {
  return randomBytes(16).toString('base64url')
}

/** An archive of these documents' JSON. */
function archive(documents: readonly string[]): Promise<Buffer> {
  const listed = documents.map((_, i) => ({
    id: documentId(),
    title: `Document ${i}`,
    seq: 1,
    markdown: `documents/${i}.md`,
    json: `documents/${i}.json`,
    isStarred: false,
    folder: null,
  }))
  const manifest = { format: 'samepage-archive', version: 1, at: 0, documents: listed, files: [] }
  return pack([
    ['manifest.json', JSON.stringify(manifest)],
    ...documents.map((json, i) => [`documents/${i}.json`, json] as const),
  ])
}

async function send(person: Caller, zip: Buffer): Promise<number> {
  return (await person.post('/api/archive', zip, ZIP)).status
}

function sent(name: string, input: string, documents: (scene: Scene) => readonly string[]): Attack {
  return {
    name,
    input,
    async begin(scene) {
      const person = await scene.person()
      const zip = await archive(documents(scene))
      return async () => void (await send(person, zip))
    },
  }
}

const repeated = (part: string, count: number): string => Array.from({ length: count }, () => part).join(',')
const PARAGRAPH = '{"type":"paragraph"}'

function listed(person: Caller): Promise<number> {
  return person.get('/api/documents?limit=1000').then((answer) => answer.json<{ total: number }>().total)
}

function folderBytes(folder: string): number {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0)
  } catch {
    return 0
  }
}

function databaseBytes(folder: string): number {
  return ['samepage.sqlite', 'samepage.sqlite-wal'].reduce((sum, name) => {
    return sum + (statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0)
  }, 0)
}

/** Zips that come in, and go out. */
export const archives: readonly Attack[] = [
  sent('H5', 'an archive of one document: 66 MB of JSON of empty paragraphs', (scene) => [
    DOC(repeated(PARAGRAPH, scene.count(3_200_000, 3_200_000))),
  ]),
  sent('H5-four', 'four such archives in one', (scene) =>
    Array.from({ length: 4 }, () => DOC(repeated(PARAGRAPH, scene.count(3_200_000, 3_200_000)))),
  ),
  sent('H5-fitting', 'an archive of four documents of 900,000 empty paragraphs', (scene) =>
    Array.from({ length: 4 }, () => DOC(repeated(PARAGRAPH, scene.count(900_000, 900_000)))),
  ),
  sent('H5-deep', 'an archive of one document of quotes in quotes, 100,000 deep', (scene) => {
    const depth = scene.count(100_000, 1_000_000)
    return [DOC(`${'{"type":"blockquote","content":['.repeat(depth)}${PARAGRAPH}${']}'.repeat(depth)}`)]
  }),
  sent('H5-numbers', 'an archive of one document: 66 MB of JSON of a list of numbers', (scene) => [
    `{"doc":[${repeated('1', scene.count(33_000_000, 33_000_000))}]}`,
  ]),
  sent('H5-table', 'an archive with the table of S2', () => {
    const first =
      '{"type":"table_cell","attrs":{"colspan":1,"colwidth":[9]},"content":[{"type":"paragraph"}]}'
    const other = '{"type":"table_cell","attrs":{"colspan":100},"content":[{"type":"paragraph"}]}'
    return [
      DOC(
        `{"type":"table","content":[{"type":"table_row","content":[${first},${repeated(other, 52_000)}]}]}`,
      ),
    ]
  }),
  sent('H12-archive', 'an archive of 10,000 documents', (scene) =>
    Array.from({ length: scene.count(10_000, 50_000) }, (_, i) =>
      DOC(`{"type":"paragraph","content":[{"type":"text","text":"${i}"}]}`),
    ),
  ),
  {
    name: 'M4',
    input: 'the server is killed while an archive of 2,000 documents comes in',
    isAlone: true,
    async begin(scene) {
      const person = await scene.person()
      await makeDocument(person)
      const count = scene.count(2_000, 10_000)
      const zip = await archive(
        Array.from({ length: count }, (_, i) =>
          DOC(`{"type":"paragraph","content":[{"type":"text","text":"${i}"}]}`),
        ),
      )
      return async () => {
        const sending = send(person, zip)
        // As soon as something of it is on disk.
        const before = databaseBytes(scene.folder)
        for (let i = 0; i < 1_000 && databaseBytes(scene.folder) < before + 1_500_000; i++)
          await scene.wait(5)
        await scene.restart()
        const status = await sending
        const stayed = (await listed(person)) - 1
        scene.note(`${stayed} of ${count} documents stayed`)
        const isWhole = status === 201 ? stayed === count : stayed === 0
        scene.demand(isWhole || stayed === count, `half an import stayed: ${stayed} of ${count}`)
      }
    },
  },
  {
    name: 'M9',
    input: 'eight archives of 60 MB that are no zips, at once, with 100 MB allowed for all files',
    isAlone: true,
    env: { SAMEPAGE_MAX_UPLOADS: '100M' },
    async begin(scene) {
      const person = await scene.person()
      return async () => {
        const bytes = scene.count(60_000_000, 200_000_000)
        const held = await openSockets(scene, 8, true)
        const head = { Cookie: person.cookie(), 'Content-Type': ZIP, 'Content-Length': String(bytes) }
        held.write(requestHead('POST', '/api/archive', head))
        let most = 0
        for (let sentBytes = 0; sentBytes < bytes - 2_000_000; sentBytes += 2_000_000) {
          held.write(Buffer.alloc(2_000_000, 'x'))
          await scene.wait(100)
          most = Math.max(most, folderBytes(join(scene.folder, 'files')))
        }
        scene.note(`at most ${Math.round(most / 1e6)} MB stood on disk`)
        scene.demand(most < 150_000_000, `${Math.round(most / 1e6)} MB stood on disk`)
        held.close()
      }
    },
  },
  {
    name: 'missing-file',
    input: 'an archive is asked for after a file of one document was lost from the folder',
    isAlone: true,
    async begin(scene) {
      const person = await scene.person()
      const document = await makeDocument(person)
      await makeDocument(person, 'Another document.')
      const file = await person.post(
        `${document.path}/files?name=a.txt`,
        'some bytes',
        'application/octet-stream',
      )
      const { url } = file.json<{ url: string }>()
      await commit(person, document, [
        replaced(2, 2, [{ type: 'attachment', attrs: { src: url, name: 'a.txt', size: 10 } }]),
      ])
      return async () => {
        rmSync(join(scene.folder, 'files'), { recursive: true, force: true })
        const answer = await person.get('/api/archive')
        scene.demand(answer.bytes.includes('manifest.json'), 'one lost file cuts off the whole archive')
      }
    },
  },
  {
    name: 'archives-out',
    input: '200 documents of 100 kB, then five archives asked for at once',
    async begin(scene) {
      const person = await scene.once('documents', async () => {
        const writer = await scene.person()
        for (let i = 0; i < scene.count(200, 250) && !scene.over.aborted; i++)
          await makeDocument(writer, `${'a sentence of some words. '.repeat(40)}\n\n`.repeat(100))
        return writer
      })
      return async () => void (await Promise.all(Array.from({ length: 5 }, () => person.get('/api/archive'))))
    },
  },
]
