import { join } from 'node:path'
import { expect, test } from 'vitest'
import { startServer } from '../support/server.ts'
import { readRecording } from './recording.ts'
import { replay } from './replay.ts'

test('two scripted people over a slow link end with exactly the text their recording computed', async () => {
  const recording = readRecording(join(import.meta.dirname, '../data/slow-link.json'))
  if (!recording) throw new Error('tests/data/slow-link.json is part of the project')
  const server = await startServer()
  const { server: head, pages, exchanges } = await replay(server.url, recording)
  expect(exchanges).toBeGreaterThan(100)
  expect(head).toBe(recording.endContent)
  for (const page of pages) expect(page).toBe(recording.endContent)
})
