import { expect, test } from 'vitest'
import { REFUSALS } from '../../../document/protocol/refusals.ts'
import { troubleWords } from '../../../web/elements/status-words.ts'

test('every refusal that passes by itself has a sentence for the author of what waits', () => {
  const passing = Object.entries(REFUSALS).filter(([, { retry }]) => retry === 'after-waiting')
  const sentences = passing.map(([code]) => troubleWords(code as keyof typeof REFUSALS))
  expect(sentences.filter((sentence) => sentence === '')).toEqual([])
  expect(troubleWords('shutting-down')).toContain('kept here')
  expect(troubleWords('unknown')).toContain('between you and the server')
})
