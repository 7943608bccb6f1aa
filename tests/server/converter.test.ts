import { Worker } from 'node:worker_threads'
import { expect, onTestFinished, test } from 'vitest'
import type { Asker } from '../../server/exchange/asker.ts'
import { createConverter } from '../../server/exchange/converter.ts'
import type { LaneWorker } from '../../server/exchange/lane.ts'
import { createLog } from '../../server/log.ts'
import { Refusal } from '../../server/refusal.ts'
import { createHandClock } from '../support/hand-clock.ts'
import { startSourceWorker } from '../support/server.ts'

const html = (text: string) => ({ format: 'html', bytes: new TextEncoder().encode(text) }) as const
const logger = createLog('error', () => undefined)
const ANN: Asker = { person: 'ann', network: '10.0.0.1' }
const BOB: Asker = { person: 'bob', network: '10.0.0.2' }

/** What a promise is refused with, by code and reason. */
async function refusalOf(promise: Promise<unknown>): Promise<[string, string | undefined]> {
  const error = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof Refusal)) throw new Error('it was not refused')
  return [error.code, error.details.reason]
}

/** A converter whose threads come from `starts`, one after another, and who has work at the moment. */
function converterWith(...starts: readonly (() => LaneWorker)[]) {
  const clock = createHandClock()
  let started = 0
  const converter = createConverter({
    clock,
    logger,
    startWorker: (heapMb) => (starts[started++] ?? (() => startSourceWorker(heapMb)))(),
  })
  onTestFinished(() => converter.close())
  return { clock, converter, started: () => started }
}

const scripted = (onJob: string) => () =>
  new Worker(
    `const { parentPort } = require('node:worker_threads')
     parentPort.on('message', (job) => { ${onJob} })
     parentPort.postMessage('ready')`,
    { eval: true },
  )
const stuck = scripted('for (;;);')
const fallen = scripted("throw new Error('fell')")
const echo = scripted(`parentPort.postMessage({
  kind: 'read', content: { json: Buffer.from(job.bytes).toString() }, losses: [], pictures: [],
})`)

/** Resolves when a thread that `scripted` made has its job. */
function watched(onJob: string): { start: () => LaneWorker; hasJob: Promise<void> } {
  let told = (): void => undefined
  const hasJob = new Promise<void>((resolve) => {
    told = resolve
  })
  return {
    hasJob,
    start() {
      const worker = scripted(onJob)()
      return {
        on: ((event: string, listener: (...args: unknown[]) => void) =>
          worker.on(event, listener)) as LaneWorker['on'],
        terminate: () => worker.terminate(),
        unref: () => worker.unref(),
        postMessage(job: unknown) {
          worker.postMessage(job)
          told()
        },
      }
    },
  }
}

test('a short file that takes long goes on in the thread for long ones, and is refused when that takes too long', async () => {
  const [first, second] = [watched('for (;;);'), watched('for (;;);')]
  const { clock, converter } = converterWith(first.start, echo, second.start)
  const reading = refusalOf(converter.read(ANN, html('<p>a')))
  await first.hasJob
  clock.turn(2_000)
  await second.hasJob
  clock.turn(15_000)
  expect(await reading).toEqual(['unreadable-file', 'it takes too long to read; try it in smaller parts'])
})

test('a person has a file that goes on in the thread for long ones before the next one is begun', async () => {
  const [first, second] = [watched('for (;;);'), watched('for (;;);')]
  const { clock, converter } = converterWith(first.start, second.start, echo)
  const long = converter.read(ANN, html('first')).then(() => 'the first is done')
  void converter.read(ANN, html('second')).catch(() => undefined)
  await first.hasJob
  clock.turn(2_000)
  const begun = second.hasJob.then(() => new Promise((resolve) => setImmediate(resolve, 'the next is begun')))
  expect(await Promise.race([long, begun])).toBe('the first is done')
})

test('short files of others do not wait for long ones', async () => {
  const long = html('<p>long</p>'.repeat(100_000))
  const slow = watched('for (;;);')
  const { converter } = converterWith(slow.start, echo)
  void converter.read(ANN, long).catch(() => undefined)
  void converter.read(ANN, long).catch(() => undefined)
  await slow.hasJob
  expect((await converter.read(BOB, html('<p>b'))).content.json).toBe('<p>b')
})

test('a thread that falls is replaced at once, and costs the file that it had and no other', async () => {
  const { converter, started } = converterWith(fallen, echo, fallen, echo)
  expect(await refusalOf(converter.read(ANN, html('<p>a')))).toEqual([
    'unreadable-file',
    'it takes more memory than there is for one file; try it in smaller parts',
  ])
  expect(started()).toBe(4)
  expect((await converter.read(BOB, html('<p>b'))).content.json).toBe('<p>b')
  expect(started()).toBe(4)
})

test('too much of one person, of one network or of all is to come again, and others still find room', async () => {
  const { converter } = converterWith(stuck, stuck)
  const ask = (asker: Asker) => converter.read(asker, html('x'))
  const fill = (asker: Asker, times: number) => {
    for (let i = 0; i < times; i++) void ask(asker).catch(() => undefined)
  }
  fill(ANN, 9)
  expect(await refusalOf(ask(ANN))).toEqual(['too-many-requests', undefined])
  for (let i = 0; i < 4; i++) fill({ person: `pupil ${i}`, network: ANN.network }, 8)
  expect(await refusalOf(ask({ person: 'another pupil', network: ANN.network }))).toEqual([
    'too-many-requests',
    undefined,
  ])
  const outcome = await Promise.race([
    ask(BOB).catch(() => 'refused'),
    new Promise((r) => setImmediate(r, 'waits')),
  ])
  expect(outcome).toBe('waits')
})

test('a short text needs no thread', async () => {
  const { converter, started } = converterWith(stuck)
  const bytes = new TextEncoder().encode('# a')
  expect((await converter.read(ANN, { format: 'markdown', bytes })).content.title).toBe('a')
  expect(started()).toBe(0)
})

test('S12 a server that ends refuses what waits and what still comes', async () => {
  const { converter } = converterWith(stuck, stuck)
  void converter.read(ANN, html('x')).catch(() => undefined)
  const waits = refusalOf(converter.read(ANN, html('y')))
  converter.drain()
  expect((await waits)[0]).toBe('shutting-down')
  expect((await refusalOf(converter.read(BOB, html('z'))))[0]).toBe('shutting-down')
})
