import { expect, test } from 'vitest'
import type { Answer } from '../../web/api/answer.ts'
import { askAgain, isBusy } from '../../web/api/ask-again.ts'
import { createHandClock } from '../support/hand-clock.ts'

const refused = (code: 'too-many-requests' | 'storage-full', retryAfterMs: number): Answer<string> => ({
  kind: 'refused',
  ...{ code, status: 429, retryAfterMs },
})

/** Asks; each answer is the next of those given. */
function asking(answers: Answer<string>[], passes = isBusy) {
  const clock = createHandClock()
  const abort = new AbortController()
  const counts = { asked: 0, waits: 0 }
  const ask = async (): Promise<Answer<string>> => {
    counts.asked += 1
    return answers[Math.min(counts.asked, answers.length) - 1] as Answer<string>
  }
  const answer = askAgain(ask, {
    clock: { after: (ms, run) => clock.after(ms, run).cancel },
    passes,
    random: () => 0,
    onWait: () => {
      counts.waits += 1
    },
    signal: abort.signal,
  })
  const turn = async (ms: number): Promise<void> => {
    await new Promise(setImmediate)
    clock.turn(ms)
    await new Promise(setImmediate)
  }
  return { answer, counts, turn, leave: () => abort.abort() }
}

test('what a busy server refused is asked for again when it said so, and not before', async () => {
  const { answer, counts, turn } = asking([
    refused('too-many-requests', 20_000),
    { kind: 'ok', value: 'made' },
  ])
  await turn(19_999)
  expect(counts).toEqual({ asked: 1, waits: 1 })
  await turn(1)
  expect(await answer).toEqual({ kind: 'ok', value: 'made' })
})

test('what does not pass by itself is told at once, and a line that broke only where a repeat does no harm', async () => {
  const full = refused('storage-full', 10_000)
  expect(await asking([full]).answer).toEqual(full)
  expect(await asking([{ kind: 'unreachable' }]).answer).toEqual({ kind: 'unreachable' })
  const { counts, turn, leave } = asking([{ kind: 'unreachable' }], () => true)
  await turn(1_000)
  expect(counts.asked).toBe(2)
  leave()
})

test('somebody who gives it up waits no longer, and nobody asks for ever', async () => {
  const given = asking([refused('too-many-requests', 60_000)])
  await given.turn(0)
  given.leave()
  expect((await given.answer).kind).toBe('refused')
  expect(given.counts.asked).toBe(1)
  const patient = asking([refused('too-many-requests', 60_000)])
  for (let i = 0; i < 40; i++) await patient.turn(60_000)
  expect((await patient.answer).kind).toBe('refused')
  expect(patient.counts.asked).toBe(30)
})
