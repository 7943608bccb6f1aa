import type { ResidueItem, ResidueList } from '../../document/protocol/residue.ts'
import type { Answer } from './answer.ts'

/** All that could not be placed, page after page: one answer does not hold very much. One that fails is the answer. */
export async function readResidue(
  ask: (after: number) => Promise<Answer<ResidueList>>,
): Promise<Answer<ResidueList>> {
  const residue: ResidueItem[] = []
  for (;;) {
    const answer = await ask(residue.at(-1)?.n ?? 0)
    if (answer.kind !== 'ok') return answer
    residue.push(...answer.value.residue)
    if (!answer.value.more || answer.value.residue.length === 0)
      return { kind: 'ok', value: { residue, more: false } }
  }
}
