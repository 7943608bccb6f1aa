import { parseArgs } from 'node:util'
import { bytes } from './bytes.ts'
import { commits } from './commits.ts'
import { fanOut } from './fan-out.ts'
import { keystroke } from './keystroke.ts'
import { loopDelay } from './loop-delay.ts'
import { describeMachine, probeDisk, readPragmas, watchOthers } from './machine.ts'
import { type Row, toTable } from './measure.ts'
import { memory } from './memory.ts'
import { opening } from './opening.ts'
import { storm } from './storm.ts'
import { transports } from './transports.ts'
import { typing } from './typing.ts'

const BENCHES = [keystroke, commits, fanOut, opening, bytes, storm, memory, loopDelay, transports, typing]

/** A machine may be this much slower than a calm one. */
const PATIENCE = 5

const { values } = parseArgs({
  options: { only: { type: 'string', multiple: true }, share: { type: 'string', default: '1' } },
})
const share = Number(values.share)
if (!(share > 0 && share <= 1)) {
  console.error('--share is a number above 0, up to 1.')
  process.exit(1)
}
const names = BENCHES.map(({ name }) => name)
const unknown = values.only?.filter((name) => !names.includes(name)) ?? []
if (unknown.length) {
  console.error(`There is no bench ${unknown.join(', ')}. There are: ${names.join(', ')}.`)
  process.exit(1)
}

const machine = describeMachine()
const [pragmas, disk] = [await readPragmas(), await probeDisk()]
const rows: Row[] = []
const calm: string[] = []
for (const bench of BENCHES.filter(({ name }) => values.only?.includes(name) ?? true)) {
  console.error(`${bench.name}: about ${bench.seconds} s`)
  const others = watchOthers()
  // Whatever waits for something that never comes ends here, and its children with it.
  const deadline = setTimeout(
    () => {
      console.error(`${bench.name} has not ended within ${PATIENCE} times its ${bench.seconds} s.`)
      process.exit(1)
    },
    bench.seconds * 1_000 * PATIENCE,
  )
  rows.push(...(await bench.run((count) => Math.max(1, Math.round(count * share)))))
  clearTimeout(deadline)
  calm.push(`${bench.name} ${others().toFixed(2)}`)
}

console.log(`\n${machine}\n${disk}\nserving connection: ${pragmas}\n`)
console.log(toTable(rows))
console.log(`\nCores that others used meanwhile: ${calm.join(', ')}`)
