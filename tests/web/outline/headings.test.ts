import { expect, test } from 'vitest'
import { headingsOf, isSameOutline, lineAbove } from '../../../web/outline/headings.ts'
import { doc, h, p, quote, title } from '../../support/build-document.ts'

test('the contents are the headings that say something, wherever they stand', () => {
  const document = doc(
    title('Tea'),
    h(1, 'Green'),
    p('x'),
    h(2, ''),
    quote(h(3, ' Late '), p('y')),
    h(2, 'Black'),
  )
  const headings = headingsOf(document)
  expect(headings.map(({ level, text }) => `${level} ${text}`)).toEqual(['1 Green', '3 Late', '2 Black'])
  for (const { position } of headings) expect(document.nodeAt(position)?.type.name).toBe('heading')
})

test('two outlines are the same when they read the same, wherever the headings stand', () => {
  const [a, b] = [headingsOf(doc(h(1, 'A'))), headingsOf(doc(p('more'), h(1, 'A')))]
  expect(isSameOutline(a, b)).toBe(true)
  expect(isSameOutline(a, headingsOf(doc(h(2, 'A'))))).toBe(false)
  expect(isSameOutline(a, [])).toBe(false)
})

test('the line that is read is found by measuring few of many', () => {
  let measured = 0
  const topOf = (line: number) => {
    measured++
    return line * 100 - 5_000
  }
  expect(lineAbove(1_000, topOf, 40)).toBe(50)
  expect(measured).toBeLessThan(12)
  expect(lineAbove(1_000, () => 50, 40)).toBe(0)
  expect(lineAbove(3, () => 0, 40)).toBe(2)
})
