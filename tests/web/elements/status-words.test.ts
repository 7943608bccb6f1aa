import { expect, test } from 'vitest'
import { REFUSALS } from '../../../document/protocol/refusals.ts'
import { saveKind, saveWords, troubleWords } from '../../../web/elements/status-words.ts'
import type { SyncStatus } from '../../../web/sync/sync-client.ts'

const calm: SyncStatus = {
  connection: 'live',
  transport: 'stream',
  isLoaded: true,
  unsaved: 0,
  kept: 0,
  canKeep: true,
  trouble: undefined,
  halt: undefined,
  seq: 7,
}

test('Saved is said when everything is acknowledged, whatever the connection', () => {
  for (const connection of ['live', 'connecting', 'reconnecting'] as const) {
    expect(saveWords(saveKind({ ...calm, connection }))).toBe('Saved')
    expect(saveWords(saveKind({ ...calm, connection, unsaved: 1 }))).not.toBe('Saved')
  }
})

test('before the document is loaded, and after a halt, nothing is called saved', () => {
  expect(saveKind({ ...calm, isLoaded: false })).toBe('opening')
  expect(saveKind({ ...calm, halt: 'fold-mismatch' })).toBe('stopped')
})

test('every refusal that passes by itself has a sentence for the author of what waits', () => {
  const passing = Object.entries(REFUSALS).filter(([, { retry }]) => retry === 'after-waiting')
  const sentences = passing.map(([code]) => troubleWords(code as keyof typeof REFUSALS))
  expect(sentences.filter((sentence) => sentence === '')).toEqual([])
  expect(troubleWords('shutting-down')).toContain('kept here')
  expect(troubleWords('unknown')).toContain('between you and the server')
})
