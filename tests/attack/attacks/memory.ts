import type { Attack, Scene } from '../attack.ts'
import type { Caller } from '../caller.ts'
import { commit, type DocumentHandle, makeDocument, paragraph, replaced, typed } from '../document-handle.ts'

const FIRST_TEXT = 3
const MILLION = 1_000_000
/** A letter of three bytes: with so many a body is 4 MB and a document not yet full. */
const WIDE_LETTERS = 1_380_000
const PICTURE = `data:image/png;base64,${'A'.repeat(130_000)}`

/** Commits whose bodies are 4 MB each, each in the place of the one before; answers where the document stands then. */
async function rewriteOften(caller: Caller, count: number, scene: Scene): Promise<DocumentHandle> {
  const document = await makeDocument(caller)
  let length = 0
  for (let i = 0; i < count && !scene.over.aborted; i++) {
    const text = (i % 2 ? '一' : '二').repeat(WIDE_LETTERS)
    const answer = await commit(caller, document, [
      replaced(FIRST_TEXT, FIRST_TEXT + length, [{ type: 'text', text }]),
    ])
    if (answer.status === 201) length = WIDE_LETTERS
  }
  return document
}

async function commitEach(
  caller: Caller,
  document: DocumentHandle,
  count: number,
  scene: Scene,
): Promise<void> {
  for (let i = 0; i < count && !scene.over.aborted; i++)
    await commit(caller, document, [typed(FIRST_TEXT, 1)])
}

/** What is kept in memory, or on disk, and counted nowhere. */
export const memory: readonly Attack[] = [
  {
    name: 'S4',
    input: '95,000 empty paragraphs in ten commits, then 200 letters of one each',
    async begin(scene) {
      const person = await scene.person()
      const document = await makeDocument(person)
      const size = scene.count(9_500, 9_900)
      for (let i = 0; i < 10; i++) {
        await commit(person, document, [
          replaced(
            2,
            2,
            Array.from({ length: size }, () => paragraph()),
          ),
        ])
      }
      return () => commitEach(person, document, 200, scene)
    },
  },
  {
    name: 'S4-bodies',
    input: '90 commits of 4 MB, each in the place of the one before',
    async begin(scene) {
      const person = await scene.person()
      return async () => void (await rewriteOften(person, scene.count(90, 120), scene))
    },
  },
  {
    name: 'S4-many-documents',
    input: '60 documents of 2,000,000 letters, each made and then opened',
    async begin(scene) {
      const person = await scene.person()
      return async () => {
        for (let i = 0; i < scene.count(60, 120) && !scene.over.aborted; i++) {
          const { path } = await makeDocument(person, 'a'.repeat(1_999_000))
          await person.get(path)
        }
      }
    },
  },
  {
    name: 'S5',
    input: '86 commits of 4 MB, a restart, then GET ?at= of the version before the last',
    restarts: true,
    async begin(scene) {
      const person = await scene.person()
      const { path, seq } = await scene.once('bodies', () =>
        rewriteOften(person, scene.count(86, 120), scene),
      )
      return async () => void (await person.get(`${path}?at=${Math.max(0, seq - 1)}`))
    },
  },
  {
    name: 'S5-anywhere',
    input: '40 commits of 4 MB, then 20 GET ?at= of any versions together',
    async begin(scene) {
      const person = await scene.person()
      const { path, seq } = await scene.once('bodies', () => rewriteOften(person, scene.count(40, 80), scene))
      const versions = Array.from({ length: 20 }, (_, i) => (i * 7) % (seq + 1))
      return async () => void (await Promise.all(versions.map((at) => person.get(`${path}?at=${at}`))))
    },
  },
  {
    name: 'S6-residue',
    input: '60 commits with 4 MB of lost text each, then GET residue',
    async begin(scene) {
      const person = await scene.person()
      const document = await makeDocument(person)
      const lost = [0, 1].map(() => ({ reason: 'deleted' as const, text: 'x'.repeat(2 * MILLION) }))
      for (let i = 0; i < scene.count(60, 100); i++) await commit(person, document, [], { lost })
      return async () => {
        const answer = await person.get(`${document.path}/residue`)
        scene.note(`residue of ${Math.round(answer.bytes.length / 1e6)} MB in one answer`)
      }
    },
  },
  {
    name: 'S6-small-residue',
    input: '100 commits with 500 lost letters each, then GET residue',
    async begin(scene) {
      const person = await scene.person()
      const document = await makeDocument(person)
      const lost = Array.from({ length: 500 }, () => ({ reason: 'deleted' as const, text: 'x' }))
      for (let i = 0; i < scene.count(100, 250); i++) await commit(person, document, [], { lost })
      return async () => void (await person.get(`${document.path}/residue`))
    },
  },
  {
    name: 'S7',
    input: '40 commits of 31 pictures of 130 kB each, written into the text, then the page and HTML',
    async begin(scene) {
      const person = await scene.person()
      const document = await makeDocument(person)
      const pictures = Array.from({ length: 31 }, () => ({ type: 'image', attrs: { src: PICTURE } }))
      return async () => {
        for (let i = 0; i < scene.count(40, 120) && !scene.over.aborted; i++) {
          await commit(person, document, [replaced(FIRST_TEXT, FIRST_TEXT, pictures)])
        }
        const page = await person.get(`/d/${document.id}`)
        scene.note(`a page of ${Math.round(page.bytes.length / 1e6)} MB`)
        await person.get(document.path, { accept: 'text/html' })
      }
    },
  },
  {
    name: 'S7-links',
    input: '40 commits of 2,000 letters, each a link of 2 kB, then the page',
    async begin(scene) {
      const person = await scene.person()
      const document = await makeDocument(person)
      const href = (i: number) => `https://example.org/${i}/${'a'.repeat(2_000)}`
      const links = Array.from({ length: 1_900 }, (_, i) => ({
        type: 'text',
        text: 'a',
        marks: [{ type: 'link', attrs: { href: href(i) } }],
      }))
      return async () => {
        for (let i = 0; i < scene.count(40, 120) && !scene.over.aborted; i++) {
          await commit(person, document, [replaced(FIRST_TEXT, FIRST_TEXT, links)])
        }
        await person.get(`/d/${document.id}`)
      }
    },
  },
]
