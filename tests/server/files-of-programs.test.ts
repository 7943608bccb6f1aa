import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { toMarkdown } from '../../document/text/markdown-out.ts'
import type { ReadFormat } from '../../server/exchange/file-formats.ts'
import { readFile } from '../../server/exchange/read-file.ts'

const FOLDER = join(import.meta.dirname, '../data/programs')

/** What an import of each file tells as lost: no more than that, and nothing in silence. */
const FILES: readonly (readonly [string, ReadFormat, Readonly<Record<string, number>>])[] = [
  ['libreoffice.docx', 'docx', { comments: 1, 'tracked-changes': 2, 'deep-headings': 1, 'list-numbers': 2 }],
  ['libreoffice.html', 'html', { 'deep-headings': 1 }],
  ['pandoc.docx', 'docx', { formulas: 1, 'deep-headings': 1, 'list-numbers': 2 }],
  ['pandoc.html', 'html', { 'deep-headings': 1 }],
  [
    'pandoc.md',
    'markdown',
    { 'deep-headings': 1, properties: 1, 'hidden-pictures': 1, footnotes: 1, formulas: 1 },
  ],
]

test.each(FILES)('T1 T2 %s comes in whole, and what it loses is told', async (name, format, lost) => {
  const { doc, losses, pictures } = await readFile(format, readFileSync(join(FOLDER, name)))
  doc.check()
  expect(toMarkdown(doc)).toBe(readFileSync(join(FOLDER, `${name}.md`), 'utf8'))
  expect(Object.fromEntries(losses.map(({ kind, count }) => [kind, count]))).toEqual(lost)
  expect(pictures.map(({ type }) => type)).toEqual(format === 'docx' ? ['image/png'] : [])
})

test('T1 cells that LibreOffice merged stay merged, in its Word file and in its HTML', async () => {
  for (const name of ['libreoffice.docx', 'libreoffice.html']) {
    const format = name.endsWith('docx') ? 'docx' : 'html'
    const { doc } = await readFile(format, readFileSync(join(FOLDER, name)))
    const spans: unknown[] = []
    doc.descendants(({ attrs, textContent }) => {
      const { colspan, rowspan } = attrs
      if (colspan > 1 || rowspan > 1) spans.push([textContent, colspan, rowspan])
    })
    expect(spans, name).toEqual([
      ['Upper', 1, 2],
      ['Nothing yet', 2, 1],
    ])
  }
})
