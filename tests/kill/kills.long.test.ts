import { expect, test } from 'vitest'
import { FRESH_SEED } from '../support/seeds.ts'
import { runKills } from './kills.ts'

const KILLS = 20

test('D8 a server killed at any moment loses nothing it acknowledged, and its log stays whole', async () => {
  const seed = FRESH_SEED
  console.log(`kills: seed ${seed}`)
  const { kills, acknowledged, commits, audits } = await runKills(KILLS, seed)
  expect(kills).toBeGreaterThanOrEqual(KILLS)
  expect(audits).toBeGreaterThan(KILLS / 2)
  expect(acknowledged).toBeGreaterThan(KILLS)
  expect(commits).toBeGreaterThanOrEqual(acknowledged)
})
