import { expect, test } from 'vitest'
import { aCommitOn, aVisitor, createDocument, readDocument, type Visitor } from '../support/http.ts'
import { startServer } from '../support/server.ts'

// The empty title is 0-2, the paragraph 2-9 with its text at 3-8, the heading begins at 9.
const MARKDOWN = 'hello\n\n# head\n\n![pic](https://example.org/a.png)\n\n```\ncode\n```\n\n- [ ] task\n'

const text = (content: string, marks?: object[]) => ({
  type: 'text',
  text: content,
  ...(marks ? { marks } : {}),
})
const replace = (from: unknown, to: unknown, content: object[] = [], more: object = {}) => ({
  stepType: 'replace',
  from,
  to,
  slice: { content, ...more },
})
const paragraph = (...content: object[]) => ({ type: 'paragraph', content })
const around = (
  from: number,
  to: number,
  gapFrom: number,
  gapTo: number,
  insert: number,
  content: object[],
) => ({
  stepType: 'replaceAround',
  from,
  to,
  gapFrom,
  gapTo,
  insert,
  slice: { content },
})
const addMark = (mark: object, from = 3, to = 5) => ({ stepType: 'addMark', mark, from, to })
const attr = (pos: unknown, name: unknown, value: unknown) => ({ stepType: 'attr', pos, attr: name, value })

function nestedQuotes(depth: number): object {
  let node: object = paragraph(text('deep'))
  for (let i = 0; i < depth; i++) node = { type: 'blockquote', content: [node] }
  return node
}

const move = (from: unknown, to: unknown, at: unknown) => ({ stepType: 'move', from, to, at })

const UNSOUND: Record<string, object> = {
  'a backward range': replace(6, 4),
  'a backward range that inserts': replace(6, 4, [text('x')]),
  'a range beyond the end': replace(3, 5_000),
  'a position before the document': replace(-1, 3),
  'a position that is no whole number': replace(3.5, 4),
  'a position that is no number': replace('3', 4),
  'a position that is not there': { stepType: 'replace', to: 4 },
  'a position beyond exact numbers': replace(2 ** 53, 2 ** 53),
  'a gap outside its range': around(2, 9, 1, 9, 1, [{ type: 'blockquote' }]),
  'a backward gap': around(2, 9, 9, 2, 1, [{ type: 'blockquote' }]),
  'a gap outside the slice': around(2, 9, 2, 9, 7, [{ type: 'blockquote' }]),
  'a negative place in the slice': around(2, 9, 2, 9, -1, [{ type: 'blockquote' }]),
  'a step type nobody knows': { stepType: 'format-disk', from: 0, to: 1 },
  'a step type that is not listed': { stepType: 'docAttr', attr: 'x', value: 1 },
  'a node mark step': { stepType: 'addNodeMark', pos: 2, mark: { type: 'strong' } },
  'a prototype as step type': { stepType: '__proto__', from: 0, to: 0 },
  'a node type nobody knows': replace(2, 2, [{ type: 'iframe' }]),
  'a prototype as node type': replace(2, 2, [{ type: 'constructor' }]),
  'a whole document inside': replace(2, 2, [{ type: 'doc', content: [{ type: 'title' }] }]),
  'a second title': replace(9, 9, [{ type: 'title' }]),
  'no title': replace(0, 2),
  'text where blocks belong': replace(2, 2, [text('x')]),
  'a block where text belongs': replace(4, 4, [paragraph(text('x'))]),
  'an empty text': replace(3, 3, [text('')]),
  'a text that is no text': replace(3, 3, [{ type: 'text', text: 7 }]),
  'a list without items': replace(9, 9, [{ type: 'bullet_list' }]),
  'a slice open deeper than its content': replace(3, 3, [text('x')], { openStart: 2, openEnd: 2 }),
  'a slice with a negative opening': replace(3, 3, [text('x')], { openStart: -1 }),
  'a mark nobody knows': addMark({ type: 'blink' }),
  'a mark without a type': addMark({}),
  'a mark inside code': replace(3, 3, [{ type: 'code_block', content: [text('x', [{ type: 'strong' }])] }]),
  'a link that runs script': addMark({ type: 'link', attrs: { href: 'javascript:alert(1)' } }),
  'a link that hides its scheme': addMark({ type: 'link', attrs: { href: 'java\nscript:alert(1)' } }),
  'a link without an address': addMark({ type: 'link' }),
  'an attribute a mark does not have': addMark({ type: 'strong', attrs: { onclick: 'x' } }),
  'a marked text with a bad link': replace(3, 3, [text('x', [{ type: 'link', attrs: { href: 'data:x' } }])]),
  'an attribute a node does not have': replace(2, 2, [{ type: 'paragraph', attrs: { style: 'x' } }]),
  'a heading of level 9': replace(2, 2, [{ type: 'heading', attrs: { level: 9 }, content: [text('x')] }]),
  'a picture from a script': replace(3, 3, [{ type: 'image', attrs: { src: 'javascript:alert(1)' } }]),
  'a picture without a source': replace(3, 3, [{ type: 'image' }]),
  'a lone high surrogate': replace(3, 3, [text('\ud83d')]),
  'a lone low surrogate in a mark': addMark({ type: 'link', attrs: { href: 'https://a/\ude00' } }),
  'a lone surrogate in a run': { run: { at: 3, text: 'ab\ud83d' } },
  'a run beyond the end': { run: { at: 5_000, text: 'ab' } },
  'an empty run': { run: { at: 3, text: '' } },
  '500 nested quotes': replace(2, 2, [nestedQuotes(500)]),
  '33 nested quotes': replace(2, 2, [nestedQuotes(33)]),
  'an attribute step beyond the end': attr(5_000, 'level', 1),
  'an attribute step on no node': attr(8, 'level', 1),
  'an attribute step on a text': attr(4, 'level', 1),
  'an attribute step with another node’s attribute': attr(2, 'level', 1),
  'an attribute step with a bad level': attr(9, 'level', 4),
  'an attribute step with a text for a level': attr(9, 'level', '1'),
  'an attribute step with an object': attr(9, 'level', { valueOf: 1 }),
  'an attribute step on a prototype': attr(9, '__proto__', 1),
  'an attribute step without a name': attr(9, null, 1),
  'a move of nothing': move(11, 11, 2),
  'a backward move': move(17, 11, 2),
  'a move beyond the end': move(11, 5_000, 2),
  'a move to beyond the end': move(2, 11, 5_000),
  'a move to before the document': move(2, 11, -1),
  'a move into itself': move(2, 11, 4),
  'a move of half a block': move(4, 11, 17),
  'a move of a block into text': move(11, 17, 4),
  'a move of the title': move(0, 2, 11),
  'a move above the title': move(2, 11, 0),
  'a move of no number': move(2, 11, '17'),
  'a move to nowhere': { stepType: 'move', from: 2, to: 11 },
}

async function aPage(): Promise<{ ann: Visitor; id: string }> {
  const ann = aVisitor((await startServer()).url)
  const { id } = await createDocument(ann, { markdown: MARKDOWN })
  return { ann, id }
}

test('C2 no step that is unsound gets in, whichever way it is tried', async () => {
  const { ann, id } = await aPage()
  const before = await readDocument(ann, id)
  const taken: string[] = []
  for (const [name, step] of Object.entries(UNSOUND)) {
    const json = await aCommitOn(ann, id, { steps: [{ run: { at: 3, text: 'ok' } }, step] })
    const reply = await ann.post(`/api/documents/${id}/commits`, { json })
    const { error } = reply.json<{ error?: { code: string; index?: number; reason?: string } }>()
    const isRefused = reply.status === 422 && error?.code === 'unsound-step' && error.reason && error.index
    if (!isRefused) taken.push(`${name}: ${reply.status} ${reply.text.slice(0, 200)}`)
  }
  expect(taken).toEqual([])
  expect(await readDocument(ann, id)).toEqual(before)
})

test('C2 sound steps of every listed type get in', async () => {
  const { ann, id } = await aPage()
  const { doc } = await readDocument(ann, id)
  expect(JSON.stringify(doc)).toContain('"hello"')
  const sound = [
    move(9, 15, 2),
    move(2, 8, 15),
    replace(3, 4, [text('H')]),
    addMark({ type: 'link', attrs: { href: 'https://example.org/', title: '' } }),
    {
      stepType: 'removeMark',
      mark: { type: 'link', attrs: { href: 'https://example.org/', title: '' } },
      from: 3,
      to: 5,
    },
    around(2, 9, 2, 9, 1, [{ type: 'blockquote' }]),
    attr(11, 'level', 2),
    replace(2, 2, [nestedQuotes(31)]),
  ]
  const json = await aCommitOn(ann, id, { steps: sound })
  const reply = await ann.post(`/api/documents/${id}/commits`, { json })
  expect([reply.status, reply.text]).toEqual([201, expect.stringContaining('"dropped":[]')])
})
