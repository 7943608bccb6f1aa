import { Worker } from 'node:worker_threads'
import { expect, onTestFinished, test } from 'vitest'
import { type ConvertWorker, createConverter } from '../../server/exchange/converter.ts'
import { createLog } from '../../server/log.ts'
import { Refusal } from '../../server/refusal.ts'
import { createHandClock } from '../support/hand-clock.ts'
import { startSourceWorker } from '../support/server.ts'

const encode = (text: string) => new TextEncoder().encode(text)
const logger = createLog('error', () => undefined)

/** What a promise is refused with, by code and reason. */
async function refusalOf(promise: Promise<unknown>): Promise<[string, string | undefined]> {
  const error = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof Refusal)) throw new Error('it was not refused')
  return [error.code, error.details.reason]
}

/** A converter whose threads come from `starts`, one after another. */
function converterWith(...starts: readonly (() => ConvertWorker)[]) {
  const clock = createHandClock()
  let started = 0
  const converter = createConverter({
    clock,
    logger,
    startWorker: () => (starts[started++] ?? startSourceWorker)(),
  })
  onTestFinished(() => converter.close())
  return { clock, converter, started: () => started }
}

const stuck = () =>
  new Worker("require('node:worker_threads').parentPort.on('message', () => { for (;;); })", { eval: true })
const fallen = () =>
  new Worker("require('node:worker_threads').parentPort.on('message', () => { throw new Error('fell') })", {
    eval: true,
  })

test('a file that takes too long is refused, its thread is ended, and the next file has another', async () => {
  const { clock, converter, started } = converterWith(stuck)
  const first = refusalOf(converter.read('html', encode('<p>a')))
  const second = converter.read('html', encode('<p>b'))
  clock.turn(60_000)
  expect(await first).toEqual(['unreadable-file', 'it takes too long to read'])
  expect((await second).doc.textContent).toBe('b')
  expect(started()).toBe(2)
})

test('a thread that falls costs the file it had and no other', async () => {
  const { converter } = converterWith(fallen)
  const first = refusalOf(converter.read('html', encode('<p>a')))
  const second = converter.read('html', encode('<p>b'))
  expect((await first)[0]).toBe('unreadable-file')
  expect((await second).doc.textContent).toBe('b')
})

test('a short text needs no thread, and too many files at once are to come again', async () => {
  const { converter, started } = converterWith(stuck)
  expect((await converter.read('markdown', encode('# a'))).doc.textContent).toBe('a')
  expect(started()).toBe(0)
  for (let i = 0; i < 21; i++) void converter.read('html', encode('x')).catch(() => undefined)
  expect(await refusalOf(converter.read('html', encode('x')))).toEqual(['too-many-requests', undefined])
})
