import type { Attack, Scene } from '../attack.ts'
import type { Caller } from '../caller.ts'
import { commit, type DocumentHandle, makeDocument, paragraph, replaced, typed } from '../document-handle.ts'

const FIRST_TEXT = 3
const FORMS = ['application/json', 'text/markdown', 'text/html', 'text/plain']
const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
/** So many writes may somebody make at once. */
const BURST = 250

/** A document of many tiny commits, by as many people as that takes. */
async function manyCommits(scene: Scene, count: number): Promise<DocumentHandle> {
  let person = await scene.person()
  const document = await makeDocument(person)
  for (let i = 0; i < count && !scene.over.aborted; i++) {
    if (i % BURST === BURST - 1) person = await scene.person()
    await commit(person, document, [typed(FIRST_TEXT, 1)])
  }
  return document
}

function text(length: number): string {
  const sentence =
    'Somebody wrote this **sentence** of a long document, and [a link](https://example.org/a). ' +
    'It was read by few, as most are, until one of them found it late at night. '
  return sentence
    .repeat(Math.ceil(length / sentence.length / 10))
    .replace(/(.{880})/g, '$1\n\n')
    .repeat(10)
}

async function makeOnce(
  scene: Scene,
  markdown: string,
): Promise<{ person: Caller; document: DocumentHandle }> {
  return scene.once('long', async () => {
    const person = await scene.person()
    return { person, document: await makeDocument(person, markdown) }
  })
}

/** Reads: none of them is counted by person. */
export const reads: readonly Attack[] = [
  {
    name: 'H8',
    input: '3,300 commits of a letter, then ten GET ?at= together',
    async begin(scene) {
      const stranger = scene.stranger()
      const { path, seq } = await scene.once('commits', () => manyCommits(scene, scene.count(3_300, 10_000)))
      return async () => {
        const versions = Array.from({ length: 10 }, (_, i) => Math.floor(((i + 0.5) * seq) / 10))
        await Promise.all(versions.map((at) => stranger.get(`${path}?at=${at}`)))
      }
    },
  },
  {
    name: 'H8-formats',
    input: '1,000 commits of a letter, then 40 GET ?at= together in every form',
    async begin(scene) {
      const stranger = scene.stranger()
      const { path, seq } = await scene.once('commits', () => manyCommits(scene, scene.count(1_000, 5_000)))
      return async () => {
        const calls = Array.from({ length: 40 }, (_, i) => ({
          at: (i * 97) % (seq + 1),
          accept: FORMS[i % 4] ?? '',
        }))
        await Promise.all(calls.map(({ at, accept }) => stranger.get(`${path}?at=${at}`, { accept })))
      }
    },
  },
  {
    name: 'H10',
    input: 'a document of 1.9 M in ordinary sentences: made, then its page, JSON, Markdown, HTML and text',
    async begin(scene) {
      const { person, document } = await makeOnce(scene, text(scene.count(1_700_000, 1_700_000)))
      return async () => {
        await person.get(`/d/${document.id}`)
        for (const accept of FORMS) await person.get(document.path, { accept })
      }
    },
  },
  {
    name: 'H10-together',
    input: 'the same, asked for in all forms by 20 strangers together',
    async begin(scene) {
      const { document } = await makeOnce(scene, text(scene.count(1_700_000, 1_700_000)))
      const strangers = Array.from({ length: 20 }, () => scene.stranger())
      return async () =>
        void (await Promise.all(
          strangers.flatMap((each) => [
            each.get(`/d/${document.id}`),
            ...FORMS.map((accept) => each.get(document.path, { accept })),
          ]),
        ))
    },
  },
  {
    name: 'H10-word',
    input: 'a document of 1.9 M as Word',
    async begin(scene) {
      const { person, document } = await makeOnce(scene, text(scene.count(1_700_000, 1_700_000)))
      return async () => void (await person.get(document.path, { accept: WORD }))
    },
  },
  {
    name: 'H10-paragraphs',
    input:
      '48,000 paragraphs of a letter, as many as a document may have: made, then its page, JSON, Markdown, HTML and text',
    async begin(scene) {
      const { person, document } = await makeOnce(scene, 'a\n\n'.repeat(scene.count(48_000, 49_000)))
      return async () => {
        await person.get(`/d/${document.id}`)
        for (const accept of FORMS) await person.get(document.path, { accept })
      }
    },
  },
  {
    name: 'H10-rewrites',
    input: 'a document of 1.9 M that is opened after each of 20 letters',
    async begin(scene) {
      const { person, document } = await makeOnce(scene, text(scene.count(1_700_000, 1_700_000)))
      return async () => {
        for (let i = 0; i < 20 && !scene.over.aborted; i++) {
          await commit(person, document, [typed(1, 1)])
          await person.get(document.path)
        }
      }
    },
  },
  {
    name: 'events',
    input: '500 commits of 5,000 letters read as JSON pages by 50 strangers together',
    async begin(scene) {
      const document = await scene.once('commits', async () => {
        const person = await scene.person()
        const made = await makeDocument(person)
        for (let i = 0; i < scene.count(100, 300) && !scene.over.aborted; i++)
          await commit(person, made, [replaced(2, 2, [paragraph('x'.repeat(5_000))])])
        return made
      })
      const strangers = Array.from({ length: 50 }, () => scene.stranger())
      return async () =>
        void (await Promise.all(
          strangers.map((each) =>
            each.get(`${document.path}/events?after=0`, { accept: 'application/json' }),
          ),
        ))
    },
  },
  {
    name: 'copies',
    input: '50 copies of a document of 1.9 M',
    async begin(scene) {
      const { person, document } = await makeOnce(scene, text(1_700_000))
      return async () => {
        for (let i = 0; i < scene.count(50, 250) && !scene.over.aborted; i++)
          await person.post(`${document.path}/copies`, {})
      }
    },
  },
  {
    name: 'H1',
    input: 'six documents of 1.3 M 一, then a search for 200 of them',
    async begin(scene) {
      const person = await scene.once('texts', async () => {
        const writer = await scene.person()
        for (let i = 0; i < 6; i++) await makeDocument(writer, '一'.repeat(scene.count(1_300_000, 1_300_000)))
        await scene.wait(3_000)
        return writer
      })
      return async () => {
        await person.get(`/api/search?q=${encodeURIComponent('一'.repeat(200))}`)
        await scene.stranger().get(`/api/search?q=${encodeURIComponent('一'.repeat(200))}`)
      }
    },
  },
  {
    name: 'H1-words',
    input: 'six documents of 1.9 M of a few words, then searches of many kinds',
    async begin(scene) {
      const person = await scene.once('texts', async () => {
        const writer = await scene.person()
        for (let i = 0; i < 6; i++)
          await makeDocument(writer, 'a b c d ab abc '.repeat(scene.count(120_000, 120_000)))
        await scene.wait(3_000)
        return writer
      })
      const queries = [
        'a',
        'a b c d '.repeat(25),
        '"a b c d"',
        `"${'a b '.repeat(49)}"`,
        'a* OR b NEAR(c d)',
        '"" "" ""',
        'абв'.repeat(60),
        '\u0301'.repeat(200),
        '%'.repeat(200),
      ]
      return async () => {
        for (const query of queries) await person.get(`/api/search?q=${encodeURIComponent(query)}`)
      }
    },
  },
]
