import { expect, test } from 'vitest'
import { emptyDocument } from '../../../document/schema/schema.ts'
import { toRefusal } from '../../../web/api/answer.ts'
import { createSender } from '../../../web/sync/sender.ts'
import { type SyncState, startState } from '../../../web/sync/sync-state.ts'
import { systemClock } from '../../../web/system-clock.ts'

test.each(['3600', '2592000', '99999999999'])(
  'somebody between who asks to wait %s seconds is asked again after a minute, and never at once',
  (seconds) => {
    const response = new Response('maintenance', { status: 503, headers: { 'retry-after': seconds } })
    expect(toRefusal(response, 'maintenance')).toMatchObject({ code: 'unknown', retryAfterMs: 60_000 })
  },
)

test('words that found no place, too many for a strict proxy at once, go in several commits', async () => {
  const lost = ['a', 'b', 'c'].map((letter) => ({ reason: 'deleted' as const, text: letter.repeat(20_000) }))
  let state: SyncState = {
    ...startState({ epoch: 'e', seq: 0, chain: 'c', doc: emptyDocument() }),
    lost,
  }
  const told: string[] = []
  await new Promise<void>((resolve) => {
    const sender = createSender({
      clock: systemClock,
      random: () => 0,
      client: 'client-1',
      newCommitId: () => `commit-${told.length}`,
      limits: () => ({ steps: 200, bytes: 65_536 }),
      beforeSending: async () => true,
      async post(body) {
        if (body.length > 40_000)
          return { kind: 'refused', code: 'unknown', status: 413, retryAfterMs: undefined }
        told.push(...(JSON.parse(body) as { lost: { text: string }[] }).lost.map(({ text }) => text))
        if (told.length === lost.length) resolve()
        state = { ...state, inflight: undefined }
        return { kind: 'unreachable' }
      },
      state: () => state,
      setState: (next) => (state = next),
      isCaughtUp: () => true,
      isHeld: () => false,
      onAcknowledged: () => undefined,
      onTrouble: () => undefined,
      catchUp: () => undefined,
      onOtherLog: () => undefined,
      onRefused: () => resolve(),
    })
    sender.poke()
  })
  expect(told).toEqual(lost.map(({ text }) => text))
})
