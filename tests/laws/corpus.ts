import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { writePlan } from './plan.ts'
import type { BrokenRun } from './run.ts'

const Entry = v.object({ why: v.string(), isFlipped: v.boolean(), plan: v.string() })
/** The smallest part of a run that once broke a law. */
export type Entry = v.InferOutput<typeof Entry>

const FILE = join(import.meta.dirname, 'corpus.json')

/** Every run that ever failed, cut to what mattered. They are tried before any other. */
export function readCorpus(): Entry[] {
  return v.parse(v.array(Entry), JSON.parse(readFileSync(FILE, 'utf8')))
}

/** Keeps a run that failed, so that it is tried first from now on. */
export function addToCorpus({ plan, options, cause }: BrokenRun): void {
  const why = cause instanceof Error ? cause.message : String(cause)
  const entry: Entry = { why, isFlipped: options.isFlipped, plan: writePlan(plan) }
  writeFileSync(FILE, `${JSON.stringify([...readCorpus(), entry], null, 2)}\n`)
}
