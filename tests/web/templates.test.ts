import type { Node } from 'prosemirror-model'
import { expect, test } from 'vitest'
import { findFault } from '../../document/schema/document-checks.ts'
import { titleOf } from '../../document/schema/schema.ts'
import { parseMarkdown } from '../../document/text/markdown-in.ts'
import { english } from '../../web/templates/english.ts'
import { german } from '../../web/templates/german.ts'
import { TEMPLATES } from '../../web/templates/template.ts'

test('every template is a sound document with a title, headings and something to fill in', () => {
  for (const texts of [english, german]) {
    for (const name of TEMPLATES) {
      const doc = parseMarkdown(texts[name]('1 May 2026'))
      const kinds = doc.children.map(({ type }) => type.name)
      expect([name, findFault(doc)]).toEqual([name, undefined])
      expect(titleOf(doc)).not.toBe('')
      expect(kinds.filter((kind) => kind === 'heading').length).toBeGreaterThan(2)
      expect(kinds.some((kind) => /list|table/.test(kind))).toBe(true)
      expect(doc.textContent).not.toMatch(/\[ \]|\|/)
      const isBare = kinds.map((kind, i) => kind === 'heading' && kinds[i + 1] === 'heading')
      expect([name, isBare.filter((bare, i) => bare && levelOf(doc, i) >= levelOf(doc, i + 1))]).toEqual([
        name,
        [],
      ])
    }
  }
})

test('a template of a day holds that day as it was written', () => {
  expect(titleOf(parseMarkdown(german.meeting('1. Mai 2026')))).toBe('Besprechung, 1. Mai 2026')
})

function levelOf(doc: Node, index: number): number {
  return Number(doc.child(index).attrs['level'])
}
