import type { Attack } from '../attack.ts'
import { commit, makeDocument, paragraph, replaced } from '../document-handle.ts'

/** The end of an empty document: after its empty title and paragraph. */
const END = 4

function cell(attrs: object = {}): object {
  return { type: 'table_cell', attrs, content: [paragraph()] }
}

function table(rows: number, cells: number, attrs: (i: number) => object): object {
  const row = () => ({ type: 'table_row', content: Array.from({ length: cells }, (_, i) => cell(attrs(i))) })
  return { type: 'table', content: Array.from({ length: rows }, row) }
}

/** A table that is committed, and opened by everybody in every form. */
function opened(
  name: string,
  input: string,
  make: (count: (normal: number, most?: number) => number) => object,
): Attack {
  return {
    name,
    input,
    async begin(scene) {
      const person = await scene.person()
      const document = await makeDocument(person)
      const answer = await commit(person, document, [replaced(END, END, [make(scene.count)])])
      scene.note(answer.status === 201 ? 'taken' : `refused: ${answer.code ?? answer.status}`)
      return async () => {
        await person.get(`/d/${document.id}`)
        await person.get(document.path, { accept: 'text/html' })
        await person.get(document.path, { accept: 'text/markdown' })
        await person.get(document.path, {
          accept: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
        })
      }
    },
  }
}

/** The first cell's width is what has a column drawn for every slot. */
const widths = (i: number) => (i === 0 ? { colspan: 1, colwidth: [9] } : { colspan: 100 })

/** Tables whose slots are far more than their bytes. */
export const tables: readonly Attack[] = [
  opened(
    'S2',
    'a row of 52,000 cells that span 100 columns each, then the page, HTML, Markdown and Word',
    (count) => table(1, count(52_000, 52_000), widths),
  ),
  opened('S2-small', 'a row of 10,000 cells that span 100 columns each, then the same', (count) =>
    table(1, count(10_000, 52_000), widths),
  ),
  opened('S2-ordinary', 'a table of 10,000 cells, 100 a row, then the same', (count) =>
    table(count(100, 600), 100, () => ({})),
  ),
  opened('S2-large', 'a table of 48,000 cells, 100 a row, as large as one may be, then the same', (count) =>
    table(count(480, 490), 100, () => ({})),
  ),
  {
    name: 'S3',
    input: '20 rows of 60 cells, each 100 columns by 1,000 rows; a browser would not come back from it',
    async begin(scene) {
      const person = await scene.person()
      const document = await makeDocument(person)
      return async () => {
        const wide = () => ({ colspan: 100, rowspan: 1_000 })
        const answer = await commit(person, document, [
          replaced(END, END, [table(20, scene.count(60, 300), wide)]),
        ])
        scene.demand(
          answer.status !== 201 || scene.count(60) < 10,
          'a table was taken that no browser can open',
        )
      }
    },
  },
  {
    name: 'S3-many',
    input: '100 tables of one row of 9 cells, each 100 columns by 1,000 rows, in one commit',
    async begin(scene) {
      const person = await scene.person()
      const document = await makeDocument(person)
      return async () => {
        const all = Array.from({ length: scene.count(100, 1_000) }, () =>
          table(1, 9, () => ({ colspan: 100, rowspan: 1_000 })),
        )
        await commit(person, document, [replaced(END, END, all)])
        await person.get(`/d/${document.id}`)
      }
    },
  },
]
