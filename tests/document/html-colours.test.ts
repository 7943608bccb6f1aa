import { expect, test } from 'vitest'
import { nearestColour } from '../../document/html/foreign-colours.ts'
import { HIGHLIGHT_SHADES, TEXT_SHADES } from '../../document/schema/colour-shades.ts'
import { TEXT_COLOURS } from '../../document/schema/colours.ts'

test('our own shades come back as what they are, in both themes', () => {
  for (const colour of TEXT_COLOURS) {
    for (const shade of TEXT_SHADES[colour]) expect(nearestColour(shade, 'text'), shade).toBe(colour)
    for (const shade of HIGHLIGHT_SHADES[colour])
      expect(nearestColour(shade, 'highlight'), shade).toBe(colour)
  }
})

test.each([
  ['#ff0000', 'red'],
  ['#C00000', 'red'],
  ['rgb(255, 153, 0)', 'orange'],
  ['#7f6000', 'yellow'],
  ['#783f04', 'brown'],
  ['green', 'green'],
  ['#38761d', 'green'],
  ['0070C0', 'blue'],
  ['#1155cc', 'blue'],
  ['rgb(0 176 240 / 90%)', 'blue'],
  ['#7030a0', 'purple'],
  ['#9900ff', 'purple'],
  ['#ff00ff', 'pink'],
  ['Crimson', 'red'],
])('words in %s are %s', (css, colour) => {
  expect(nearestColour(css, 'text')).toBe(colour)
})

test.each([
  '#000',
  '#202124',
  'rgb(33, 37, 41)',
  '#fff',
  '#5f6368',
  '#999999',
  '#1a2b3c',
  'windowtext',
  'inherit',
  '',
  'auto',
])('words in %s have no colour to speak of', (css) => {
  expect(nearestColour(css, 'text')).toBeUndefined()
})

test.each([
  ['#ffff00', 'yellow'],
  ['#fff2cc', 'yellow'],
  ['#d9ead3', 'green'],
  ['lime', 'green'],
  ['#cfe2f3', 'blue'],
  ['cyan', 'blue'],
  ['#d9d2e9', 'purple'],
  ['#ead1dc', 'pink'],
  ['magenta', 'pink'],
  ['#f4cccc', 'red'],
  ['#fce5cd', 'orange'],
  ['#d9d9d9', 'grey'],
  ['darkGray', 'grey'],
  ['darkMagenta', 'purple'],
  ['#ffffff', undefined],
  ['#f8f9fa', undefined],
  ['#0d1117', undefined],
  ['transparent', undefined],
  ['rgba(255, 255, 0, 0.05)', undefined],
])('a ground of %s is %s', (css, colour) => {
  expect(nearestColour(css, 'highlight')).toBe(colour)
})
