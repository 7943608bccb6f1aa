import type { Mark, Node } from 'prosemirror-model'
import './short-json.ts'

/** Attributes that many nodes share, or that are read often, as they are written; long ones are not kept. */
const written = new WeakMap<object, string>()
const LONGEST_KEPT = 200

/**
 * The JSON text of a node, byte for byte `JSON.stringify(node)`, in a third of the time: no object is made for each
 * node. Snapshots and their fingerprints are made of it.
 */
export function writeJson(node: Node): string {
  let json = `{"type":"${node.type.name}"`
  const attrs = node.attrs['align'] === null ? withoutAlign(node.attrs) : attributesJson(node.attrs)
  if (attrs !== '{}') json += `,"attrs":${attrs}`
  if (node.content.size > 0) {
    json += ',"content":['
    for (let i = 0; i < node.childCount; i++)
      json += i > 0 ? `,${writeJson(node.child(i))}` : writeJson(node.child(i))
    json += ']'
  }
  if (node.marks.length > 0) json += `,"marks":[${node.marks.map(markJson).join(',')}]`
  return node.isText ? `${json},"text":${JSON.stringify(node.text)}}` : `${json}}`
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
