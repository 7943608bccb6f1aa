import { type Node, Slice } from 'prosemirror-model'
import { ReplaceStep, Step } from 'prosemirror-transform'
import { expect, test } from 'vitest'
import { readStepsInParts } from '../../document/commit/sound-step.ts'
import type { StepJson } from '../../document/commit/wire-steps.ts'
import { inOneGo, PART_SIZE, type Parts, Progress } from '../../document/parts.ts'
import { findFaultInParts, MAX_DEPTH } from '../../document/schema/document-checks.ts'
import { weighInParts, weighNode } from '../../document/schema/document-weight.ts'
import { readNode } from '../../document/schema/read-nodes.ts'
import { emptyDocument, schema } from '../../document/schema/schema.ts'
import { writeJsonInParts } from '../../document/schema/write-json.ts'
import { doc, p, quote, title } from '../support/build-document.ts'
import { createRandom } from '../support/random.ts'
import { randomDocument } from '../support/random-document.ts'

const LINES = 3 * PART_SIZE

/** Blocks of every kind, many times over, some of them deep inside of one block that holds most of the document. */
function largeDocument(seed: number): Node {
  const random = createRandom(seed)
  const blocks = Array.from({ length: 60 }, () => randomDocument(random).content.content.slice(1)).flat()
  const flow = blocks.filter(({ type }) => type === schema.nodes.paragraph)
  const lines = Array.from({ length: LINES }, (_, i) => flow[i % flow.length] ?? p())
  return doc(title('t'), quote(quote(...lines), p()), ...blocks)
}

/** Some text, with a block of one's own in the middle of many others, inside of a block inside of a block. */
function among(odd: Node): Node {
  const lines = Array.from({ length: LINES }, () => p('a'))
  const { blockquote } = schema.nodes
  const inner = blockquote.create(null, [...lines, odd, ...lines])
  return schema.nodes.doc.create(null, [title(''), blockquote.create(null, [p(), inner])])
}

function inParts<T>(parts: Parts<T>): { readonly count: number; readonly value: T } {
  for (let count = 1; ; count++) {
    const { value, done } = parts.next()
    if (done) return { count, value }
  }
}

test('a large document is read, checked, weighed and written in many parts, as it would be in one piece', () => {
  for (const seed of [1, 2, 3]) {
    const large = largeDocument(seed)
    const read = inParts(readNode(large.toJSON(), new Progress()))
    const fault = inParts(findFaultInParts(large, emptyDocument()))
    const weight = inParts(weighInParts(large))
    const written = inParts(writeJsonInParts(large))
    expect(read.value.eq(large)).toBe(true)
    expect(fault.value).toBe(undefined)
    expect(weight.value).toEqual(weighNode(large))
    expect(written.value).toBe(JSON.stringify(large))
    for (const { count } of [read, fault, weight, written]) expect(count).toBeGreaterThan(3)
  }
})

test('the steps of a large commit are read in many parts, as ProseMirror reads them', () => {
  const { content } = largeDocument(4)
  const step = new ReplaceStep(2, 2, new Slice(content.cut(3), 0, 0)).toJSON() as StepJson
  const { count, value } = inParts(readStepsInParts([step]))
  if (value.kind !== 'steps') throw new Error(value.reason)
  expect(value.steps.map((each) => each.toJSON())).toEqual([Step.fromJSON(schema, step).toJSON()])
  expect(count).toBeGreaterThan(3)
})

const { blockquote, image, paragraph } = schema.nodes
const nested = (depth: number): Node => (depth > 0 ? blockquote.create(null, nested(depth - 1)) : p('deep'))

test.each<[string, Node, RegExp]>([
  ['a block in the place of a line', paragraph.create(null, p()), /Invalid content/],
  ['a picture where a block belongs', image.create({ src: '/files/x' }), /Invalid content/],
  ['blocks deeper than they may nest', nested(MAX_DEPTH), /deeper/],
])('%s is found in the midst of a large document', (_what, odd, reason) => {
  const large = among(odd)
  expect(inOneGo(findFaultInParts(large))).toMatch(reason)
  expect(inOneGo(findFaultInParts(large, emptyDocument()))).toMatch(reason)
})

test.each<[string, object]>([
  ['an attribute that nobody knows', { type: 'paragraph', attrs: { colour: 'red' } }],
  ['a value that no attribute has', { type: 'heading', attrs: { level: 99 } }],
  ['half a character', { type: 'paragraph', content: [{ type: 'text', text: '\ud800' }] }],
  ['a node that nobody knows', { type: 'marquee' }],
])('%s in the midst of a large step is refused', (_what, odd) => {
  const lines = Array.from({ length: LINES }, () => ({ type: 'paragraph' }))
  const content = [{ type: 'blockquote', content: [...lines, odd, ...lines] }]
  const step = { stepType: 'replace', from: 2, to: 2, slice: { content } }
  expect(inOneGo(readStepsInParts([step]))).toMatchObject({ kind: 'unsound', index: 0 })
})
