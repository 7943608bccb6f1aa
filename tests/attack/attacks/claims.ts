import { statSync } from 'node:fs'
import { join } from 'node:path'
import type { Attack } from '../attack.ts'
import { commit, type DocumentHandle, makeDocument, newId, replaced, typed } from '../document-handle.ts'

const FIRST_TEXT = 3
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

/** What is another's: their ids, their links, their files, their place. */
export const claims: readonly Attack[] = [
  {
    name: 'H14',
    input: 'somebody commits under client ids made of another person’s id, before that one made a document',
    isAlone: true,
    async begin(scene) {
      const victim = await scene.person()
      const eve = await scene.person()
      const document = await makeDocument(eve)
      return async () => {
        const { id } = (await victim.get('/api/me')).json<{ id: string }>()
        for (const client of [
          `person-${id}`,
          `person:${id}`,
          `person_${id}`,
          `server-${id}`,
          `server-person-${id}`,
        ])
          await eve.post(`${document.path}/commits`, { ...JSON.parse(bodyOf(document, client)) })
        const made = await victim.post('/api/documents', { markdown: 'mine' })
        scene.demand(made.status === 201, `a person is locked out: ${made.status} ${made.code}`)
        const copied = await victim.post(`${document.path}/copies`, {})
        scene.demand(copied.status === 201, `a person is locked out of copies: ${copied.status}`)
      }
    },
  },
  {
    name: 'H15',
    input:
      'pictures whose addresses are calls of our API: in a commit, as Markdown, and asked for as a picture',
    isAlone: true,
    async begin(scene) {
      const eve = await scene.person()
      const reader = await scene.person()
      await makeDocument(reader, 'Of my own.')
      const document = await makeDocument(eve)
      const bought = await makeDocument(eve, '# BUY NOW')
      return async () => {
        for (const src of [
          `/api/documents/${bought.id}`,
          '/api/archive',
          '/api/connection?wait=25',
          '//127.0.0.1/api/me',
          'api/me',
          '../api/me',
          '/files/../api/me',
          `/d/${bought.id}`,
        ]) {
          const answer = await commit(eve, document, [replaced(2, 2, [{ type: 'figure', attrs: { src } }])])
          scene.demand(answer.status !== 201 || src.startsWith('//'), `a picture may be ${src}`)
        }
        const text = await makeDocument(eve, `![x](/api/documents/${bought.id}) ![y](/api/archive)`)
        const read = (await eve.get(text.path)).bytes.toString()
        scene.demand(!/"src":"\/api/.test(read), 'Markdown brings a picture that is a call of the API')
        const asked = await reader.get(bought.path, { 'Sec-Fetch-Dest': 'image' })
        scene.demand(asked.status >= 400, 'the API answers a browser that loads a picture')
        await reader.get(bought.path)
        const list = (await reader.get('/api/documents')).bytes.toString()
        scene.demand(!list.includes('BUY NOW'), 'a GET puts a document into somebody’s list')
      }
    },
  },
  {
    name: 'M1',
    input: '25 calls that claim 20,000 client ids, then the client of somebody who writes is used by another',
    isAlone: true,
    async begin(scene) {
      const [ann, eve] = [await scene.person(), await scene.person()]
      const document = await makeDocument(ann)
      const client = newId()
      const presence = { client, seq: 0, anchor: 1, head: 1, state: 'editing' }
      await ann.call('PUT', `${document.path}/presence`, { body: presence })
      const rooms: DocumentHandle[] = []
      for (let i = 0; i < 9; i++) rooms.push(await makeDocument(eve))
      return async () => {
        for (let i = 0; i < scene.count(25, 250) && !scene.over.aborted; i++) {
          const entries = rooms.map(({ id }) => `${id}:0:::${Array.from({ length: 95 }, newId).join('~')}`)
          await eve.get(`/api/events?documents=${entries.join(',')}`, { accept: 'application/json' })
        }
        const taken = await eve.call('PUT', `${document.path}/presence`, { body: presence })
        scene.demand(taken.status >= 400, 'somebody’s seat was moved by another')
        const mine = await commit(ann, document, [typed(FIRST_TEXT, 1)], { client })
        scene.demand(mine.status === 201, `whose client it is may not write: ${mine.code}`)
      }
    },
  },
  {
    name: 'M2',
    input: 'a document is deleted for ever, and another makes one under its id',
    isAlone: true,
    async begin(scene) {
      const [ann, eve] = [await scene.person(), await scene.person()]
      const document = await makeDocument(ann, 'Ann’s text.')
      await ann.call('PUT', `${document.path}/trash`)
      await ann.call('DELETE', document.path)
      return async () => {
        const at = await eve.post('/api/documents', { id: document.id, markdown: 'Eve’s text.' })
        scene.demand(at.status >= 400, 'a deleted link was taken over')
        await scene.restart()
        const later = await eve.post('/api/documents', { id: document.id, markdown: 'Eve’s text.' })
        scene.demand(later.status >= 400, 'a deleted link was taken over after a restart')
      }
    },
  },
  {
    name: 'M3',
    input: 'a file’s document is deleted, and another names the file in a text of theirs',
    isAlone: true,
    async begin(scene) {
      const [ann, eve] = [await scene.person(), await scene.person()]
      const document = await makeDocument(ann)
      const other = await makeDocument(eve)
      const kept = await ann.post(`${document.path}/files?name=a.png`, PICTURE, 'application/octet-stream')
      const { url } = kept.json<{ url: string }>()
      const figure = [{ type: 'figure', attrs: { src: url } }]
      await commit(ann, document, [replaced(2, 2, figure)])
      return async () => {
        await commit(eve, other, [replaced(2, 2, figure)])
        await ann.call('PUT', `${document.path}/trash`)
        await ann.call('DELETE', document.path)
        const read = await eve.get(url)
        scene.demand(read.status === 404, 'a file outlives its document because another names it')
      }
    },
  },
  {
    name: 'M8',
    input: '300 invented clients of one person in a room, then somebody comes',
    isAlone: true,
    async begin(scene) {
      const [ann, eve] = [await scene.person(), await scene.person()]
      const document = await makeDocument(ann)
      return async () => {
        for (let i = 0; i < 300; i++)
          await eve.call('PUT', `${document.path}/presence`, {
            body: { client: newId(), seq: 0, anchor: 1, head: 1, state: 'reading' },
          })
        await ann.call('PUT', `${document.path}/presence`, {
          body: { client: newId(), seq: 0, anchor: 1, head: 1, state: 'editing' },
        })
        const { id } = (await ann.get('/api/me')).json<{ id: string }>()
        const people = (await eve.get(`${document.path}/people`)).bytes.toString()
        scene.demand(people.includes(id), 'whoever comes into a full room is not seen')
      }
    },
  },
  {
    name: 'M7',
    input: 'other accounts of the machine look into the data folder',
    isAlone: true,
    async begin(scene) {
      await makeDocument(await scene.person(), 'A secret.')
      return async () => {
        for (const name of ['samepage.sqlite', 'samepage.sqlite-wal', 'cookie-key']) {
          const mode = modeOf(join(scene.folder, name))
          scene.demand(mode === undefined || (mode & 0o077) === 0, `everybody may read ${name}`)
        }
      }
    },
  },
  {
    name: 'cookies',
    input: 'a good cookie beside a bad one of the same name',
    isAlone: true,
    async begin(scene) {
      const person = await scene.person()
      return async () => {
        const { id } = (await person.get('/api/me')).json<{ id: string }>()
        const cookie = `samepage=bad; ${person.cookie()}`
        const asked = await scene.stranger().get('/api/me', { cookie })
        scene.demand(asked.json<{ id: string }>().id === id, 'a bad cookie hides the good one')
      }
    },
  },
  {
    name: 'hosts',
    input: 'a page under a name of somebody else’s that points here writes, as after DNS rebinding',
    isAlone: true,
    async begin(scene) {
      const stranger = scene.stranger()
      return async () => {
        const { status } = await stranger.call('POST', '/api/documents', {
          body: {},
          headers: { Host: 'evil.example', Origin: 'http://evil.example' },
        })
        scene.note(status === 201 ? 'a host of one’s own passes' : 'a host of one’s own is refused')
      }
    },
  },
]

function bodyOf(document: { seq: number; epoch: string }, client: string): string {
  const { epoch, seq: base } = document
  return JSON.stringify({ id: newId(), client, epoch, schema: '3', base, steps: [typed(1, 1)] })
}

function modeOf(path: string): number | undefined {
  try {
    return statSync(path).mode
  } catch {
    return undefined
  }
}
