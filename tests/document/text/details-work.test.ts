import { expect, test } from 'vitest'
import { createTokenizer } from '../../../document/text/markdown-dialect.ts'
import { parseMarkdown } from '../../../document/text/markdown-in.ts'
import { again, seedsToTry } from '../../support/seeds.ts'

/** How often a line was looked at for the ends of sections, for each line of a text. */
function looksPerLine(text: string): number {
  const env: { looksLeft?: number } = {}
  createTokenizer().parse(text, env)
  const lines = text.split('\n').length
  return (40 * lines - (env.looksLeft ?? 0)) / lines
}

test('sections that begin before a line that only looks like a fence are all found in one pass', () => {
  expect(looksPerLine('<details>\n``` `\n'.repeat(500))).toBeLessThan(3)
  expect(looksPerLine(`${'<details>\n``` `\n'.repeat(500)}${'</details>\n'.repeat(500)}`)).toBeLessThan(41)
  const names = parseMarkdown('<details>\n<summary>a</summary>\n\n``` `\n\n</details>\n').children.map(
    ({ type }) => type.name,
  )
  expect(names).toContain('details')
})

test('however a text is made, a line is looked at no more often than it can nest', () => {
  const parts = [
    '<details>',
    '</details>',
    '```',
    '``` `',
    '~~~',
    '> ',
    '- ',
    '  ',
    '    ',
    '<summary>a</summary>',
    '1. ',
    '',
  ]
  for (const seed of seedsToTry(40)) {
    let state = seed % 2_147_483_648
    const next = () => {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
      return state
    }
    const pick = () => parts[next() % parts.length] ?? ''
    const unit = Array.from({ length: 3 }, () => `${pick()}${pick()}\n`).join('')
    expect(looksPerLine(unit.repeat(300)), `${again(seed)}: ${JSON.stringify(unit)}`).toBeLessThan(45)
  }
})
