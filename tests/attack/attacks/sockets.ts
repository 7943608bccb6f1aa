import type { Attack } from '../attack.ts'
import { commit, makeDocument, replaced, typed } from '../document-handle.ts'
import { openSockets, requestHead } from '../raw-sockets.ts'

/** Longer than a reader may take nothing. */
const HELD_MS = 35_000
const FIRST_TEXT = 3

/** Those who send or take slowly, or not at all. */
export const sockets: readonly Attack[] = [
  {
    name: 'S6',
    input: '150 connections ask for a document of 5 MB of JSON and read nothing for 35 s',
    isAlone: true,
    async begin(scene) {
      const person = await scene.person()
      const document = await makeDocument(person, '**a** b '.repeat(40_000))
      return async () => {
        const held = await openSockets(scene, scene.count(150, 1_500))
        held.write(requestHead('GET', document.path, { Cookie: person.cookie() }))
        await scene.wait(HELD_MS)
        scene.note(`${held.open()} still open after ${HELD_MS / 1_000} s`)
        held.close()
      }
    },
  },
  {
    name: 'S6-bodies',
    input: '64 Word files of 16 MB arrive but for their last megabyte, then silence for 35 s',
    isAlone: true,
    async begin(scene) {
      const person = await scene.person()
      return async () => {
        const held = await openSockets(scene, scene.count(64, 200), true)
        const type = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
        const head = { Cookie: person.cookie(), 'Content-Type': type, 'Content-Length': '16000000' }
        held.write(requestHead('POST', '/api/documents', head))
        const piece = Buffer.alloc(1_000_000, 'x')
        for (let i = 0; i < 15; i++) {
          held.write(piece)
          await scene.wait(200)
        }
        await scene.wait(HELD_MS)
        held.close()
      }
    },
  },
  {
    name: 'S6-commits',
    input: '400 commits of 4 MB arrive but for their last byte, then silence for 20 s',
    isAlone: true,
    async begin(scene) {
      const person = await scene.person()
      const document = await makeDocument(person)
      return async () => {
        const held = await openSockets(scene, scene.count(400, 2_000), true)
        const head = {
          Cookie: person.cookie(),
          'Content-Type': 'application/json',
          'Content-Length': '4000000',
        }
        held.write(requestHead('POST', `${document.path}/commits`, head))
        const piece = Buffer.alloc(1_000_000, ' ')
        for (let i = 0; i < 4; i++) {
          held.write(i === 3 ? piece.subarray(1) : piece)
          await scene.wait(500)
        }
        await scene.wait(20_000)
        held.close()
      }
    },
  },
  {
    name: 'S6-streams',
    input: '2,000 streams that are never read, beside a document that is written in with 60 kB 20 times',
    isAlone: true,
    async begin(scene) {
      const people = await Promise.all(Array.from({ length: scene.count(70, 350) }, () => scene.person()))
      const [writer] = people
      if (!writer) return async () => undefined
      const document = await makeDocument(writer)
      return async () => {
        for (const person of people) {
          const held = await openSockets(scene, 29)
          held.write(
            requestHead('GET', `${document.path}/events`, {
              Cookie: person.cookie(),
              Accept: 'text/event-stream',
            }),
          )
        }
        let length = 0
        for (let i = 0; i < 20; i++) {
          const text = String(i % 10).repeat(60_000)
          await commit(writer, document, [
            replaced(FIRST_TEXT, FIRST_TEXT + length, [{ type: 'text', text }]),
          ])
          length = text.length
        }
        await scene.wait(10_000)
      }
    },
  },
  {
    name: 'S6-behind',
    input: '1,000 streams that begin 200 commits of 20 kB behind and read',
    isAlone: true,
    async begin(scene) {
      const person = await scene.person()
      const document = await makeDocument(person)
      let length = 0
      for (let i = 0; i < 200 && !scene.over.aborted; i++) {
        const text = String(i % 10).repeat(20_000)
        await commit(person, document, [replaced(FIRST_TEXT, FIRST_TEXT + length, [{ type: 'text', text }])])
        length = text.length
      }
      const people = await Promise.all(Array.from({ length: scene.count(35, 350) }, () => scene.person()))
      return async () => {
        for (const reader of people) {
          const held = await openSockets(scene, 29, true)
          held.write(
            requestHead('GET', `${document.path}/events?after=0`, {
              Cookie: reader.cookie(),
              Accept: 'text/event-stream',
            }),
          )
        }
        await scene.wait(10_000)
      }
    },
  },
  {
    name: 'S6-comings',
    input: '20,000 streams opened and left at once, 100 at a time',
    isAlone: true,
    async begin(scene) {
      const person = await scene.person()
      const document = await makeDocument(person)
      return async () => {
        for (let i = 0; i < scene.count(200, 1_000) && !scene.over.aborted; i++) {
          const held = await openSockets(scene, 100, true)
          const path = `${document.path}/events?client=comings-${i}-x`
          held.write(requestHead('GET', path, { Accept: 'text/event-stream' }))
          await scene.wait(5)
          held.close()
        }
      }
    },
  },
  {
    name: 'slow-heads',
    input: '2,000 connections that send a header every second and never end their head',
    isAlone: true,
    async begin(scene) {
      return async () => {
        const held = await openSockets(scene, scene.count(2_000, 5_000), true)
        held.write('GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n')
        for (let i = 0; i < 15; i++) {
          await scene.wait(1_000)
          held.write(`X-${i}: ${'a'.repeat(100)}\r\n`)
        }
        scene.note(`${held.open()} still open`)
        held.close()
      }
    },
  },
  {
    name: 'slow-uploads',
    input: '500 files that arrive by a byte a second',
    isAlone: true,
    async begin(scene) {
      const person = await scene.person()
      const document = await makeDocument(person)
      return async () => {
        const held = await openSockets(scene, scene.count(500, 2_000), true)
        const head = {
          Cookie: person.cookie(),
          'Content-Type': 'application/octet-stream',
          'Content-Length': '1000000',
        }
        held.write(requestHead('POST', `${document.path}/files?name=a.bin`, head))
        for (let i = 0; i < 15; i++) {
          await scene.wait(1_000)
          held.write('x')
        }
        scene.note(`${held.open()} still open`)
        held.close()
      }
    },
  },
  {
    name: 'pipelined',
    input: '10 connections send 5,000 requests each in one write and read nothing',
    isAlone: true,
    async begin(scene) {
      const person = await scene.person()
      const document = await makeDocument(person)
      await commit(person, document, [typed(FIRST_TEXT, 1_000)])
      return async () => {
        const held = await openSockets(scene, 10)
        const one = requestHead('GET', document.path, { Cookie: person.cookie() })
        held.write(one.repeat(scene.count(5_000, 50_000)))
        await scene.wait(15_000)
        held.close()
      }
    },
  },
]
