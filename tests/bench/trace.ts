import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { Fragment, type Node, Slice } from 'prosemirror-model'
import { ReplaceStep } from 'prosemirror-transform'
import * as v from 'valibot'
import { schema } from '../../document/schema/schema.ts'

/** A replacement in plain text: where, how many characters go, what comes. */
export type Patch = readonly [position: number, deleted: number, inserted: string]

/** A recording of one person's writing, from the empty text on. */
export interface Trace {
  readonly patches: readonly Patch[]
  readonly endContent: string
}

const FOLDER = process.env['SAMEPAGE_TRACES'] ?? join(import.meta.dirname, '../../../shared/data/traces')

const Recording = v.object({
  startContent: v.literal(''),
  endContent: v.string(),
  txns: v.array(v.object({ patches: v.array(v.tuple([v.number(), v.number(), v.string()])) })),
})

/** Reads a sequential recording; the path it was looked for under when it is not there. */
export function readTrace(name: string): Trace | { readonly missing: string } {
  const path = resolve(FOLDER, `${name}.json.gz`)
  if (!existsSync(path)) return { missing: path }
  const { endContent, txns } = v.parse(Recording, JSON.parse(gunzipSync(readFileSync(path)).toString()))
  const patches = txns.flatMap((txn) => txn.patches)
  // Positions count code points; ours count UTF-16 units, which is the same without astral characters.
  if (patches.some(([, , text]) => /[\ud800-\udfff]/.test(text))) throw new Error('an astral character')
  return { patches, endContent }
}

/** The step that makes the same change in a document whose paragraphs are the lines of the text. */
export function toStep(doc: Node, [position, deleted, inserted]: Patch): ReplaceStep {
  const from = toDocumentPosition(doc, position)
  const to = deleted ? toDocumentPosition(doc, position + deleted) : from
  return new ReplaceStep(from, to, toSlice(inserted))
}

/** The text of a document whose paragraphs are lines. */
export function textOf(doc: Node): string {
  const lines: string[] = []
  doc.forEach((block, _, i) => {
    if (i > 0) lines.push(block.textContent)
  })
  return lines.join('\n')
}

function toSlice(text: string): Slice {
  const [first = '', ...rest] = text.split('\n')
  if (rest.length === 0) return first ? new Slice(Fragment.from(schema.text(first)), 0, 0) : Slice.empty
  const { paragraph } = schema.nodes
  const blocks = [first, ...rest].map((line) => paragraph.create(null, line ? schema.text(line) : null))
  return new Slice(Fragment.fromArray(blocks), 1, 1)
}

/** A line break is one character of the text and two tokens of the document. */
function toDocumentPosition(doc: Node, position: number): number {
  let left = position
  let at = doc.child(0).nodeSize
  for (let i = 1; i < doc.childCount; i++) {
    const { content, nodeSize } = doc.child(i)
    if (left <= content.size) return at + 1 + left
    left -= content.size + 1
    at += nodeSize
  }
  throw new RangeError(`the text has no position ${position}`)
}
