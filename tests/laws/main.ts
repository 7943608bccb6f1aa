import { parseArgs } from 'node:util'
import { simulateMany } from './run.ts'

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    runs: { type: 'string', default: '2000' },
    flip: { type: 'boolean', default: false },
  },
})

const tally = await simulateMany(Number(values.seed), Number(values.runs), { isFlipped: values.flip })
console.log(`seeds ${values.seed} to ${Number(values.seed) + Number(values.runs) - 1}: every law held`)
console.table(tally)
