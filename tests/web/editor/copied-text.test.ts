import { expect, test } from 'vitest'
import { clipboardParts } from '../../../web/editor/clipboard-parts.ts'
import { br, code, doc, li, ol, p, pre, strong, title, ul } from '../../support/build-document.ts'
import { choose, editorWith } from './table-editor.ts'

const textOf = (...blocks: Parameters<typeof doc>) => {
  const document = doc(title(''), ...blocks)
  return clipboardParts.writeMarkdown(document.slice(2, document.content.size))
}

test('the text of a copy has the signs of Markdown, and no backslashes before other signs', () => {
  expect(textOf(p('C:\\new_dir\\*.txt'), p('1. April'))).toBe('C:\\new_dir\\*.txt\n\n1. April')
  expect(textOf(p('# a'), p('- b'), p(' c [d](e) <f> &amp;'))).toBe('# a\n\n- b\n\n c [d](e) <f> &amp;')
  expect(textOf(p('a', br(), 'b\\'), p(...strong('x*y')))).toBe('a\nb\\\n\n**x*y**')
  expect(textOf(ul(li(p('a_b')), li(p(...code('\\*c'), ' \\*d'))))).toBe('- a_b\n- `\\*c` \\*d')
  expect(textOf(ol(1, li(p('a'))), pre('\\*b\n# c'))).toBe('1. a\n\n```\n\\*b\n# c\n```')
})

test('the text of cells is a line for each row, with tabs between them', () => {
  const editor = editorWith(['a', 'b', 'c'], ['d', 'e|', 'f'])
  choose(editor, 'b', 'f')
  const cells = () => editor.state.selection.content()
  expect(clipboardParts.writeMarkdown(cells())).toBe('b\tc\ne|\tf')
  choose(editor, 'a', 'f')
  expect(clipboardParts.writeMarkdown(cells())).toBe('a\tb\tc\nd\te|\tf')
})
