import { expect, test } from 'vitest'
import { createAnnouncer } from '../../../web/elements/announcer.ts'
import { saveLine } from '../../../web/elements/save-words.ts'
import { createLeaveGuard } from '../../../web/leave-guard.ts'
import type { SyncStatus } from '../../../web/sync/sync-client.ts'
import { words } from '../../../web/words.ts'

const calm: SyncStatus = {
  connection: 'live',
  transport: 'stream',
  isLoaded: true,
  unsaved: 0,
  kept: 0,
  canKeep: true,
  trouble: undefined,
  halt: undefined,
  isReviewing: false,
  isInTrash: false,
  seq: 7,
}
const down: SyncStatus = { ...calm, connection: 'reconnecting' }

test('Saved is said when everything is acknowledged and of nothing else, whatever the connection', () => {
  for (const connection of ['live', 'connecting', 'reconnecting'] as const) {
    for (const isTroubled of [false, true]) {
      expect(saveLine({ ...calm, connection, unsaved: 1 }, isTroubled).text).not.toBe('Saved')
    }
    expect(saveLine({ ...calm, connection }, false).text).toBe('Saved')
  }
})

test('an outage is told in words once it lasts, and weighs as much as what is at stake', () => {
  const lines = [
    saveLine({ ...down, unsaved: 3 }, false),
    saveLine(down, true),
    saveLine({ ...down, unsaved: 3, kept: 3 }, true),
    saveLine({ ...down, unsaved: 3, kept: 2 }, true),
    saveLine({ ...down, unsaved: 1, kept: 0 }, true),
    saveLine({ ...down, unsaved: 1, kept: 0, canKeep: false }, true),
  ]
  expect(lines.map(({ text, weight }) => [text, weight])).toEqual([
    ['Saving…', 'calm'],
    ['Reconnecting…', 'calm'],
    ['Offline, saved on this device', 'unsent'],
    ['Offline, saving on this device…', 'unsent'],
    ['Offline, saving on this device…', 'unsent'],
    ['Offline, 1 change not saved', 'unkept'],
  ])
})

test('what is refused for a while on a good connection is kept, and nothing is called saved before loading or after a halt', () => {
  const refused = { ...calm, unsaved: 2, kept: 2, trouble: 'internal' } as const
  expect(saveLine(refused, true)).toMatchObject({ kind: 'waiting', text: 'Saved on this device' })
  expect(saveLine({ ...calm, isLoaded: false }, false).kind).toBe('opening')
  expect(saveLine({ ...calm, connection: 'connecting', isLoaded: false }, true).kind).toBe('opening')
  expect(saveLine({ ...down, isLoaded: false }, true).kind).toBe('unreachable')
  expect(saveLine({ ...calm, halt: 'fold-mismatch' }, false).kind).toBe('stopped')
})

test('leaving is asked about only while something is not even on this device', () => {
  const listening = new Set<unknown>()
  const guard = createLeaveGuard({
    addEventListener: (_kind: string, ask: unknown) => void listening.add(ask),
    removeEventListener: (_kind: string, ask: unknown) => void listening.delete(ask),
  } as never)
  const asks = (status: SyncStatus) => {
    guard.onStatus(status)
    return listening.size === 1
  }
  expect(asks({ ...down, unsaved: 3, kept: 1 })).toBe(false)
  expect(asks({ ...down, unsaved: 3, kept: 0, canKeep: false })).toBe(true)
  expect(asks({ ...calm, canKeep: false })).toBe(false)
})

test('a screen reader hears of an outage that lasts, and of its end, once each', () => {
  const said: string[] = []
  let lasts = () => {}
  const announcer = createAnnouncer(
    (text) => said.push(text),
    (_ms, task) => {
      lasts = task
      return () => {
        lasts = () => {}
      }
    },
  )
  announcer.onStatus(down)
  announcer.onStatus(calm)
  lasts()
  expect(said).toEqual([])
  announcer.onStatus(down)
  announcer.onStatus({ ...down, unsaved: 2 })
  lasts()
  announcer.onStatus({ ...calm, unsaved: 2 })
  announcer.onStatus(calm)
  announcer.onStatus(calm)
  expect(said).toEqual([words.connection.lost, words.connection.back])
})
