import type { Attack, Scene } from '../attack.ts'
import type { Caller } from '../caller.ts'
import { commit, type DocumentHandle, makeDocument, replaced } from '../document-handle.ts'
import { openSockets, type RawSockets, requestHead } from '../raw-sockets.ts'

const FIRST_TEXT = 3
/** As many streams as one person may have, but for one. */
const STREAMS = 29

/** A document of so many changes, each of which replaces a text of so many letters. */
async function rewritten(
  scene: Scene,
  caller: Caller,
  { changes, letters }: { readonly changes: number; readonly letters: number },
): Promise<DocumentHandle> {
  const document = await makeDocument(caller)
  let length = 0
  for (let i = 0; i < changes && !scene.over.aborted; i++) {
    const text = String(i % 10).repeat(letters)
    const answer = await commit(caller, document, [
      replaced(FIRST_TEXT, FIRST_TEXT + length, [{ type: 'text', text }]),
    ])
    if (answer.status === 201) length = text.length
  }
  return document
}

/** Opens streams of one document for as many people as it takes, all at once, at the places that `after` names. */
async function follow(
  scene: Scene,
  document: DocumentHandle,
  { count, reads, after }: { count: number; reads: boolean; after: (i: number) => number },
): Promise<() => void> {
  const opened: { socket: RawSockets; head: string }[] = []
  for (let i = 0; i < count; i += STREAMS) {
    const person = await scene.person()
    for (let j = i; j < Math.min(count, i + STREAMS); j++) {
      const socket = await openSockets(scene, 1, reads)
      const path = `${document.path}/events?after=${after(j)}&client=reader-${j}-of-it`
      const headers = { Cookie: person.cookie(), Accept: 'text/event-stream' }
      opened.push({ socket, head: requestHead('GET', path, headers) })
    }
  }
  return () => {
    for (const { socket, head } of opened) socket.write(head)
  }
}

/** Many who read, and long changes. */
export const live: readonly Attack[] = [
  {
    name: 'live-behind',
    input: '500 streams that begin at 40 places before changes of 2 MB, and read',
    isAlone: true,
    async begin(scene) {
      const document = await rewritten(scene, await scene.person(), { changes: 40, letters: 1_990_000 })
      const count = scene.count(500, 4_000)
      const start = await follow(scene, document, {
        count,
        reads: true,
        after: (i) => i % (document.seq + 1),
      })
      return async () => {
        start()
        await scene.wait(15_000)
      }
    },
  },
  {
    name: 'live-unread',
    input: '100 streams that begin at as many places before changes of 2 MB, and read nothing for 10 s',
    isAlone: true,
    async begin(scene) {
      const changes = scene.count(100, 600)
      const document = await rewritten(scene, await scene.person(), { changes, letters: 1_990_000 })
      const start = await follow(scene, document, { count: changes, reads: false, after: (i) => i })
      return async () => {
        start()
        await scene.wait(10_000)
      }
    },
  },
  {
    name: 'live-told',
    input: '500 streams that read, beside a document in which a text of 2 MB is replaced 20 times',
    isAlone: true,
    async begin(scene) {
      const person = await scene.person()
      const document = await rewritten(scene, person, { changes: 1, letters: 1_990_000 })
      const start = await follow(scene, document, {
        count: scene.count(500, 4_000),
        reads: true,
        after: () => document.seq,
      })
      start()
      await scene.wait(2_000)
      return async () => {
        for (let i = 0; i < 20 && !scene.over.aborted; i++) {
          const text = String(i % 10).repeat(1_990_000)
          await commit(person, document, [
            replaced(FIRST_TEXT, FIRST_TEXT + text.length, [{ type: 'text', text }]),
          ])
        }
        await scene.wait(5_000)
      }
    },
  },
  {
    name: 'live-polls',
    input: '10 at a time, 200 pages of changes of 2 MB',
    isAlone: true,
    async begin(scene) {
      const person = await scene.person()
      const document = await rewritten(scene, person, { changes: 20, letters: 1_990_000 })
      return async () => {
        for (let i = 0; i < scene.count(20, 100) && !scene.over.aborted; i++) {
          const asked = Array.from({ length: 10 }, (_, j) =>
            person.get(`${document.path}/events?after=${(i + j) % document.seq}`, {
              accept: 'application/json',
            }),
          )
          await Promise.all(asked)
        }
      }
    },
  },
  {
    name: 'live-arrivals',
    input: '2,000 streams that are opened at one moment and read',
    isAlone: true,
    async begin(scene) {
      const document = await makeDocument(await scene.person())
      const count = scene.count(2_000, 4_500)
      const start = await follow(scene, document, { count, reads: true, after: () => 0 })
      return async () => {
        start()
        await scene.wait(8_000)
      }
    },
  },
]
