import type { Node } from 'prosemirror-model'
import { Plugin } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { schema } from '../../../document/schema/schema.ts'
import { foldedIn, setFolds } from './folding.ts'

const { nodes } = schema

const KEY = 'samepage-folded'

/** So many documents are remembered, those that were folded last. */
const MOST_DOCUMENTS = 100

const NAME_LENGTH = 80

/** A section by its words, and how many with the same ones stand before it: places change while one is away. */
type SectionName = readonly [words: string, before: number]

/** Where a browser keeps short texts for the page. */
export type FoldStorage = Pick<Storage, 'getItem' | 'setItem'>

/** Which sections of a document are folded, kept on this device for the next time it is opened. */
export function foldMemory(document: string, storage: FoldStorage): Plugin {
  return new Plugin({
    view(view) {
      restore(view, document, storage)
      return {
        update({ state }, before) {
          const [now, then] = [foldedIn(state).length, foldedIn(before).length]
          if (now === then) return
          // With the text itself it was no act of this reader: the document came anew, or a section went.
          if (state.doc === before.doc) keep(storage, document, namesOf(state.doc, foldedIn(state)))
          else if (now === 0) queueMicrotask(() => view.isDestroyed || restore(view, document, storage))
        },
      }
    },
  })
}

function restore(view: EditorView, document: string, storage: FoldStorage): void {
  const names = new Set((readKept(storage)[document] ?? []).map(String))
  if (names.size === 0) return
  const { doc, tr } = view.state
  const all = sectionsOf(doc)
  const folds = namesOf(doc, all).flatMap((name, i) => {
    const pos = names.has(String(name)) ? all[i] : undefined
    return pos === undefined ? [] : [{ pos, isFolded: true }]
  })
  // Who writes in one already has it open.
  if (folds.length > 0) view.dispatch(setFolds(tr, folds).setSelection(view.state.selection))
}

function keep(storage: FoldStorage, document: string, names: readonly SectionName[]): void {
  const { [document]: _before, ...others } = readKept(storage)
  const kept = Object.entries(names.length > 0 ? { ...others, [document]: names } : others)
  try {
    storage.setItem(KEY, JSON.stringify(Object.fromEntries(kept.slice(-MOST_DOCUMENTS))))
  } catch {
    // A browser that is full, or keeps nothing: sections are open the next time.
  }
}

/** What is kept, by document; nothing where it cannot be read. */
function readKept(storage: FoldStorage): Record<string, readonly SectionName[]> {
  try {
    const kept: unknown = JSON.parse(storage.getItem(KEY) ?? '{}')
    if (typeof kept !== 'object' || kept === null) return {}
    return Object.fromEntries(Object.entries(kept).filter(([, names]) => Array.isArray(names)))
  } catch {
    return {}
  }
}

function sectionsOf(doc: Node): number[] {
  const found: number[] = []
  doc.descendants((node, pos) => {
    if (node.type === nodes.details) found.push(pos)
    return !node.isTextblock
  })
  return found
}

function namesOf(doc: Node, places: readonly number[]): SectionName[] {
  const counts = new Map<string, number>()
  const names = new Map<number, SectionName>()
  for (const pos of sectionsOf(doc)) {
    const words = (doc.nodeAt(pos)?.firstChild?.textContent ?? '').slice(0, NAME_LENGTH)
    const before = counts.get(words) ?? 0
    counts.set(words, before + 1)
    names.set(pos, [words, before])
  }
  return places.flatMap((pos) => {
    const name = names.get(pos)
    return name ? [name] : []
  })
}
