import { createServer, type Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { createMessageSplitter } from '../support/http-messages.ts'
import type { LineFaults } from '../support/line-faults.ts'
import { createRandom } from '../support/random.ts'
import { openTcpProxy } from '../support/tcp-proxy.ts'

test('messages are told apart alike wherever their bytes are cut', () => {
  const messages = [
    'POST /a HTTP/1.1\r\nContent-Length: 5\r\n\r\nhello',
    'GET /b HTTP/1.1\r\nHost: x\r\n\r\n',
    'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nab\n\r\nB;x=y\r\n0123456789\n\r\n0\r\n\r\n',
    'HTTP/1.1 304 Not Modified\r\nETag: "1"\r\n\r\n',
    'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}',
  ]
  const bytes = Buffer.from(messages.join(''))
  const random = createRandom(1)
  for (let run = 0; run < 300; run++) {
    const split = createMessageSplitter()
    const found = ['']
    for (let at = 0; at < bytes.length; ) {
      const next = at + 1 + random.int(run === 0 ? 1 : 40)
      for (const { bytes: part, isLast } of split(bytes.subarray(at, next))) {
        found[found.length - 1] += part.toString()
        if (isLast) found.push('')
      }
      at = next
    }
    expect(found).toEqual([...messages, ''])
  }
})

test('an answer without a length lasts until its connection ends', () => {
  const split = createMessageSplitter()
  const [first] = split(Buffer.from('HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nabc'))
  expect(first).toMatchObject({ isLast: false, head: 'HTTP/1.1 200 OK\nConnection: close\n\n' })
  expect(split(Buffer.from('\r\n\r\n')).map(({ isLast }) => isLast)).toEqual([false])
})

test('a buffering line passes an answer when it is whole, and nothing of one that goes on', async () => {
  const { proxy, stream, url } = await aLine({ buffer: 'whole' })
  const following = fetch(`${url}/stream`)
  await expect.poll(() => stream.isOpen()).toBe(true)
  stream.write('data: 1\n\n')
  expect(await (await fetch(url)).text()).toBe('whole')
  await expect.poll(() => proxy.counts().held).toBeGreaterThan(0)
  let isAnswered = false
  const answered = following.then((response) => {
    isAnswered = true
    return response
  })
  expect(await (await fetch(url)).text()).toBe('whole')
  expect(isAnswered).toBe(false)
  stream.end()
  expect(await (await answered).text()).toBe('data: 1\n\n')
})

test('a line that buffers so many bytes passes them in blocks, and all that is left when it is good again', async () => {
  const { proxy, stream, url } = await aLine({ buffer: 2_000 })
  const following = fetch(`${url}/stream`)
  await expect.poll(() => stream.isOpen()).toBe(true)
  stream.write('x'.repeat(3_000))
  const reader = (await following).body?.getReader()
  let got = (await reader?.read())?.value?.length ?? 0
  // The head is part of the block.
  expect(got).toBeGreaterThan(1_000)
  expect(got).toBeLessThan(2_000)
  proxy.restore()
  while (got < 3_000) got += (await reader?.read())?.value?.length ?? 0
  expect(got).toBe(3_000)
})

test('when the browser goes the server is told, unless the line is stranded', async () => {
  const { proxy, stream } = await aLine({})
  const open = async () => {
    const socket = connect(proxy.port, '127.0.0.1')
    socket.on('error', () => undefined)
    socket.write('GET /stream HTTP/1.1\r\nHost: x\r\n\r\n')
    await expect.poll(() => stream.isOpen()).toBe(true)
    return socket
  }
  const first = await open()
  first.destroy()
  await expect.poll(() => stream.isOpen()).toBe(false)
  const second = await open()
  proxy.strand('browser')
  await expect.poll(() => second.destroyed).toBe(true)
  stream.write('data: 1\n\n')
  expect(stream.isOpen()).toBe(true)
})

test('the same seed cuts at the same bytes', async () => {
  const lengthsOf = async (seed: number) => {
    const { url, proxy } = await aLine({ cutAfter: [150, 2_000] }, seed)
    const lengths: number[] = []
    for (let i = 0; i < 5; i++) {
      const socket = connect(proxy.port, '127.0.0.1')
      socket.on('error', () => undefined)
      socket.write('GET /long HTTP/1.1\r\nHost: x\r\n\r\n')
      let length = 0
      socket.on('data', (piece) => {
        length += piece.length
      })
      await expect.poll(() => socket.destroyed).toBe(true)
      lengths.push(length)
    }
    expect(url).toContain(String(proxy.port))
    expect(proxy.counts().cut).toBe(5)
    return lengths
  }
  const once = await lengthsOf(7)
  expect(new Set(once).size).toBeGreaterThan(1)
  expect(await lengthsOf(7)).toEqual(once)
  expect(await lengthsOf(8)).not.toEqual(once)
})

/** A line to a small server with a stream, a short answer and a long one. */
async function aLine(faults: LineFaults, seed = 1) {
  let open: { write(text: string): void; end(): void } | undefined
  const server: Server = createServer((request, response) => {
    if (request.url === '/long') response.end('x'.repeat(5_000))
    else if (request.url !== '/stream') response.end('whole')
    else {
      response.writeHead(200, { 'content-type': 'text/event-stream', connection: 'close' }).flushHeaders()
      open = { write: (text) => void response.write(text), end: () => void response.end() }
      response.once('close', () => {
        open = undefined
      })
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const proxy = await openTcpProxy((server.address() as AddressInfo).port, seed)
  proxy.trouble(faults)
  onTestFinished(async () => {
    await proxy.close()
    server.closeAllConnections()
    server.close()
  })
  const stream = {
    isOpen: () => open !== undefined,
    write: (text: string) => open?.write(text),
    end: () => open?.end(),
  }
  return { proxy, url: `http://127.0.0.1:${proxy.port}`, stream }
}
