import type { Node } from 'prosemirror-model'
import { expect, test } from 'vitest'
import { toPlainText } from '../../../document/text/plain-out.ts'
import {
  attachment,
  br,
  callout,
  details,
  doc,
  documentLink,
  figure,
  h,
  hr,
  img,
  li,
  link,
  mention,
  ol,
  p,
  pre,
  quote,
  strong,
  table,
  task,
  tasks,
  td,
  th,
  title,
  tr,
  ul,
} from '../../support/build-document.ts'
import { createRandom } from '../../support/random.ts'
import { randomDocument } from '../../support/random-document.ts'
import { again, seedsToTry } from '../../support/seeds.ts'

test('plain text is the title, then every block, lists and quotes line by line', () => {
  const written = doc(
    title('Plan'),
    p('a ', strong('b'), link('/x', 'c'), br(), 'd'),
    h(1, 'Head'),
    ul(li(p('one')), li(p('two'), ol(1, li(p('inner'))))),
    p(),
    tasks(task(true, p('done'))),
    quote(p('q'), p('r')),
    pre('x\n\n  y'),
    hr(),
    p(img('/i', 'picture'), '!'),
  )
  const text = 'Plan\n\na bc\nd\n\nHead\n\none\ntwo\ninner\n\n\n\ndone\n\nq\nr\n\nx\n\n  y\n\n\n\npicture!\n'
  expect(toPlainText(written)).toBe(text)
  expect(toPlainText(doc(p()))).toBe('\n\n\n')
})

const breakOf = ({ type }: Node) => (type.name === 'hard_break' ? '\n' : '')

test('a table is lines of cells that a spreadsheet reads, a figure its two texts, a file its name', () => {
  const written = doc(
    table(tr(th(p('a')), th(p('b'))), tr(td(p('c', br(), 'd'), p('e')), td(ul(li(p('f')), li(p('g\th')))))),
    figure('/i.png', 'Caption', { alt: 'Picture' }),
    attachment('/files/x/r.pdf', 'r.pdf', 12),
    callout('tip', p('hint ', mention('abc', 'Ada'), ' ', documentLink('AAAAAAAAAAAAAAAAAAAAAA', 'Plan'))),
    details('More', p('inside')),
  )
  expect(toPlainText(written)).toBe(
    '\n\na\tb\nc d e\tf g h\n\nPicture\nCaption\n\nr.pdf\n\nhint @Ada Plan\n\nMore\ninside\n',
  )
})

test('the text of every block of any document is there, in order', () => {
  let compared = 0
  for (const seed of seedsToTry(300)) {
    const written = randomDocument(createRandom(seed))
    const text = toPlainText(written)
    let from = 0
    written.descendants((node) => {
      if (node.type.name === 'table') return false
      if (!node.isTextblock) return true
      const words = node.children.map((leaf) => leaf.text ?? (leaf.textContent || breakOf(leaf))).join('')
      const at = text.indexOf(words, from)
      expect(at, `${again(seed)}: ${words}`).toBeGreaterThanOrEqual(from)
      from = at + words.length
      return false
    })
    compared += from
  }
  expect(compared).toBeGreaterThan(10_000)
})
