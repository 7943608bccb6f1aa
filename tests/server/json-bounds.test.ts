import { expect, test } from 'vitest'
import { findExcess } from '../../server/middleware/json-bounds.ts'

const excess = (json: string) => findExcess(Buffer.from(json))

test('E4 ordinary JSON is left to the parser, whatever its strings hold', () => {
  const strings = ['[{', ']}', ':"', '\\', '\\"', 'ä\u2028', '"'].map((text) => JSON.stringify(text))
  const written = `{"a":[${strings.join(',')}],"b":{"c":[${'1,'.repeat(100_000)}1]}}`
  expect(JSON.parse(written)).toBeTruthy()
  expect(excess(written)).toBe(undefined)
  expect(excess(`[${'"[{\\":{",'.repeat(300_000)}"x"]`)).toBe(undefined)
  for (const broken of ['', '"', '"\\', ']]]]', '}{', ':::']) expect(excess(broken)).toBe(undefined)
})

test('E4 what would take long to build or deep to walk is told before anything is built', () => {
  expect(excess('['.repeat(2_000) + ']'.repeat(2_000))).toBe(undefined)
  expect(excess('['.repeat(2_001))).toBe('nested too deeply')
  expect(excess(`[${'[],'.repeat(400_000)}1]`)).toMatch(/400,000 objects and lists/)
  expect(excess(`[${'{},'.repeat(399_999)}1]`)).toBe(undefined)
  const keys = (count: number) => Array.from({ length: count }, (_, i) => `"k${i}":1`).join(',')
  expect(excess(`{${keys(1_000)}}`)).toBe(undefined)
  expect(excess(`[{"a":{${keys(1_001)}}}]`)).toMatch(/1,000 keys/)
  expect(excess(`[${`{${keys(9)}},`.repeat(30_000)}1]`)).toBe(undefined)
})
