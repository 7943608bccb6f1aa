import { expect, test } from 'vitest'
import { REFUSALS } from '../../../document/protocol/refusals.ts'
import { troubleWords } from '../../../web/elements/status-words.ts'
import type { Trouble } from '../../../web/sync/sync-client.ts'

test('every refusal that passes by itself has a sentence for the author of what waits', () => {
  const passing = Object.entries(REFUSALS).filter(([, { retry }]) => retry === 'after-waiting')
  const sentences = passing.map(([code]) => wordsOf(code as keyof typeof REFUSALS))
  expect(sentences.filter((sentence) => sentence === '')).toEqual([])
  expect(wordsOf('unknown')).toContain('between you and the server')
})

test('what waits is said to be on this device only where it is', () => {
  expect(wordsOf('shutting-down')).toContain('saved on this device')
  expect(wordsOf('shutting-down', { canKeep: false })).toContain('in this tab only')
  expect(wordsOf('too-many-streams', { unsaved: 0 })).not.toContain('Your changes')
})

function wordsOf(trouble: Trouble, { unsaved = 1, canKeep = true } = {}): string {
  return troubleWords({ trouble, unsaved, canKeep })
}
