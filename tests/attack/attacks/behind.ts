import type { WireStep } from '../../../document/commit/wire-steps.ts'
import type { Attack } from '../attack.ts'
import {
  commit,
  type DocumentHandle,
  makeDocument,
  makeParagraphs,
  paragraph,
  replaced,
  typed,
} from '../document-handle.ts'

const FIRST_TEXT = 3
const BULLETS = 'bullet_list'

/** Commits by another, so that who was away comes back behind them. */
function behind(
  name: string,
  input: string,
  {
    commits,
    each,
    late,
  }: { commits: number; each: (i: number) => readonly WireStep[]; late: readonly WireStep[] },
  paragraphs = 0,
): Attack {
  return {
    name,
    input,
    async begin(scene) {
      const person = await scene.person()
      const document = await (paragraphs ? makeParagraphs(person, paragraphs) : makeDocument(person))
      const base = document.seq
      for (let i = 0; i < scene.count(commits, 199) && !scene.over.aborted; i++)
        await commit(person, document, each(i))
      return async () => void (await commit(person, document, late, { base }))
    },
  }
}

/** Commits on bases that are few commits behind and many steps. */
export const behinds: readonly Attack[] = [
  behind('H2', 'one letter based 41 commits behind, each of them 5,000 letters', {
    commits: 41,
    each: () => [typed(FIRST_TEXT, 5_000)],
    late: [typed(FIRST_TEXT, 1)],
  }),
  behind('H2-few', 'one letter based 11 commits behind, each of them 5,000 letters', {
    commits: 11,
    each: () => [typed(FIRST_TEXT, 5_000)],
    late: [typed(FIRST_TEXT, 1)],
  }),
  behind('H2-both', '5,000 letters based 11 commits behind, each of them 5,000 letters', {
    commits: 11,
    each: () => [typed(FIRST_TEXT, 5_000)],
    late: [typed(FIRST_TEXT, 5_000)],
  }),
  behind('H2-ordinary', '1,000 letters based 199 commits behind, each of them one letter', {
    commits: 199,
    each: () => [typed(FIRST_TEXT, 1)],
    late: [typed(FIRST_TEXT, 1_000)],
  }),
  behind(
    'H2-wraps',
    '50 lists made and unmade again, based 199 commits behind that each wrap 1,000 paragraphs in a quote or unwrap them',
    { commits: 199, each: (i) => [wrap('blockquote', 2, 3_002, i % 2 === 1)], late: lists(50) },
    1_000,
  ),
  behind(
    'H2-paragraphs',
    '500 letters at 500 places of 20,000 paragraphs, based 100 commits behind of 40 letters at 40 places each',
    {
      commits: 100,
      each: () => Array.from({ length: 40 }, (_, i) => typed(FIRST_TEXT + 8 * i, 1)),
      late: Array.from({ length: 500 }, (_, i) => typed(FIRST_TEXT + 8 * i, 1)),
    },
    20_000,
  ),
  behind(
    'H2-moves',
    '100 paragraphs moved, based 100 commits behind that each move 20 paragraphs among 10,000',
    {
      commits: 100,
      each: () => Array.from({ length: 20 }, () => ({ stepType: 'move', from: 2, to: 5, at: 302 })),
      late: Array.from({ length: 100 }, () => ({ stepType: 'move', from: 2, to: 5, at: 602 })),
    },
    10_000,
  ),
  behind('H2-deleted', '2,000 letters into a paragraph that 100 commits have each deleted and put back', {
    commits: 100,
    each: () => [replaced(2, 4, []), replaced(2, 2, [paragraph()])],
    late: [typed(FIRST_TEXT, 2_000)],
  }),
  {
    name: 'H6',
    input: '40 commits of 5,000 letters to 40 documents at one moment',
    async begin(scene) {
      const person = await scene.person()
      const documents: DocumentHandle[] = []
      for (let i = 0; i < scene.count(40, 100); i++) documents.push(await makeDocument(person))
      return async () =>
        void (await Promise.all(
          documents.map((document) => commit(person, document, [typed(FIRST_TEXT, 5_000)])),
        ))
    },
  },
  {
    name: 'H6-wide',
    input: '40 commits of 500 letters to 40 documents of 10,000 paragraphs at one moment',
    async begin(scene) {
      const person = await scene.person()
      const documents: DocumentHandle[] = []
      for (let i = 0; i < scene.count(40, 100) && !scene.over.aborted; i++)
        documents.push(await makeParagraphs(person, 10_000))
      return async () =>
        void (await Promise.all(
          documents.map((document) => commit(person, document, [typed(FIRST_TEXT, 500)])),
        ))
    },
  },
  {
    name: 'S1-one-after-another',
    input: '20,000 paragraphs, then ten commits of 5,000 letters, one after another',
    async begin(scene) {
      const person = await scene.person()
      const document = await makeParagraphs(person, 20_000)
      return async () => {
        for (let i = 0; i < scene.count(10, 100) && !scene.over.aborted; i++)
          await commit(person, document, [typed(FIRST_TEXT, 5_000)])
      }
    },
  },
]

function wrap(type: string, from: number, to: number, isOut: boolean): WireStep {
  const kinds = { structure: true, stepType: 'replaceAround' }
  return (
    isOut
      ? { ...kinds, from, to: to + 2, gapFrom: from + 1, gapTo: to + 1, insert: 0 }
      : { ...kinds, from, to, gapFrom: from, gapTo: to, insert: 1, slice: { content: [{ type }] } }
  ) as WireStep
}

/** A paragraph made a list and a paragraph again, so many times. */
function lists(count: number): WireStep[] {
  const slice = { content: [{ type: BULLETS, content: [{ type: 'list_item' }] }] }
  const kinds = { structure: true, stepType: 'replaceAround' }
  const into = { ...kinds, from: 2, to: 5, gapFrom: 2, gapTo: 5, insert: 2, slice }
  const out = { ...kinds, from: 2, to: 9, gapFrom: 4, gapTo: 7, insert: 0 }
  return Array.from({ length: 2 * count }, (_, i) => (i % 2 ? out : into)) as unknown as WireStep[]
}
