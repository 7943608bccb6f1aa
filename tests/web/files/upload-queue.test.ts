import { expect, test } from 'vitest'
import type { FileId } from '../../../document/protocol/files.ts'
import type { Answer } from '../../../web/api/answer.ts'
import type { FileToSend } from '../../../web/api/upload.ts'
import { createUploadQueue, type UploadState } from '../../../web/files/upload-queue.ts'
import { createHandClock } from '../../support/hand-clock.ts'

const kept = (name: string) => ({
  id: 'AAAAAAAAAAAAAAAAAAAAAA' as FileId,
  url: `/files/AAAAAAAAAAAAAAAAAAAAAA/${name}`,
  name,
  type: 'text/plain',
  size: 1,
})
const refusal = (code: 'file-too-large' | 'storage-full', status: number) =>
  ({ kind: 'refused', code, status, retryAfterMs: 10_000 }) as const

/** A queue whose files are answered by hand. */
function aQueue() {
  const clock = createHandClock()
  const sent: { file: FileToSend; answer: (answer: Answer<ReturnType<typeof kept>>) => void }[] = []
  const states = new Map<string, UploadState>()
  const done: string[] = []
  const queue = createUploadQueue({
    document: 'd',
    send: (file) => new Promise((answer) => sent.push({ file, answer })),
    clock: { now: clock.now, after: (ms, run) => clock.after(ms, run).cancel },
    random: () => 0.5,
    onState: (id, state) => states.set(id, state),
    onKept: (id) => done.push(id),
  })
  const add = (id: string) => queue.add({ id, name: id, bytes: new Blob([id]) })
  const answer = async (given: Answer<ReturnType<typeof kept>>) => {
    sent.at(-1)?.answer(given)
    await new Promise(setImmediate)
  }
  return { clock, queue, sent, states, done, add, answer, names: () => sent.map(({ file }) => file.name) }
}

test('files are sent one after another in the order they came, and tell how much has left', async () => {
  const { add, answer, names, states, done, sent } = aQueue()
  for (const id of ['a', 'b', 'c']) add(id)
  expect(names()).toEqual(['a'])
  sent[0]?.file.onPart(0.5)
  expect([states.get('a'), states.get('b')]).toEqual([{ kind: 'sending', part: 0.5 }, { kind: 'waiting' }])
  for (const id of ['a', 'b', 'c']) await answer({ kind: 'ok', value: kept(id) })
  expect([names(), done]).toEqual([
    ['a', 'b', 'c'],
    ['a', 'b', 'c'],
  ])
})

test('what the line or a full disk does not take is sent again until it is taken, before what came later', async () => {
  const { add, answer, names, states, done, clock, queue } = aQueue()
  add('a')
  add('b')
  await answer({ kind: 'unreachable' })
  expect([states.get('a'), names()]).toEqual([{ kind: 'delayed' }, ['a']])
  clock.turn(500)
  expect(names()).toEqual(['a', 'a'])
  await answer(refusal('storage-full', 507))
  clock.turn(9_000)
  expect(names()).toHaveLength(2)
  queue.wake()
  expect(names()).toEqual(['a', 'a', 'a'])
  await answer({ kind: 'ok', value: kept('a') })
  await answer({ kind: 'ok', value: kept('b') })
  expect(done).toEqual(['a', 'b'])
})

test('what is refused for good lets the others pass and waits for a person', async () => {
  const { add, answer, names, states, done, queue, clock } = aQueue()
  add('a')
  add('b')
  await answer(refusal('file-too-large', 413))
  expect(states.get('a')).toEqual({ kind: 'refused', code: 'file-too-large' })
  await answer({ kind: 'ok', value: kept('b') })
  clock.turn(600_000)
  expect(names()).toEqual(['a', 'b'])
  queue.retry('a')
  await answer({ kind: 'ok', value: kept('a') })
  expect(done).toEqual(['b', 'a'])
})

test('a file that is given up is not sent on, and its answer counts for nothing', async () => {
  const { add, answer, names, done, queue, sent } = aQueue()
  add('a')
  add('b')
  queue.cancel('a')
  expect(sent[0]?.file.signal.aborted).toBe(true)
  sent[0]?.answer({ kind: 'ok', value: kept('a') })
  await answer({ kind: 'ok', value: kept('b') })
  expect([names(), done]).toEqual([['a', 'b'], ['b']])
})
