import { parseArgs } from 'node:util'
import { runKills } from './kills.ts'

const { values } = parseArgs({
  options: { seed: { type: 'string' }, kills: { type: 'string', default: '1000' } },
})

const seed = Number(values.seed ?? Date.now() % 2 ** 31)
console.log(`seed ${seed}`)
const tally = await runKills(Number(values.kills), seed, ({ kills, audits }) => {
  if (audits % 20 === 0) console.log(`${kills} kills`)
})
console.log('nothing acknowledged was lost')
console.table(tally)
