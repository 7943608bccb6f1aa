import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type SpawnedServer, spawnServer } from '../support/server.ts'
import { readRecording, TRACES, TRACES_ARE_PROMISED } from './recording.ts'
import { replay } from './replay.ts'

const FILE = join(TRACES, 'friendsforever.json.gz')
const recording = readRecording(FILE)
if (!recording) console.log(`skipped: the recording ${FILE} is not on this machine`)

test('the recordings are where they are promised to be', () => {
  expect(recording !== undefined || !TRACES_ARE_PROMISED).toBe(true)
})

test.runIf(recording)(
  'two friends who wrote at the same time end with exactly their text, also where a server is killed under way',
  async () => {
    if (!recording) return
    let server: SpawnedServer = await spawnServer()
    let posts = 0
    let kills = 0
    let isDown = false
    const killSometimes = (attempt: Promise<unknown>, wakeAll: () => void): void => {
      posts += 1
      if (isDown || posts % 250 !== 0) return
      isDown = true
      // Some die before the commit is on disk and some after: the kill falls anywhere in the request.
      const die = async (): Promise<void> => {
        await Promise.race([attempt, ...Array.from({ length: posts % 3 }, () => nextTurn())])
        await server.kill9()
        server = await server.restart()
        kills += 1
        isDown = false
        wakeAll()
      }
      void die()
    }
    const { server: head, pages, exchanges } = await replay(server.url, recording, killSometimes)
    expect(kills).toBeGreaterThanOrEqual(5)
    expect(exchanges).toBeGreaterThan(1_000)
    expect(head).toBe(recording.endContent)
    for (const page of pages) expect(page).toBe(recording.endContent)
  },
)

function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve)
  })
}
