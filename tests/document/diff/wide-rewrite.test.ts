import { expect, test } from 'vitest'
import { decide } from '../../../document/commit/decide.ts'
import { rewrite } from '../../../document/diff/rewrite.ts'
import { SCHEMA_VERSION } from '../../../document/protocol/version.ts'
import { parseMarkdown } from '../../../document/text/markdown-in.ts'

const COUNT = 6_000
const PAST = { epoch: 'epoch', schema: SCHEMA_VERSION }

const lines = (line: (i: number) => string): string =>
  Array.from({ length: COUNT }, (_, i) => line(i)).join('\n')
const changed = (i: number, every: number): string => (i % every === 0 ? `changed ${i}` : `line ${i}`)

/** What many changes in one wide block are: a list, a quote, a table, tasks. */
const WIDE: readonly [string, (every: number) => string][] = [
  ['a list', (every) => lines((i) => `- ${changed(i, every)}`)],
  ['a quote', (every) => lines((i) => `> ${changed(i, every)}\n>`)],
  ['tasks', (every) => lines((i) => `- [${i % every === 0 ? 'x' : ' '}] line ${i}`)],
  ['a table', (every) => `| a | b |\n|---|---|\n${lines((i) => `| ${changed(i, every)} | ${i} |`)}`],
]

test.each(WIDE)('T5 a text that differs in thousands of places of %s is taken as one commit', (_, write) => {
  const base = parseMarkdown(`# Before\n\nabove\n\n${write(COUNT)}\n\nbelow`)
  const wanted = parseMarkdown(`# After\n\nabove\n\n${write(4)}\n\nbelow`)
  const { steps, doc } = rewrite(base, wanted)
  expect(doc.eq(wanted)).toBe(true)
  const decision = decide(
    { ...PAST, seq: 0 },
    { ...PAST, base: 0, steps },
    { chain: 'chain', doc: base, head: base, commits: [] },
  )
  expect(decision).toMatchObject({ kind: 'placed', dropped: [] })
  expect(decision.kind === 'placed' && decision.doc.eq(wanted)).toBe(true)
})
