import type { Node } from 'prosemirror-model'
import { Plugin, PluginKey, type PluginView, type Transaction } from 'prosemirror-state'
import { AttrStep } from 'prosemirror-transform'
import { type Decoration, DecorationSet, type EditorView } from 'prosemirror-view'
import { schema } from '../../../document/schema/schema.ts'
import { later } from '../../later.ts'
import { createHighlighter, type Highlighter } from './highlighter.ts'
import { findLanguage, type Language } from './languages.ts'

/** Longer code stays in one colour: to go through it costs more than a frame. */
export const HIGHLIGHT_LIMIT = 30_000

/** How much code is gone through at once, so that a page full of it can be typed in meanwhile. */
const PORTION = 10_000

/** Who is typing sees the old colours for so long. */
const PAUSE_MS = 80

interface Colours {
  readonly decorations: DecorationSet
  /** Where the blocks begin whose colours are to be worked out. */
  readonly waiting: readonly number[]
}

/** A block's new colours. */
interface Painted {
  readonly pos: number
  readonly decorations: Decoration[]
}

const key = new PluginKey<Colours>('highlighting')
const { code_block } = schema.nodes

/**
 * Colours in code. What a change does not touch is only moved along; a block that was changed, by whomever, is gone
 * through again when the typing pauses.
 */
export function highlighting(): Plugin<Colours> {
  const highlighter = createHighlighter()
  return new Plugin<Colours>({
    key,
    state: {
      init: (_config, { doc }) => ({ decorations: DecorationSet.empty, waiting: allBlocks(doc) }),
      apply: advance,
    },
    props: { decorations: (state) => key.getState(state)?.decorations },
    view: (view) => paintLater(view, highlighter),
  })
}

function advance(tr: Transaction, before: Colours): Colours {
  const painted = tr.getMeta(key) as readonly Painted[] | undefined
  if (painted) {
    let { decorations } = before
    for (const { pos, decorations: fresh } of painted) {
      const node = tr.doc.nodeAt(pos)
      if (!node?.isTextblock) continue
      const end = pos + node.nodeSize
      decorations = decorations.remove(decorations.find(pos + 1, end - 1)).add(tr.doc, fresh)
    }
    const done = new Set(painted.map(({ pos }) => pos))
    return { decorations, waiting: before.waiting.filter((pos) => !done.has(pos)) }
  }
  if (!tr.docChanged) return before
  const waiting = new Set(before.waiting.map((pos) => tr.mapping.map(pos)))
  const decorations = before.decorations.map(tr.mapping, tr.doc)
  for (const pos of touchedBlocks(tr, decorations)) waiting.add(pos)
  return { decorations, waiting: [...waiting] }
}

function allBlocks(doc: Node): number[] {
  const found: number[] = []
  doc.descendants((node, pos) => {
    if (node.type === code_block) found.push(pos)
    return !node.isTextblock
  })
  return found
}

/** Where the blocks begin that a change touched and that are code, or were: a new language is a change too. */
function touchedBlocks(tr: Transaction, decorations: DecorationSet): Set<number> {
  const found = new Set<number>()
  const look = (from: number, to: number) => {
    tr.doc.nodesBetween(from, Math.min(to, tr.doc.content.size), (node, pos) => {
      const wasCode = () => decorations.find(pos + 1, pos + node.nodeSize - 1).length > 0
      if (node.isTextblock && (node.type === code_block || wasCode())) found.add(pos)
      return !node.isTextblock
    })
  }
  tr.steps.forEach((step, i) => {
    const after = tr.mapping.slice(i + 1)
    if (step instanceof AttrStep) {
      const at = after.map(step.pos)
      look(at, at + 1)
    }
    step.getMap().forEach((_oldStart, _oldEnd, start, end) => {
      look(after.map(start, -1), after.map(end, 1))
    })
  })
  return found
}

function paintLater(view: EditorView, highlighter: Highlighter): PluginView {
  let cancel: (() => void) | undefined
  let isGone = false

  function schedule(): void {
    cancel?.()
    cancel = undefined
    if ((key.getState(view.state)?.waiting.length ?? 0) > 0) cancel = later(PAUSE_MS, paint)
  }

  function paint(): void {
    cancel = undefined
    if (isGone) return
    // Other elements around the letters would end a composition.
    if (view.composing) schedule()
    else paintPortion(view, highlighter, onFetched)
  }

  function onFetched(): void {
    if (!isGone && !cancel) paint()
  }

  schedule()
  return {
    update(_view, before) {
      if (key.getState(before)?.waiting !== key.getState(view.state)?.waiting) schedule()
    },
    destroy() {
      isGone = true
      cancel?.()
    },
  }
}

/** Works out what it can now; a block whose grammar is not here yet waits for it. */
function paintPortion(view: EditorView, highlighter: Highlighter, onFetched: () => void): void {
  const painted: Painted[] = []
  let length = 0
  for (const pos of key.getState(view.state)?.waiting ?? []) {
    if (length > PORTION) break
    const node = view.state.doc.nodeAt(pos)
    const language = node ? languageOf(node) : undefined
    if (language && !highlighter.knows(language)) {
      // Without its grammar the code is one colour, and still all there.
      highlighter.fetch(language).then(onFetched, () => undefined)
      continue
    }
    const decorations = node && language ? highlighter.colours(node.textContent, language, pos) : []
    length += node?.content.size ?? 0
    painted.push({ pos, decorations })
  }
  if (painted.length > 0) view.dispatch(view.state.tr.setMeta(key, painted).setMeta('addToHistory', false))
}

function languageOf({ type, attrs, content }: Node): Language | undefined {
  const isShort = content.size <= HIGHLIGHT_LIMIT
  return type === code_block && isShort ? findLanguage(String(attrs['language'])) : undefined
}
