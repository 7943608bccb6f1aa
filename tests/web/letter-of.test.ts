import { expect, test } from 'vitest'
import { letterOf } from '../../web/letter-of.ts'

test.each([
  ['f', 'KeyF', 'f'],
  ['F', 'KeyF', 'f'],
  ['а', 'KeyF', 'f'],
  ['Φ', 'KeyF', 'f'],
  ['כ', 'KeyF', 'f'],
  ['ƒ', 'KeyF', 'f'],
  ['Dead', 'KeyE', 'e'],
  ['u', 'KeyF', 'u'],
  ['F3', 'F3', 'f3'],
  ['ö', 'Semicolon', 'ö'],
  ['Process', 'KeyF', 'process'],
])('the key %s at %s stands for %s', (key, code, letter) => {
  expect(letterOf({ key, code })).toBe(letter)
})
