import type { WireStep } from '../../../document/commit/wire-steps.ts'
import type { Attack, Scene } from '../attack.ts'
import { commit, makeDocument, makeParagraphs, paragraph, replaced, typed } from '../document-handle.ts'

const MOST_STEPS = 5_000
/** So many paragraphs of one letter fit into a document: each is two nodes. */
const MOST_PARAGRAPHS = 49_000
/** The first place of the text, where the title is empty. */
const FIRST_TEXT = 3
/** What a paragraph of one letter takes. */
const WIDTH = 3

/** Many steps in one commit, beside what makes each of them dear: Markdown, or so many paragraphs of a letter. */
function manySteps(
  name: string,
  input: string,
  start: (scene: Scene) => string | number,
  steps: (scene: Scene) => readonly WireStep[],
): Attack {
  return {
    name,
    input,
    async begin(scene) {
      const person = await scene.person()
      const begun = start(scene)
      const document =
        typeof begun === 'string' ? await makeDocument(person, begun) : await makeParagraphs(person, begun)
      return async () => void (await commit(person, document, steps(scene)))
    },
  }
}

const paragraphs = (scene: Scene, normal: number): number => scene.count(normal, MOST_PARAGRAPHS)
const each = (count: number, step: (i: number) => WireStep): WireStep[] =>
  Array.from({ length: count }, (_, i) => step(i))

/** Steps times what each of them changes or stands among. */
export const steps: readonly Attack[] = [
  manySteps(
    'S1',
    '40,000 paragraphs, then 5,000 letters typed into the title',
    (scene) => paragraphs(scene, 40_000),
    () => [typed(1, MOST_STEPS)],
  ),
  manySteps(
    'S1-body',
    '49,000 paragraphs, then 5,000 letters typed into the first',
    (scene) => paragraphs(scene, MOST_PARAGRAPHS),
    () => [typed(FIRST_TEXT, MOST_STEPS)],
  ),
  manySteps(
    'S1-backwards',
    '20,000 paragraphs, then 5,000 letters each before the last',
    (scene) => paragraphs(scene, 20_000),
    () => each(MOST_STEPS, () => replaced(FIRST_TEXT, FIRST_TEXT, [{ type: 'text', text: 'x' }])),
  ),
  manySteps(
    'S1-long-paragraph',
    'one paragraph of 1,000,000 letters, then 5,000 letters in its middle',
    (scene) => 'a'.repeat(scene.count(1_000_000, 1_900_000)),
    (scene) => [typed(Math.ceil(scene.count(1_000_000, 1_900_000) / 2), MOST_STEPS)],
  ),
  manySteps(
    'S1-bold-words',
    'one paragraph of 40,000 words, every second bold, then 5,000 letters among them',
    (scene) => 'a **b** '.repeat(scene.count(20_000, 49_000)),
    () => [typed(FIRST_TEXT, MOST_STEPS)],
  ),
  manySteps(
    'S1-marks',
    '20,000 paragraphs, all made bold and plain again 2,500 times in one commit',
    (scene) => paragraphs(scene, 20_000),
    (scene) =>
      each(MOST_STEPS, (i) => ({
        stepType: i % 2 ? 'removeMark' : 'addMark',
        mark: { type: 'strong' },
        from: 2,
        to: 2 + WIDTH * scene.count(20_000, MOST_PARAGRAPHS),
      })),
  ),
  manySteps(
    'S1-one-mark',
    '49,000 paragraphs, all made bold by one step',
    (scene) => paragraphs(scene, MOST_PARAGRAPHS),
    (scene) => [
      {
        stepType: 'addMark',
        mark: { type: 'strong' },
        from: 2,
        to: 2 + WIDTH * scene.count(MOST_PARAGRAPHS, MOST_PARAGRAPHS),
      },
    ],
  ),
  manySteps(
    'S1-marks-in-text',
    'a text of 100,000 letters, every second letter made bold by a step of its own, 5,000 steps',
    (scene) => 'a'.repeat(scene.count(100_000, 1_900_000)),
    () =>
      each(MOST_STEPS, (i) => ({
        stepType: 'addMark',
        mark: { type: 'strong' },
        from: FIRST_TEXT + 2 * i,
        to: FIRST_TEXT + 2 * i + 1,
      })),
  ),
  manySteps(
    'S1-attributes',
    '10,000 paragraphs, 5,000 of them centred by a step each',
    (scene) => paragraphs(scene, 10_000),
    (scene) =>
      each(scene.count(MOST_STEPS, MOST_STEPS), (i) => ({
        stepType: 'attr',
        pos: 2 + WIDTH * i,
        attr: 'align',
        value: 'center',
      })),
  ),
  manySteps(
    'S1-moves',
    '10,000 paragraphs, the first moved to the end 5,000 times',
    (scene) => paragraphs(scene, 10_000),
    (scene) =>
      each(MOST_STEPS, () => ({
        stepType: 'move',
        from: 2,
        to: 2 + WIDTH,
        at: 2 + WIDTH * scene.count(10_000, MOST_PARAGRAPHS),
      })),
  ),
  manySteps(
    'S1-wraps',
    '10,000 paragraphs, all put into a quote and out of it 2,500 times in one commit',
    (scene) => paragraphs(scene, 10_000),
    (scene) =>
      each(MOST_STEPS, (i) => wrap(2, 2 + WIDTH * scene.count(10_000, MOST_PARAGRAPHS), i % 2 === 1)),
  ),
  manySteps(
    'S1-rewrites',
    'a text of 4,000 letters replaced 1,000 times in one commit, 4 MB',
    () => 'a'.repeat(4_000),
    (scene) =>
      each(scene.count(1_000, 1_000), (i) =>
        replaced(FIRST_TEXT, FIRST_TEXT + 4_000, [{ type: 'text', text: String(i % 10).repeat(4_000) }]),
      ),
  ),
  manySteps(
    'H9',
    '10,000 paragraphs, then 5,000 letters at 5,000 places',
    (scene) => paragraphs(scene, 10_000),
    () =>
      each(MOST_STEPS, (i) =>
        replaced(FIRST_TEXT + 4 * i, FIRST_TEXT + 4 * i, [{ type: 'text', text: 'x' }]),
      ),
  ),
  manySteps(
    'H9-splits',
    '10,000 paragraphs, then 5,000 new ones before the first, by a step each',
    (scene) => paragraphs(scene, 10_000),
    () => each(MOST_STEPS, () => replaced(2, 2, [paragraph()])),
  ),
]

function wrap(from: number, to: number, isOut: boolean): WireStep {
  const slice = { content: [{ type: 'blockquote' }] }
  return (
    isOut
      ? {
          stepType: 'replaceAround',
          from,
          to: to + 2,
          gapFrom: from + 1,
          gapTo: to + 1,
          insert: 0,
          structure: true,
        }
      : { stepType: 'replaceAround', from, to, gapFrom: from, gapTo: to, insert: 1, slice, structure: true }
  ) as WireStep
}
