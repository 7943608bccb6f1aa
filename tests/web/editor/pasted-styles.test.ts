import { expect, test } from 'vitest'
import { hideStyles } from '../../../web/editor/pasted-styles.ts'

test('styles and handlers change their names, and nothing else does', () => {
  expect(hideStyles('<b style="font-weight:normal" id=x onclick=go()>a style="b"</b>')).toBe(
    '<b data-pasted-style="font-weight:normal" id=x data-pasted-onclick=go()>a style="b"</b>',
  )
  expect(hideStyles('<p title=\' style="x"> \' STYLE=color:red>1 < 2 style=3</p>')).toBe(
    '<p title=\' style="x"> \' data-pasted-STYLE=color:red>1 < 2 style=3</p>',
  )
})

test('style sheets go, also an unfinished one', () => {
  expect(hideStyles('<style type="text/css">p { x: "<b>" }</style><p>text</p><STYLE>p {')).toBe('<p>text</p>')
})

test('a long text full of beginnings is read in time', () => {
  const beginnings = '<a "<b \''.repeat(20_000)
  expect(hideStyles(beginnings)).toHaveLength(beginnings.length)
})

test('style sheets without end are read in one pass', () => {
  const html = '<style'.repeat(200_000)
  expect(hideStyles(html)).toBe(html)
})
