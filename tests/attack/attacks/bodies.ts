import type { Attack, Scene } from '../attack.ts'
import { commitBody, makeDocument } from '../document-handle.ts'

const BODY_BYTES = 4_190_000
const BODIES = 10

/** A body of one thing again and again, as large as a body may be. */
function body(name: string, input: string, make: (bytes: number) => string): Attack {
  return {
    name,
    input: `${BODIES} bodies of 4 MB: ${input}`,
    async begin(scene) {
      const person = await scene.person()
      const { path } = await makeDocument(person)
      const sent = make(scene.count(BODY_BYTES, BODY_BYTES))
      return async () => {
        for (let i = 0; i < BODIES && !scene.over.aborted; i++) await person.post(`${path}/commits`, sent)
      }
    },
  }
}

/** A body that is a commit but for its steps. */
function commitOf(name: string, input: string, step: string): Attack {
  return {
    name,
    input: `${BODIES} commits of 4 MB: ${input}`,
    async begin(scene: Scene) {
      const person = await scene.person()
      const document = await makeDocument(person)
      return async () => {
        for (let i = 0; i < BODIES && !scene.over.aborted; i++) {
          const steps = repeated(step, scene.count(BODY_BYTES - 1_000, BODY_BYTES - 1_000))
          const sent = commitBody(document, []).replace('"steps":[]', `"steps":[${steps}]`)
          await person.post(`${document.path}/commits`, sent)
        }
      }
    },
  }
}

function repeated(part: string, bytes: number): string {
  return `${`${part},`.repeat(Math.floor(bytes / (part.length + 1)))}${part}`
}

const nested = (depth: number): string =>
  `${'{"type":"blockquote","content":['.repeat(depth)}{"type":"paragraph"}${']}'.repeat(depth)}`

/** JSON that costs more to read than to send. */
export const bodies: readonly Attack[] = [
  body('H7', '[],[],[],', (bytes) => `[${repeated('[]', bytes - 2)}]`),
  body('H7-objects', '{},{},{},', (bytes) => `[${repeated('{}', bytes - 2)}]`),
  body('H7-keys', 'an object of as many keys as fit', (bytes) => {
    const keys = Array.from({ length: Math.floor(bytes / 12) }, (_, i) => `"${i.toString(36)}":0`)
    return `{${keys.join(',')}}`
  }),
  body('H7-deep', 'lists in lists', (bytes) => '['.repeat(bytes / 2) + ']'.repeat(bytes / 2)),
  body('H7-escapes', 'one text of escaped letters', (bytes) => `"${'\\u4e00'.repeat(bytes / 6)}"`),
  body('H7-quotes', 'a text that never ends', (bytes) => `"${'\\"'.repeat(bytes / 2)}`),
  commitOf('H7-steps', 'steps of no type', '{"stepType":""}'),
  commitOf('H7-runs', 'runs without text', '{"run":{"at":1,"text":""}}'),
  commitOf(
    'H7-slices',
    'steps that each hold a slice of quotes in quotes',
    `{"stepType":"replace","from":2,"to":2,"slice":{"content":[${nested(20)}]}}`,
  ),
  commitOf('H7-moves', 'moves that make no sense', '{"stepType":"move","from":2,"to":4,"at":1}'),
  commitOf('H7-unsound', 'steps of which the first is unsound', '{"stepType":"replace","from":9,"to":1}'),
  {
    name: 'title',
    input: 'a document whose title is a text of 2 MB, then one letter, the page, the list and a search',
    async begin(scene) {
      const person = await scene.person()
      const document = await makeDocument(person)
      return async () => {
        const text = 'title '.repeat(scene.count(330_000, 330_000))
        const steps = [{ stepType: 'replace', from: 1, to: 1, slice: { content: [{ type: 'text', text }] } }]
        const answer = await person.post(`${document.path}/commits`, commitBody(document, steps))
        scene.note(answer.status === 201 ? 'taken' : `refused: ${answer.code}`)
        document.seq = answer.status === 201 ? 1 : 0
        for (let i = 0; i < 10; i++) {
          await person.post(`${document.path}/commits`, commitBody(document, [{ run: { at: 1, text: 'x' } }]))
          await person.get('/api/documents')
          await person.get('/api/search?q=title')
        }
        await person.get(`/d/${document.id}`)
      }
    },
  },
  {
    name: 'lost',
    input: 'ten commits with 500 lost steps of 8 kB each',
    async begin(scene) {
      const person = await scene.person()
      const document = await makeDocument(person)
      const text = 'x'.repeat(8_000)
      const lost = Array.from({ length: scene.count(500, 500) }, () => ({ reason: 'deleted' as const, text }))
      return async () => {
        for (let i = 0; i < 10; i++)
          await person.post(`${document.path}/commits`, commitBody(document, [], { lost }))
        await person.get(`${document.path}/residue`)
      }
    },
  },
]
