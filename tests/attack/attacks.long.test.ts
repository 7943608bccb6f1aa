import { afterAll, beforeAll, expect, test } from 'vitest'
import { ATTACKS } from './list.ts'
import { runAttack } from './run-attack.ts'
import { MOST_MEMORY_BYTES, toLine } from './verdict.ts'
import { startWitness, type Witness } from './witness/start-witness.ts'

/** One of each kind that once ended the process, held everybody up or took what is another's; `npm run attack` has all. */
const SHORTENED = ['S1', 'S2', 'S3', 'H2-few', 'H14', 'M2', 'M5-steps']
const LEADING = { times: 1, scale: 1, seconds: 60, heapMiB: 512 }

let witness: Witness
beforeAll(() => {
  witness = startWitness()
})
afterAll(() => witness.stop())

// How long others waited is told and not asserted: whoever runs this beside other programs waits for those.
test.each(
  ATTACKS.filter(({ name }) => SHORTENED.includes(name)).map(
    (attack) => [attack.name, attack.input, attack] as const,
  ),
)(
  'the server lives, stays small and keeps what an honest person writes beside %s: %s',
  async (_name, _input, attack) => {
    const outcome = await runAttack(attack, LEADING, witness)
    console.log(toLine(outcome))
    const { death, faults, tally, report } = outcome
    expect({ death, faults, honest: report.honest.fault }).toEqual({
      death: undefined,
      faults: [],
      honest: undefined,
    })
    expect(report.honest.acknowledged).toBeGreaterThan(0)
    expect(report.peakBytes).toBeLessThan(MOST_MEMORY_BYTES)
    expect(
      [...tally.answers.keys()].filter((answer) => /^5\d\d internal|cut off|in time/.test(answer)),
    ).toEqual([])
  },
)
