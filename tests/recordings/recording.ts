import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import * as v from 'valibot'

/** One edit: at this code point, delete so many, insert this. */
const Patch = v.tuple([v.number(), v.number(), v.string()])

/**
 * People writing at the same time (josephg/editing-traces, the concurrent form): a transaction's positions
 * refer to the document as its parents, merged, leave it.
 */
export const Recording = v.object({
  kind: v.literal('concurrent'),
  endContent: v.string(),
  numAgents: v.number(),
  txns: v.array(v.object({ parents: v.array(v.number()), agent: v.number(), patches: v.array(Patch) })),
})
export type Recording = v.InferOutput<typeof Recording>

const ROOT = join(import.meta.dirname, '../..')

/** Where recordings of real people are looked for. */
export const TRACES = process.env['SAMEPAGE_TRACES'] ?? join(ROOT, '../shared/data/traces')

/** True where the recordings are promised to be, so that a missing one is a failure and not a skip. */
export const TRACES_ARE_PROMISED = existsSync(join(ROOT, '../shared'))

/** Reads a recording; undefined when the file is not there. */
export function readRecording(file: string): Recording | undefined {
  if (!existsSync(file)) return undefined
  const bytes = readFileSync(file)
  const text = file.endsWith('.gz') ? gunzipSync(bytes).toString() : bytes.toString()
  return v.parse(Recording, JSON.parse(text))
}

/**
 * For each transaction, how many of each person's transactions its author had seen. Two people know each
 * other's work exactly when these counts say so.
 */
export function seenBefore({ txns, numAgents }: Recording): number[][] {
  const after: number[][] = []
  return txns.map(({ parents, agent }, index) => {
    const seen = Array.from({ length: numAgents }, (_, one) =>
      Math.max(0, ...parents.map((p) => after[p]?.[one] ?? 0)),
    )
    after[index] = seen.map((count, one) => (one === agent ? count + 1 : count))
    return seen
  })
}
