import type { LossTally } from '../../document/text/losses.ts'
import { type Edit, run } from './word-edits.ts'
import type { WordTag } from './word-tags.ts'

/** Formulas are no part of what mammoth reads: each becomes its letters and signs, in a run of its own. */
export function createFormulaReader(xml: string, losses: LossTally) {
  const edits: Edit[] = []
  let outer: { name: string; from: number } | undefined
  return {
    edits,
    see(tag: WordTag): void {
      if (tag.kind === 'open' && /^m:oMath(?:Para)?$/.test(tag.name))
        outer ??= { name: tag.name, from: tag.from }
      if (tag.kind !== 'close' || tag.name !== outer?.name) return
      const { from } = outer
      outer = undefined
      const letters = [...xml.slice(from, tag.to).matchAll(/<m:t(?:\s[^<>]*)?>([^<]*)<\/m:t>/g)]
      const text = letters.map(([, one]) => one).join('')
      if (text === '') return
      losses.add('formulas')
      edits.push({ from, to: tag.to, text: run(text) })
    },
  }
}
