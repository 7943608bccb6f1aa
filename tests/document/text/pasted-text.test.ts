import type { Node } from 'prosemirror-model'
import { EditorState } from 'prosemirror-state'
import { expect, test } from 'vitest'
import { isMarkdown } from '../../../document/text/markdown-signs.ts'
import { readPastedText } from '../../../document/text/pasted-text.ts'
import { show } from '../../web/editor/typing.ts'

const LINES = 'plain lines'

/** The blocks of a pasted text; `LINES` where each line is a paragraph as it stands. */
function pasted(text: string): string {
  const read = readPastedText(text)
  read?.check()
  return read ? shown(read) : LINES
}

function shown(doc: Node): string {
  return show(EditorState.create({ doc })).replace('|', '').replace('title() ', '')
}

test.each([
  ['a link', 'see [this](https://a.b)'],
  ['a link to a file beside it', 'see [this](notes.md)'],
  ['a picture', '![alt](/files/x.png)'],
  ['a fence', 'so:\n```\ncode\n```'],
  ['a table', 'a | b\n--|--\n1 | 2'],
  ['an alert', '> [!note]\n> text'],
  ['a heading and items', '# Plan\n\n- one'],
  ['a heading and bold words', '# T\n\nso **bold**'],
  ['bold words and code', 'so **bold** and `code`'],
  ['two bold words', '**one** and **two**'],
  ['two headings', '## One\n\na\n\n## Two\n\nb'],
])('%s is the proof of Markdown', (_what, text) => {
  expect(isMarkdown(text)).toBe(true)
})

test.each([
  ['comments', '# install it\nsudo apt update\n# then start\nx --start'],
  ['comments with space around', '#!/bin/sh\n\n# install it\n\necho **x** `y`'],
  ['one heading', '# Title\n\nText'],
  ['an answered mail', 'Anna wrote:\n> are you there?\n> second\nyes\nBob'],
  ['a rule in a mail', 'Hi\n\n---\n\nBob'],
  ['one bold word in verse', 'The rose is **red**\nthe sky\nis blue'],
  ['sums', '2**3 and 4**5\na `b` c'],
  ['an index and a call', 'a[i](x)'],
  ['a program', '# a\n\ndef f(x):\n    return x ** 2 # - `a`\n\n**b**'],
  ['a hashtag', '#hashtag\n- x'],
])('%s is no proof of Markdown', (_what, text) => {
  expect(isMarkdown(text)).toBe(false)
})

test.each([
  ['an item below a path', 'C:\\a\\*.txt\n- x'],
  ['dates', '1. Januar 2026\n24. Dezember 2026\nText danach'],
  ['numbers that are all one', '1. a\n1. b'],
  ['numbers with a nought before them', '01. a\n02. b'],
  ['an indented program', '# a comment\ndef f(x):\n    return x ** 2'],
  ['a comment in stars', '/**\n * one\n * two\n */'],
  ['YAML', '- name: a\n  value: b\n- name: c\n  value: d'],
  ['a changed file', '+ one\n+ two'],
  ['a quoted mail', 'On Monday Anna wrote:\n> are you there?\n> second line\nyes I am\nBob'],
])('%s stays lines as they are', (_what, text) => {
  expect(pasted(text)).toBe(LINES)
})

test.each([
  [
    'a mail with items',
    'Hi Anna,\nplease buy:\n- bread\n- milk\nThanks\nBob',
    'p(Hi Anna,) p(please buy:) ul(li(p(bread)) li(p(milk))) p(Thanks) p(Bob)',
  ],
  ['signs in items', '- 2*3*4\n- \\a\\*_b_', 'ul(li(p(2*3*4)) li(p(\\a\\*_b_)))'],
  [
    'items below items',
    '1. a\n   - b\n   - c\n2. d\n\n5. e',
    'ol(li(p(a) ul(li(p(b)) li(p(c)))) li(p(d))) p() p(5. e)',
  ],
  ['items with empty lines between them', '* a\n\n* b', 'ul(li(p(a)) li(p(b)))'],
  ['a task', 'Today\n- [x] done', 'p(Today) tasks(task+(p(done)))'],
  ['tasks beside bullets', '- a\n- b\n- [ ] c', 'ul(li(p(a)) li(p(b))) tasks(task(p(c)))'],
  ['lists of a Windows file', '- a\r\n- b\r\n\r\nc', 'ul(li(p(a)) li(p(b))) p() p(c)'],
])('%s become lists, letter by letter', (_what, text, blocks) => {
  expect(pasted(text)).toBe(blocks)
})

test('a list goes on with the number that was typed', () => {
  expect(readPastedText('7. a\n8. b')?.child(1).attrs['order']).toBe(7)
})

test.each([
  ['in a paragraph', '**a**\nb `c`', 'p([strong:a]<br>b [code:c])'],
  [
    'below items',
    '**Buy**\n- `milk`\nThanks\nBob',
    'p([strong:Buy]) ul(li(p([code:milk]))) p(Thanks<br>Bob)',
  ],
  ['below a quote', '**a** `b`\n> said\nyes', 'p([strong:a] [code:b]) quote(p(said)) p(yes)'],
  ['in a quote', '**a** `b`\n> - x\n> y', 'p([strong:a] [code:b]) quote(ul(li(p(x))) p(y))'],
  ['of an item', '**a** `b`\n- x\n  y\nz', 'p([strong:a] [code:b]) ul(li(p(x<br>y))) p(z)'],
  [
    'with numbers that do not count on',
    '**a** `b`\n\n1. May\n24. June',
    'p([strong:a] [code:b]) ol(li(p(May))) p(24. June)',
  ],
  ['above a signature', '**a** `b`\n--\nBob', 'p([strong:a] [code:b]) p(--<br>Bob)'],
  ['in a fence', '```\n- a\nb\n24. c\n```', 'code(- a\nb\n24. c)'],
])('lines %s of Markdown stay lines', (_where, text, blocks) => {
  expect(pasted(text)).toBe(blocks)
})

test('a text of a million signs is judged and read in the time of its length', () => {
  for (const sign of ['> ', '- ', '[', '*', '`', '1. ', '  - x\n', '> > > > x\n', '```\n', '|', '# \n'])
    expect(() => readPastedText(sign.repeat(100_000 / sign.length))).not.toThrow()
})
