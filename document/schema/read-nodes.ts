import { Fragment, type Node } from 'prosemirror-model'
import type { Parts, Progress } from '../parts.ts'
import { schema } from './schema.ts'

interface NodeJson {
  readonly type?: unknown
  readonly content?: unknown
}

// `Fragment.from` joins texts of one style that stand side by side, and reading JSON does not.
const FragmentOf = Fragment as unknown as new (nodes: readonly Node[]) => Fragment

/** As `Fragment.fromJSON`, in parts. */
export function* readFragment(json: unknown, progress: Progress): Parts<Fragment> {
  if (!json) return Fragment.empty
  if (!Array.isArray(json)) throw new RangeError('Invalid input for Fragment.fromJSON')
  const nodes: Node[] = []
  for (const item of json as NodeJson[]) nodes.push(yield* readNode(item, progress))
  return new FragmentOf(nodes)
}

/** As `schema.nodeFromJSON`, in parts. */
export function* readNode(json: NodeJson, progress: Progress): Parts<Node> {
  if (progress.ends(1)) yield
  if (!json?.content || json.type === 'text') return schema.nodeFromJSON(json)
  const content = yield* readFragment(json.content, progress)
  return schema.nodeFromJSON({ ...json, content: undefined }).copy(content)
}
