import { parseArgs } from 'node:util'
import { describeMachine, watchOthers } from '../bench/machine.ts'
import { ATTACKS } from './list.ts'
import { runAttack } from './run-attack.ts'
import { HEADINGS, toCells, toLine, verdict } from './verdict.ts'
import { startWitness } from './witness/start-witness.ts'

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    times: { type: 'string', multiple: true },
    scale: { type: 'string', multiple: true },
    seconds: { type: 'string', default: '60' },
    heap: { type: 'string', default: '1024' },
    table: { type: 'boolean', default: false },
    list: { type: 'boolean', default: false },
  },
})

function readNumbers(name: 'times' | 'scale', normal: readonly number[]): readonly number[] {
  const numbers = values[name]?.map(Number) ?? normal
  if (numbers.every((number) => number > 0 && number <= 100)) return numbers
  console.error(`--${name} is a number above 0, up to 100.`)
  process.exit(1)
}

// A name, or the letter with which several begin: S1 is S1, S1-marks, S1-moves and so on.
const isMeant = (name: string): boolean =>
  values.only?.some((asked) => name === asked || name.startsWith(`${asked}-`)) ?? true
const attacks = ATTACKS.filter(({ name }) => isMeant(name))
if (attacks.length === 0 || values.list) {
  for (const { name, input } of ATTACKS) console.log(`${name}: ${input}`)
  process.exit(values.list ? 0 : 1)
}

const machine = describeMachine()
const leadings = readNumbers('times', [1, 10]).flatMap((times) =>
  readNumbers('scale', [1]).map((scale) => ({
    times,
    scale,
    seconds: Number(values.seconds),
    heapMiB: Number(values.heap),
  })),
)
const witness = startWitness()
const rows: string[][] = []
const broken: string[] = []
const others = watchOthers()
for (const attack of attacks) {
  for (const leading of leadings.filter(({ times }) => times === 1 || !attack.isAlone)) {
    const outcome = await runAttack(attack, leading, witness)
    console.log(toLine(outcome))
    const row = toCells(outcome)
    rows.push(row)
    if (verdict(outcome).length) broken.push(row[0] ?? '')
  }
}
witness.stop()
console.log(
  `\n${machine}; a heap of ${values.heap} MiB; cores used besides the attackers: ${others().toFixed(2)}`,
)
if (values.table) {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  console.log([line(HEADINGS), line(HEADINGS.map(() => '---')), ...rows.map(line)].join('\n'))
}
console.log(
  broken.length
    ? `${broken.length} of ${rows.length} break the bar: ${broken.join('; ')}`
    : `All ${rows.length} hold.`,
)
process.exitCode = broken.length ? 1 : 0
