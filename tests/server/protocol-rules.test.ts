import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '../..')
const RULE = /^- \*\*([A-Z]\d+)\*\* /gm
/** A title that starts with rules: `test('C6 a commit…`, `test.each(…)('S3 S9 …`. */
const TITLE = /\b(?:test|it)(?:\.\w+)*(?:\([^'"`]*\))?\(\s*['"`]((?:[DCSPHEXFAT]\d+ )+)/g

test('every rule of PROTOCOL.md is cited by a test, and every citation names a rule', () => {
  const rules = matches(readFileSync(join(ROOT, 'document/PROTOCOL.md'), 'utf8'), RULE)
  const citations = testFiles().flatMap((file) =>
    matches(readFileSync(file, 'utf8'), TITLE).flatMap((cited) => cited.trim().split(' ')),
  )
  expect(rules.length).toBeGreaterThan(40)
  expect(new Set(rules).size, 'a rule stands twice').toBe(rules.length)
  expect(
    rules.filter((rule) => !citations.includes(rule)),
    'rules without a test',
  ).toEqual([])
  expect(
    citations.filter((rule) => !rules.includes(rule)),
    'citations of no rule',
  ).toEqual([])
})

function matches(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([, found]) => found ?? '')
}

function testFiles(): string[] {
  return readdirSync(join(ROOT, 'tests'), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(test|spec)\.ts$/.test(name))
    .map((name) => join(ROOT, 'tests', name))
}
