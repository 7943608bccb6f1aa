import { expect, test } from 'vitest'
import { createPace } from '../../../server/network/pace.ts'

const MB = 1_000_000

/** A pace whose turns of the event loop a test begins by hand. */
function aPace(bytesPerTurn: number) {
  let begun: (() => void)[] = []
  const pace = createPace(bytesPerTurn, { soon: (run) => void begun.push(run) })
  const passed: string[] = []
  const ask = (network: string, name: string, bytes: number) =>
    void pace.pass(network, bytes).then(() => passed.push(name))
  /** What passes in the turn that runs, and begins the next one. */
  const turn = async (): Promise<string[]> => {
    await Promise.resolve()
    const now = passed.splice(0)
    const due = begun
    begun = []
    for (const run of due) run()
    return now
  }
  return { ask, turn, isResting: () => begun.length === 0 }
}

test('of an answer that a thousand waited for, a few are handed out in each turn', async () => {
  const { ask, turn, isResting } = aPace(4 * MB)
  for (let i = 0; i < 1_000; i++) ask('a', `${i}`, MB)
  let handed = 0
  for (let turns = 0; turns < 250; turns++) {
    const now = await turn()
    expect(now.length).toBe(4)
    handed += now.length
  }
  expect(handed).toBe(1_000)
  expect(await turn()).toEqual([])
  expect(isResting()).toBe(true)
})

test('small ones count too, and a large one goes alone', async () => {
  const { ask, turn } = aPace(MB)
  ask('a', 'large', 50 * MB)
  for (let i = 0; i < 100; i++) ask('a', 'small', 0)
  expect(await turn()).toEqual(['large'])
  expect((await turn()).length).toBe(16)
})

test('somebody else does not wait for all that one network has asked for', async () => {
  const { ask, turn } = aPace(2 * MB)
  for (let i = 0; i < 100; i++) ask('many', `${i}`, MB)
  ask('one', 'honest', MB)
  expect(await turn()).toEqual(['0', '1'])
  expect(await turn()).toContain('honest')
})

test('what a piece of work turns out to cost is seen before the next one begins', () => {
  const turns: (() => void)[] = []
  const pace = createPace(4 * MB, { soon: (run) => void turns.push(run) })
  const done: number[] = []
  for (let i = 0; i < 6; i++) {
    pace.run('a', 0, () => {
      done.push(i)
      pace.spend(2 * MB)
    })
  }
  expect(done).toEqual([0, 1])
  turns.shift()?.()
  expect(done).toEqual([0, 1, 2, 3])
  pace.spend(4 * MB)
  pace.run('b', 0, () => void done.push(6))
  expect(done).toHaveLength(4)
})
