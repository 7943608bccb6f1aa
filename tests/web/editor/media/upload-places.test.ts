import type { Node } from 'prosemirror-model'
import { Transform } from 'prosemirror-transform'
import { expect, test } from 'vitest'
import { schema } from '../../../../document/schema/schema.ts'
import { blockPlace } from '../../../../web/editor/media/block-place.ts'
import { placeBehind, textBefore } from '../../../../web/editor/media/place-in-words.ts'
import { addPlaces, placesIn, removePlace, uploadPlaces } from '../../../../web/editor/media/upload-places.ts'
import { documentOf, find, sharedEditor } from '../shared-editor.ts'

const { nodes } = schema
const plugins = () => [uploadPlaces(() => undefined as never)]
const aFigure = (alt: string) => nodes.figure.create({ src: '/files/AAAAAAAAAAAAAAAAAAAAAA/a.png', alt })

/** The blocks after the title in words: a paragraph's text, or a figure's description in brackets. */
function outline(doc: Node): string[] {
  return doc.children
    .slice(1)
    .map((node) => (node.type === nodes.figure ? `[${node.attrs['alt']}]` : node.textContent))
}

test.each([
  ['at the end of the text', 'one', 3, ['one', '[x]', 'two']],
  ['within the text', 'one', 1, ['one', '[x]', 'two']],
  ['at the start of the text', 'one', 0, ['[x]', 'one', 'two']],
])('a picture goes beside the block it is put into: %s', (_where, text, more, blocks) => {
  const doc = documentOf('one', 'two')
  const at = blockPlace(doc, find(doc, text) + more, nodes.figure)
  expect(outline(new Transform(doc).insert(at, aFigure('x')).doc)).toEqual(blocks)
})

test('a picture never goes above the title, nor into what holds no pictures', () => {
  const doc = documentOf('one')
  expect(blockPlace(doc, 0, nodes.figure)).toBe(2)
  expect(blockPlace(doc, 1, nodes.figure)).toBe(2)
  const list = nodes.bullet_list.create(
    null,
    nodes.list_item.create(null, nodes.paragraph.create(null, schema.text('item'))),
  )
  const withList = nodes.doc.create(null, [nodes.title.create(), list])
  const inserted = new Transform(withList).insert(
    blockPlace(withList, find(withList, 'item') + 4, nodes.figure),
    aFigure('x'),
  )
  expect(() => inserted.doc.check()).not.toThrow()
})

test('the place of a file on its way stays through what I and others write, also while their words are rebased', () => {
  const editor = sharedEditor(documentOf('one', 'two'), plugins())
  const at = blockPlace(editor.doc, find(editor.doc, 'one') + 3, nodes.figure)
  editor.dispatch(addPlaces(editor.state.tr, [{ id: 'a', at }]))
  editor.dispatch(editor.state.tr.insertText('mine ', find(editor.doc, 'one')))
  editor.foreign((tr) => tr.insert(2, nodes.paragraph.create(null, schema.text('above'))))
  editor.foreign((tr) => tr.insert(find(tr.doc, 'one') + 3, schema.text(' theirs')))
  const [place] = placesIn(editor.state)
  editor.dispatch(removePlace(editor.state.tr.insert(place?.at ?? -1, aFigure('x')), 'a'))
  expect(outline(editor.doc)).toEqual(['above', 'mine one theirs', '[x]', 'two'])
  expect(placesIn(editor.state)).toEqual([])
})

test.each([[['a', 'b', 'c']], [['c', 'a', 'b']], [['b', 'c', 'a']]])(
  'files that came together stand in their order, whichever arrives first: %j',
  (arrivals) => {
    const editor = sharedEditor(documentOf('one', 'two'), plugins())
    const at = blockPlace(editor.doc, find(editor.doc, 'one') + 3, nodes.figure)
    editor.dispatch(
      addPlaces(
        editor.state.tr,
        ['a', 'b', 'c'].map((id) => ({ id, at })),
      ),
    )
    for (const id of arrivals) {
      const place = placesIn(editor.state).find((one) => one.id === id)
      editor.dispatch(removePlace(editor.state.tr.insert(place?.at ?? -1, aFigure(id)), id))
    }
    expect(outline(editor.doc)).toEqual(['one', '[a]', '[b]', '[c]', 'two'])
  },
)

test('a place whose block is deleted moves to where that was', () => {
  const editor = sharedEditor(documentOf('one', 'two', 'three'), plugins())
  const at = blockPlace(editor.doc, find(editor.doc, 'two') + 3, nodes.figure)
  editor.dispatch(addPlaces(editor.state.tr, [{ id: 'a', at }]))
  const from = find(editor.doc, 'one') + 2
  editor.foreign((tr) => tr.delete(from, find(tr.doc, 'three') + 1))
  const [place] = placesIn(editor.state)
  const to = blockPlace(editor.doc, place?.at ?? -1, nodes.figure)
  expect(outline(new Transform(editor.doc).insert(to, aFigure('x')).doc)).toEqual(['onhree', '[x]'])
})

test('a place that was noted in words is found where others have moved its text', () => {
  const before = documentOf('one', 'two', 'three')
  const at = blockPlace(before, find(before, 'two') + 3, nodes.figure)
  const behind = textBefore(before, at)
  const after = documentOf('new', 'one', 'two and more', 'three')
  const place = placeBehind(after, behind, at)
  expect(outline(new Transform(after).insert(place, aFigure('x')).doc)).toEqual([
    'new',
    'one',
    'two and more',
    '[x]',
    'three',
  ])
  const without = documentOf('one', 'three')
  expect(
    outline(new Transform(without).insert(placeBehind(without, behind, at), aFigure('x')).doc),
  ).toContain('[x]')
})
