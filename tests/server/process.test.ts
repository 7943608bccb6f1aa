import { once } from 'node:events'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createHandClock } from '../support/hand-clock.ts'
import {
  aCommitOn,
  aVisitor,
  createDocument,
  readDocument,
  readLog,
  type,
  type Visitor,
} from '../support/http.ts'
import { aDataFolder, spawnMain, spawnServer, startServer } from '../support/server.ts'
import { openReader, type ReadEvent } from '../support/stream-reader.ts'

test('D8 what was answered as recorded is there after kill -9', async () => {
  const first = await spawnServer()
  const ann = aVisitor(first.url)
  const { id } = await createDocument(ann, { markdown: 'begin' })
  for (let i = 0; i < 20; i++) await type(ann, id, String(i))
  const before = { document: await readDocument(ann, id), log: await readLog(ann, id) }
  const commit = await aCommitOn(ann, id, { steps: [{ run: { at: 3, text: 'last' } }] })
  const answer = await ann.post(`/api/documents/${id}/commits`, { json: commit })
  await first.restart()
  expect(await readDocument(ann, id, 21)).toEqual(before.document)
  expect((await readLog(ann, id)).slice(0, -1)).toEqual(before.log)
  const again = await ann.post(`/api/documents/${id}/commits`, { json: commit })
  expect([again.status, again.text]).toEqual([200, answer.text])
})

test('D7 a second server on the same folder or port says why it does not start', async () => {
  const first = await spawnServer()
  const sameFolder = spawnMain({ PORT: '0', SAMEPAGE_DATA: first.folder })
  expect(await sameFolder.exited).toBe(1)
  expect(sameFolder.stderr()).toMatch(/^The data folder .* is in use by another Samepage\..*\n$/)
  const port = new URL(first.url).port
  const samePort = spawnMain({ PORT: port, SAMEPAGE_DATA: aDataFolder() })
  expect(await samePort.exited).toBe(1)
  expect(samePort.stderr()).toBe(`Port ${port} is taken by another program. Set PORT to a free one.\n`)
  expect(sameFolder.stdout() + samePort.stdout()).toBe('')
})

test('a wrong setting is a refusal to start that names it', async () => {
  const wrong = { PORT: 'http', HOST: 'no host', SAMEPAGE_URL: 'example.org/path', SAMEPAGE_LOG: 'loud' }
  for (const [name, value] of Object.entries(wrong)) {
    const { exited, stderr } = spawnMain({ SAMEPAGE_DATA: aDataFolder(), PORT: '0', [name]: value })
    expect(await exited).toBe(1)
    expect(stderr()).toMatch(new RegExp(`^The setting ${name} is "${value}"; it must be .+\\.\n$`))
  }
})

test('X3 the cookie key is made once and is the owner’s alone', async () => {
  const first = await spawnServer()
  const file = join(first.folder, 'cookie-key')
  const key = readFileSync(file, 'utf8')
  expect(statSync(file).mode & 0o777).toBe(0o600)
  await first.restart()
  expect(readFileSync(file, 'utf8')).toBe(key)
})

test('S12 S17 a server asked to end lets 500 streams go, exits by itself, and all resume on the next', async () => {
  const first = await spawnServer()
  const ann = aVisitor(first.url)
  const { id } = await createDocument(ann)
  const open = (i: number, after: number) =>
    openReader(
      i % 2
        ? `${first.url}/api/documents/${id}/events?after=${after}`
        : `${first.url}/api/events?documents=${id}:${after}`,
    )
  const readers = await Promise.all(Array.from({ length: 500 }, (_, i) => open(i, 0)))
  await makeStuck(first.url, ann)
  await type(ann, id, 'a')
  for (const reader of readers) await reader.until(isSeq(1))
  const asked = performance.now()
  const code = first.terminate()
  for (const reader of readers) expect(await reader.rest()).toEqual([])
  expect(await code).toBe(0)
  console.log(`500 streams: gone after ${Math.round(performance.now() - asked)} ms`)
  expect(existsSync(join(first.folder, 'samepage.sqlite-wal'))).toBe(false)
  const retries = readers.map((reader) => Number(/retry: (\d+)\n\n$/.exec(reader.bytes().toString())?.[1]))
  expect(retries.filter((ms) => !(ms >= 1_000 && ms <= 5_000))).toEqual([])
  for (const second of [1_000, 2_000, 3_000, 4_000])
    expect(retries.filter((ms) => ms >= second && ms <= second + 1_000).length).toBeGreaterThan(60)

  await first.restart()
  await type(ann, id, 'b')
  const resumed = await Promise.all(readers.map((_, i) => open(i, 1)))
  for (const reader of resumed) {
    expect((await reader.until(isSeq(2))).map(({ event }) => event)).toEqual(['hello', 'commit'])
    reader.close()
  }
})

/** A reader who takes nothing of eight megabytes: nobody waits for it. */
async function makeStuck(url: string, visitor: Visitor): Promise<void> {
  const { id } = await createDocument(visitor)
  const stuck = await openReader(`${url}/api/documents/${id}/events`)
  stuck.pause()
  for (let i = 0; i < 5; i++) {
    const slice = { content: [{ type: 'text', text: 'x'.repeat(1_600_000) }] }
    const steps = [{ stepType: 'replace', from: 3, to: i === 0 ? 3 : 1_600_003, slice }]
    const json = await aCommitOn(visitor, id, { steps })
    expect((await visitor.post(`/api/documents/${id}/commits`, { json })).status).toBe(201)
  }
}

/** True for the durable event with this number, of either kind of stream. */
function isSeq(seq: number): (event: ReadEvent) => boolean {
  return ({ event, data }) => event === 'commit' && (data as { seq: number }).seq === seq
}

test('S12 a request under way is finished, a new one on an old connection is refused', async () => {
  const server = await startServer()
  const ann = aVisitor(server.url)
  const { id } = await createDocument(ann)
  const body = JSON.stringify(await aCommitOn(ann, id, { steps: [{ run: { at: 3, text: 'x' } }] }))
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1')
  let answer = ''
  const heard = (what: string) =>
    new Promise<void>((resolve) => {
      const listen = (): void => {
        if (!answer.includes(what)) return
        socket.off('heard', listen)
        resolve()
      }
      socket.on('heard', listen)
      listen()
    })
  socket.on('data', (bytes) => {
    answer += bytes
    socket.emit('heard')
  })
  const head = `Host: x\r\nCookie: ${ann.cookie()}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}`
  socket.write(`POST /api/documents/${id}/commits HTTP/1.1\r\n${head}\r\nExpect: 100-continue\r\n\r\n`)
  await heard('100 Continue')
  const stopped = server.close()
  socket.write(`${body}GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n`)
  await heard('"dropped":[]')
  await heard('shutting-down')
  await stopped
  expect(answer).toMatch(/201 Created[\s\S]*503 Service Unavailable/)
})

test('S12 a connection that a browser opened in advance does not hold up a server that stops', async () => {
  // On a clock that stands still no deadline ends the wait.
  const server = await startServer({ clock: createHandClock() })
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1')
  await once(socket, 'connect')
  await aVisitor(server.url).get('/healthz')
  const ended = once(socket, 'close')
  await server.close()
  await ended
})
