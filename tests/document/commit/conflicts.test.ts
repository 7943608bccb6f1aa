import type { Node } from 'prosemirror-model'
import { Transform } from 'prosemirror-transform'
import { expect, test } from 'vitest'
import { writtenText } from '../../../document/commit/lost-text.ts'
import { MoveStep } from '../../../document/commit/move-step.ts'
import { placeSteps } from '../../../document/commit/place.ts'
import { schema } from '../../../document/schema/schema.ts'
import { callout, doc, figure, h, p, table, td, tr } from '../../support/build-document.ts'
import { ACTIONS, type Action, type Actor, BYSTANDERS, START } from './everyday-actions.ts'

const ANN: Actor = { letter: 'Å', mark: 'strong', align: 'center', colour: 'yellow' }
const BOB: Actor = { letter: 'ß', mark: 'em', align: 'right', colour: 'green' }

/**
 * What survives when two people act on one paragraph at once; the action of the row is recorded first, the one of
 * the column is rebased over it.
 *
 *   + both stand
 *   = both wanted the same, and it has happened once
 *   > the later one stands: it deleted or replaced what the first did, as one of its own named steps
 *   . the first one stands; the later one was dropped, and its author is told, with its text
 *
 * A table and not a list of cases, because the question is always what a pair does and what its mirror does.
 */
const TABLE = `
                             a b c d e f g h i j k l m n o p q r s
a type inside                + + > > + + + + + + + + + + + + > + >
b type at the end            + + + + + + + + + + + + + + + + > + >
c delete a word              . + + + . + + + + . + + + + + + + + +
d replace a word             . + > > + + + + + + + + + + + + > + >
e mark a word                + + > > + + + + + + + + + + + + > + >
f split                      + + + + + + + . + + + + + + + + > + >
g join to the one above      + + + + + + + . . + . . . . . + . > +
h make a heading             + + + + + + > + . + + + + + + + > > +
i align it                   + + + + + + > > > + + + + + + + > > +
j colour a word              + + > > + + + + + > + + + + + + > + >
k make a list                + + + + + + . + + + + + + + + + > . .
l wrap in a callout          + + + + + + . + + + + + + + + + > . .
m move up                    + + + + + + . + + + + + + > > + > . .
n move down                  + + + + + + . + + + + + > + > + > . .
o move to the end            + + + + + + . + + + + + > > + + > . .
p add a block below          + + + + + + + + + + + + + + + + + + >
q delete the block           . . = . . . . . . . . . . . . + + = .
r delete from above into it  + + + + + + . . . + . . . . . + . + +
s paste over it and the next . . + + . . + . + . . . . . . . . + >
`

function together(first: Action, later: Action) {
  const ann = new Transform(START)
  first.act(ann, ANN)
  const bob = new Transform(START)
  later.act(bob, BOB)
  const { doc, dropped } = placeSteps(START, bob.steps, [ann.steps])
  doc.check()
  const told = dropped.map(({ index }) => bob.steps[index]).map((step) => (step ? writtenText(step) : ''))
  return { doc, told: told.join(''), isDropped: dropped.length > 0 }
}

function fate(first: Action, later: Action): string {
  const { doc, isDropped } = together(first, later)
  const [stands, laterStands] = [first.stands(doc, ANN), later.stands(doc, BOB)]
  if (isDropped) return stands ? (laterStands ? '=' : '.') : '?'
  return stands && laterStands ? '+' : laterStands ? '>' : '?'
}

function writeTable(): string {
  const actions = Object.values(ACTIONS)
  const letters = actions.map((_, i) => String.fromCharCode(97 + i))
  const rows = Object.entries(ACTIONS).map(([name, first], i) => {
    return `${letters[i]} ${name.padEnd(26)} ${actions.map((later) => fate(first, later)).join(' ')}`
  })
  return `\n${[`${' '.repeat(29)}${letters.join(' ')}`, ...rows].join('\n')}\n`
}

test('C8 C9 what two people do to one paragraph at once survives, or is reported', () => {
  expect(writeTable()).toBe(TABLE)
})

test.each(Object.keys(ACTIONS))(
  'C16 whatever comes after "%s" takes away nothing it was not meant for',
  (name) => {
    const first = ACTIONS[name] as Action
    for (const [laterName, later] of Object.entries(ACTIONS)) {
      const { doc, told } = together(first, later)
      const erased = [...(first.erases ?? []), ...(later.erases ?? [])]
      const text = doc.textBetween(0, doc.content.size, '|')
      for (const word of BYSTANDERS) {
        const count = text.split(word).length - 1
        if (erased.includes(word)) expect(count, `${word} after ${laterName}`).toBeLessThan(2)
        // Typing and splitting may stand in the middle of a word, but never makes two of one.
        else expect(count, `${word} after ${laterName}`).toBe(1)
      }
      const letters = [...text, ...told].filter((character) => character === BOB.letter)
      const typed = new Transform(START)
      later.act(typed, BOB)
      const before = [...typed.doc.textContent].filter((character) => character === BOB.letter)
      expect(letters, `what ${laterName} types`).toHaveLength(before.length)
    }
  },
)

const FIGURE = 'https://example.org/a.png'

/** A block, what Ann changes of its attributes, what Bob does to them, and what is left of it. */
const ATTRIBUTES: readonly (readonly [string, Node, [string, unknown], [string, unknown], object])[] = [
  ['one attribute: the later value', h(2, 'x'), ['level', 1], ['level', 3], { level: 3 }],
  ['two attributes: both', figure(FIGURE, 'x'), ['alt', 'a'], ['width', 90], { alt: 'a', width: 90 }],
  ['the same value twice', callout('note', p('x')), ['kind', 'tip'], ['kind', 'tip'], { kind: 'tip' }],
]

test.each(ATTRIBUTES)('C8 of changed attributes survives of %s', (_name, block, first, later, left) => {
  const start = doc(block)
  const change = ([name, value]: [string, unknown]) =>
    new Transform(start).setNodeAttribute(2, name, value).steps
  const { doc: merged, dropped } = placeSteps(start, change(later), [change(first)])
  expect(merged.child(1).attrs).toMatchObject(left)
  expect(dropped).toEqual([])
})

test.each([
  ['a row above', (at: Transform) => at.insert(3, tr(td(p('new'))))],
  ['a move of the row', (at: Transform) => at.step(new MoveStep(3, 10, 17))],
  ['a header cell', (at: Transform) => at.setNodeMarkup(4, schema.nodes.table_header)],
  ['a width', (at: Transform) => at.setNodeAttribute(4, 'colwidth', [90])],
])('C8 what is written in a cell survives %s', (_name, change) => {
  const start = doc(table(tr(td(p('a'))), tr(td(p('b')))))
  const over = change(new Transform(start)).steps
  const { doc: merged, dropped } = placeSteps(start, new Transform(start).insert(7, schema.text('x')).steps, [
    over,
  ])
  expect(dropped).toEqual([])
  expect(merged.textContent).toContain('ax')
  merged.check()
})
