import type { Node } from 'prosemirror-model'
import type { ReplaceStep, Step } from 'prosemirror-transform'
import { expect, test } from 'vitest'
import { rewrite } from '../../../document/diff/rewrite.ts'
import { schema } from '../../../document/schema/schema.ts'
import { parseMarkdown } from '../../../document/text/markdown-in.ts'
import { toMarkdown } from '../../../document/text/markdown-out.ts'
import {
  aligned,
  coloured,
  doc,
  figure,
  h,
  highlight,
  mention,
  p,
  table,
  td,
  th,
  title,
  tr,
} from '../../support/build-document.ts'
import { createRandom, type Random } from '../../support/random.ts'
import { randomDocument } from '../../support/random-document.ts'
import { again, seedsToTry } from '../../support/seeds.ts'

/** The steps that make one Markdown text the other, as JSON, the last place first. */
function stepsOf(before: string, after: string) {
  const { steps, doc: result } = rewrite(parseMarkdown(before), parseMarkdown(after))
  expect(result.toJSON()).toEqual(parseMarkdown(after).toJSON())
  return steps.map((step) => step.toJSON())
}

const text = (words: string) => ({ content: [{ type: 'text', text: words }] })

test('a changed word is one step of that word, and nothing else is touched', () => {
  expect(stepsOf('# T\n\none two three\n\nfour', '# T\n\none 2 three\n\nfour')).toEqual([
    { stepType: 'replace', from: 8, to: 11, slice: text('2') },
  ])
  expect(stepsOf('# a', '# b')).toEqual([{ stepType: 'replace', from: 1, to: 2, slice: text('b') }])
  expect(stepsOf('a', 'a')).toEqual([])
})

test('a format is a step of marks, a box and a level are steps of attributes', () => {
  expect(stepsOf('a **b** c', 'a b **c**').map(({ stepType }) => stepType)).toEqual(['addMark', 'removeMark'])
  expect(stepsOf('- [ ] a\n- [ ] b', '- [ ] a\n- [x] b')).toEqual([
    { stepType: 'attr', pos: 8, attr: 'checked', value: true },
  ])
  expect(stepsOf('x\n\n## a', 'x\n\n### a')).toEqual([{ stepType: 'attr', pos: 5, attr: 'level', value: 3 }])
  expect(stepsOf('some words', '## some words').map(({ stepType }) => stepType)).toEqual(['replaceAround'])
})

test('what comes in and what goes is that block alone, in lists and tables too', () => {
  const listed = stepsOf('- a\n- c\n\nend', '- a\n- b words\n- c\n\nend')
  expect(listed).toMatchObject([{ stepType: 'replace', from: 8, to: 8 }])
  const rows = stepsOf('| a |\n|--|\n| b |\n| c |', '| a |\n|--|\n| c |')
  expect(rows).toMatchObject([{ stepType: 'replace', from: 10, to: 17 }])
})

test('a name that is written twenty thousand times is compared as any other word, and a longer one as itself', () => {
  const line = ' hello @Ada Lee @Ada'.repeat(20_000)
  const base = doc(title('T'), p(mention('abc', 'Ada'), ' and ', mention('def', 'Ada Lee'), line))
  const after = toMarkdown(base).replace('hello', 'bye')
  const { steps } = rewrite(base, parseMarkdown(after))
  expect(steps.map((step) => step.toJSON())).toMatchObject([{ stepType: 'replace', slice: text('bye') }])
})

test('what Markdown does not carry stays where the text leaves it: widths, people, sizes, empty lines', () => {
  const wide = schema.nodes.table_cell.create({ colwidth: [120] }, p('c'))
  const base = doc(
    title('T'),
    p('ask ', mention('abc', 'Ada'), ' soon'),
    p(),
    table(tr(th(p('a')), th(p('b'))), tr(wide, td(p('d')))),
    figure('https://x.y/i.png', 'cap', { naturalWidth: 600, naturalHeight: 400 }),
  )
  const after = toMarkdown(base)
    .replace('soon', 'today')
    .replace('| d |', '| dd |')
    .replace('"cap"', '"caption"')
  const { doc: result, steps } = rewrite(base, parseMarkdown(after))
  expect(steps).toHaveLength(3)
  expect(result.toJSON()).toEqual(
    doc(
      title('T'),
      p('ask ', mention('abc', 'Ada'), ' today'),
      p(),
      table(tr(th(p('a')), th(p('b'))), tr(wide, td(p('dd')))),
      figure('https://x.y/i.png', 'caption', { naturalWidth: 600, naturalHeight: 400 }),
    ).toJSON(),
  )
})

test('a block that stands elsewhere is moved, with what Markdown does not carry', () => {
  const ask = p('ask ', mention('abc', 'Ada'))
  const base = doc(title('T'), p('one'), p(), p('two'), p('three'), ask, h(2, 'end'))
  const after = '# T\n\nask @Ada\n\none\n\ntwo 2\n\nthree\n\n## end\n'
  const { doc: result, steps } = rewrite(base, parseMarkdown(after))
  expect(steps.map((step) => step.toJSON())).toMatchObject([
    { stepType: 'move', from: 22, to: 29, at: 3 },
    { stepType: 'replace', slice: text(' 2') },
  ])
  const moved = doc(title('T'), ask, p('one'), p(), p('two 2'), p('three'), h(2, 'end'))
  expect(result.toJSON()).toEqual(moved.toJSON())
})

test('blocks in any other order are moved there, and nothing is written again', () => {
  for (const seed of seedsToTry(100)) {
    const random = createRandom(seed)
    const base = Array.from({ length: 2 + random.int(9) }, (_, i) => `block ${i} of ${seed}`)
    const wanted = base.map((block) => ({ block, at: random.next() })).sort((a, b) => a.at - b.at)
    const steps = stepsOf(base.join('\n\n'), wanted.map(({ block }) => block).join('\n\n'))
    expect(
      steps.every(({ stepType }) => stepType === 'move'),
      again(seed),
    ).toBe(true)
    expect(steps.length, again(seed)).toBeLessThan(base.length)
  }
})

test('of a block that is there twice nobody says which one moved', () => {
  const steps = stepsOf('same\n\nother\n\nsame\n\nlast', 'other\n\nsame\n\nlast\n\nsame')
  expect(steps.some(({ stepType }) => stepType === 'move')).toBe(false)
})

test('colours and alignment stay where the text leaves the words', () => {
  const base = doc(
    title('T'),
    aligned('center', p('one ', highlight('green', 'two'), ' ', coloured('red', 'three'), ' four')),
    aligned('right', p(highlight('blue', 'five'), ' six')),
  )
  const after = toMarkdown(base).replace('four', '4').replace('<mark>five</mark>', '## five')
  expect(rewrite(base, parseMarkdown(after)).doc.toJSON()).toEqual(
    doc(
      title('T'),
      aligned('center', p('one ', highlight('green', 'two'), ' ', coloured('red', 'three'), ' 4')),
      aligned('right', h(2, 'five six')),
    ).toJSON(),
  )
})

test('any document becomes any text that is made from it, and its own text changes nothing', () => {
  let steps = 0
  for (const seed of seedsToTry(300)) {
    const random = createRandom(seed)
    const base = randomDocument(random)
    expect(rewrite(base, parseMarkdown(toMarkdown(base))).steps, again(seed)).toEqual([])
    const wanted = parseMarkdown(mutated(random, toMarkdown(base)))
    const changed = rewrite(base, wanted)
    changed.doc.check()
    expect(readBack(changed.doc), again(seed)).toEqual(readBack(wanted))
    steps += changed.steps.length
  }
  expect(steps).toBeGreaterThan(300)
  expect(steps).toBeLessThan(3_000)
})

function readBack(document: Node): unknown {
  return parseMarkdown(toMarkdown(document)).toJSON()
}

function mutated(random: Random, markdown: string): string {
  const lines = markdown.split('\n')
  for (let change = 0; change < 1 + random.int(4); change++) {
    const at = random.int(lines.length)
    const kind = random.int(5)
    if (kind === 0) lines.splice(at, 1)
    else if (kind === 1) lines.splice(at, 0, '', `new line ${change}`, '')
    else if (kind === 2) lines[at] += ' word'
    else if (kind === 3) lines.push(...lines.splice(at, 1 + random.int(6)), '')
    else lines.splice(at, 0, ...toMarkdown(randomDocument(random)).split('\n').slice(0, 5))
  }
  return lines.join('\n')
}

test('a text that shares nothing with a long document is not compared word by word for ever', () => {
  const long = (word: string) => Array.from({ length: 5_000 }, (_, i) => `${word}${i} ${word}`).join('\n\n')
  const { doc: result } = rewrite(parseMarkdown(long('old')), parseMarkdown(long('new')))
  expect(result.toJSON()).toEqual(parseMarkdown(long('new')).toJSON())
})

/** So many paragraphs, each changed in its middle or not, in the order in which they are written. */
function manyLines(count: number, change: (i: number) => string): string {
  return Array.from({ length: count }, (_, i) => `The line ${i} says ${change(i)} and no more.`).join('\n\n')
}

/** What the steps make of a document, one after another. */
function after(base: Node, steps: readonly Step[]): Node {
  return steps.reduce((doc, step) => step.apply(doc).doc ?? base, base)
}

test('T5 very many changed places become fewer and larger steps, and the same document', () => {
  const base = withAligned(parseMarkdown(`# Title\n\n${manyLines(4_500, () => 'this')}`), 401)
  const changes: readonly ((i: number) => string)[] = [
    () => 'that',
    (i) => (i % 2 ? 'that' : 'this'),
    (i) => (i % 100 < 60 ? 'that' : 'this'),
    (i) => (i === 800 ? '\n\nsomething else\n\n' : 'that'),
  ]
  for (const change of changes) {
    const wanted = parseMarkdown(`# Other title\n\n${manyLines(4_500, change)}`)
    const { steps, doc } = rewrite(base, wanted)
    expect(steps.length).toBeLessThanOrEqual(2_001)
    expect(after(base, steps).eq(doc)).toBe(true)
    expect(toMarkdown(doc)).toBe(toMarkdown(wanted))
    // What Markdown does not tell stays, also within what is written again.
    expect(doc.children.filter(({ attrs }) => attrs['align'] === 'center').length).toBe(1)
  }
})

test('T5 a few changed places in a long document stay steps of their own', () => {
  const base = parseMarkdown(`# Title\n\n${manyLines(3_000, () => 'this')}`)
  const wanted = parseMarkdown(`# Title\n\n${manyLines(3_000, (i) => (i % 30 ? 'this' : 'that'))}`)
  const { steps } = rewrite(base, wanted)
  expect(steps.length).toBe(100)
  expect(steps.every((step) => (step as ReplaceStep).slice.size <= 4)).toBe(true)
})

/** The document with one block centred, which Markdown does not tell. */
function withAligned(doc: Node, index: number): Node {
  const block = doc.child(index)
  const centred = block.type.create({ ...block.attrs, align: 'center' }, block.content)
  return doc.copy(doc.content.replaceChild(index, centred))
}
