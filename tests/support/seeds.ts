import { relative } from 'node:path'
import { expect } from 'vitest'

/** The first of the seeds that no run before this one has tried; `vitest.config.ts` draws it, `SAMEPAGE_SEED` fixes it. */
export const FRESH_SEED: number = Number(process.env['SAMEPAGE_SEED'])

/** So many seeds for a random test: half of them fresh, and the others the same in every run. */
export function seedsToTry(count: number): number[] {
  const fresh = Math.ceil(count / 2)
  const from = (first: number, length: number) => Array.from({ length }, (_, i) => first + i)
  return [...from(FRESH_SEED, fresh), ...from(1, count - fresh)]
}

/** What a failure says of its seed: how to try it again. */
export function again(seed: number): string {
  const file = relative(process.cwd(), expect.getState().testPath ?? '')
  return `seed ${seed}; again by SAMEPAGE_SEED=${seed} npx vitest run ${file}`
}
