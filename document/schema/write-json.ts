import type { Mark, Node } from 'prosemirror-model'
import { PART_SIZE, type Parts, Progress } from '../parts.ts'
import './short-json.ts'

/** Attributes that many nodes share, or that are read often, as they are written; long ones are not kept. */
const written = new WeakMap<object, string>()
const LONGEST_KEPT = 200

/**
 * The JSON text of a node, byte for byte `JSON.stringify(node)`, in a third of the time: no object is made for each
 * node. Snapshots and their fingerprints are made of it.
 */
export function writeJson(node: Node): string {
  let json = openJson(node)
  if (node.content.size > 0) {
    json += ',"content":['
    for (let i = 0; i < node.childCount; i++)
      json += i > 0 ? `,${writeJson(node.child(i))}` : writeJson(node.child(i))
    json += ']'
  }
  return json + closeJson(node)
}

/** The same in parts. */
export function* writeJsonInParts(node: Node, progress = new Progress()): Parts<string> {
  if (progress.ends(Math.min(node.nodeSize, PART_SIZE))) yield
  if (node.nodeSize < PART_SIZE || node.isText) return writeJson(node)
  const content = yield* writeAllInParts(node.content.content, progress)
  return `${openJson(node)},"content":[${content}]${closeJson(node)}`
}

/** The JSON text of nodes, with commas between, in parts. */
export function* writeAllInParts(nodes: readonly Node[], progress: Progress): Parts<string> {
  let json = ''
  for (const node of nodes) {
    const text = yield* writeJsonInParts(node, progress)
    json += json === '' ? text : `,${text}`
  }
  return json
}

function openJson(node: Node): string {
  const attrs = node.attrs['align'] === null ? withoutAlign(node.attrs) : attributesJson(node.attrs)
  return `{"type":"${node.type.name}"${attrs === '{}' ? '' : `,"attrs":${attrs}`}`
}

function closeJson(node: Node): string {
  const marks = node.marks.length > 0 ? `,"marks":[${node.marks.map(markJson).join(',')}]` : ''
  return node.isText ? `${marks},"text":${JSON.stringify(node.text)}}` : `${marks}}`
}

function markJson({ type, attrs }: Mark): string {
  const json = attributesJson(attrs)
  return json === '{}' ? `{"type":"${type.name}"}` : `{"type":"${type.name}","attrs":${json}}`
}

/** As `short-json.ts` writes a block that is not aligned. */
function withoutAlign(attrs: Readonly<Record<string, unknown>>): string {
  return remembered(attrs, () => {
    const { align: _unset, ...others } = attrs
    return JSON.stringify(others)
  })
}

function attributesJson(attrs: Readonly<Record<string, unknown>>): string {
  return remembered(attrs, () => JSON.stringify(attrs))
}

function remembered(attrs: object, write: () => string): string {
  const known = written.get(attrs)
  if (known !== undefined) return known
  const json = write()
  if (json.length <= LONGEST_KEPT) written.set(attrs, json)
  return json
}
