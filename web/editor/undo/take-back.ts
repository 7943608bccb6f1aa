import { type Node, Slice } from 'prosemirror-model'
import type { Transaction } from 'prosemirror-state'
import { ReplaceAroundStep, ReplaceStep, type Step } from 'prosemirror-transform'
import { fitStep } from '../../../document/commit/fit-step.ts'
import { MoveStep } from '../../../document/commit/move-step.ts'
import { attempt } from '../../../document/commit/rebase.ts'
import type { Range, Route } from './route.ts'

/** A change that can be undone: the inverse of a step, for the version right after entry `index`. */
export interface Undoable {
  readonly inverse: Step
  readonly index: number
}

/** Behind every document. */
const END = 2 ** 40

/**
 * Takes one of my steps back in today's document, without touching what others have written inside it since:
 * only content that the step itself brought is removed. Each step it adds is one entry of the route.
 */
export function takeBack(tr: Transaction, { inverse, index }: Undoable, route: Route): void {
  const mapped = borderBehindWords(tr.doc, inverse, route, index) ?? inverse.map(route.since(index + 1))
  if (mapped instanceof MoveStep) {
    if (!mapped.isIdle && !isTorn(inverse as MoveStep, mapped, route, index)) {
      tryStep(tr, fitStep(tr.doc, mapped), route, index)
    }
    return
  }
  if (mapped instanceof ReplaceStep && mapped.from === mapped.to && mapped.slice.size === 0) return
  if (mapped && isAllMine(inverse, mapped, route, index) && tryStep(tr, mapped, route, index)) return
  if (inverse instanceof ReplaceStep) takeBackInPieces(tr, inverse, index, route)
}

/**
 * The end of a line that I had removed, brought back behind what others have written at the end of that line since: it
 * is there that they wrote it. Undefined for all else, and where words follow that may have been meant as well.
 */
function borderBehindWords(doc: Node, inverse: Step, route: Route, index: number): Step | undefined {
  if (!(inverse instanceof ReplaceStep) || inverse.from !== inverse.to || inverse.slice.openStart === 0)
    return undefined
  const way = route.since(index + 1)
  const $after = doc.resolve(way.map(inverse.from, 1))
  const isAtEnd = $after.parent.isTextblock && $after.parentOffset === $after.parent.content.size
  if (!isAtEnd || way.map(inverse.from, -1) < $after.start()) return undefined
  return new ReplaceStep($after.pos, $after.pos, inverse.slice)
}

/** True when what `mapped` would delete is exactly what the step had brought. */
function isAllMine(inverse: Step, mapped: Step, route: Route, index: number): boolean {
  if (inverse instanceof ReplaceStep && mapped instanceof ReplaceStep) {
    return isWhole(inverse, mapped, route, index)
  }
  if (inverse instanceof ReplaceAroundStep && mapped instanceof ReplaceAroundStep) {
    const before = (step: ReplaceAroundStep) => ({ from: step.from, to: step.gapFrom })
    const after = (step: ReplaceAroundStep) => ({ from: step.gapTo, to: step.to })
    return (
      isWhole(before(inverse), before(mapped), route, index) &&
      isWhole(after(inverse), after(mapped), route, index)
    )
  }
  return true
}

function isWhole(brought: Range, deleted: Range, route: Route, index: number): boolean {
  if (deleted.from === deleted.to) return true
  const [mine, ...more] = route.carry(brought, index + 1)
  return more.length === 0 && mine?.from === deleted.from && mine.to === deleted.to
}

/** True when something that was not moved stands among what was: others have moved a part of it. */
function isTorn(inverse: MoveStep, mapped: MoveStep, route: Route, index: number): boolean {
  const others = [
    { from: 0, to: inverse.from },
    { from: inverse.to, to: END },
  ]
  return others
    .flatMap((range) => route.carry(range, index + 1))
    .some(({ from, to }) => from < mapped.to && to > mapped.from)
}

function takeBackInPieces(tr: Transaction, inverse: ReplaceStep, index: number, route: Route): void {
  const pieces = flatRanges(tr.doc, route.carry(inverse, index + 1))
  const first = pieces.shift()
  for (const piece of pieces.reverse()) remove(tr, piece, route)
  if (inverse.slice.size === 0) {
    if (first) remove(tr, first, route)
    return
  }
  const at = route.since(index + 1).map(inverse.from, -1)
  // The piece that brings the old content back is the mirror of the step: both have one range, at one place.
  const { from, to } = first ?? { from: at, to: at }
  if (!tryStep(tr, new ReplaceStep(from, to, inverse.slice), route, index) && first) remove(tr, first, route)
}

/** Deletes a flat range; where the document needs the blocks themselves, only the text in them. */
function remove(tr: Transaction, { from, to }: Range, route: Route): void {
  if (tryStep(tr, new ReplaceStep(from, to, Slice.empty), route)) return
  const texts: Range[] = []
  tr.doc.nodesBetween(from, to, (node, pos) => {
    if (node.isText) texts.push({ from: Math.max(from, pos), to: Math.min(to, pos + node.nodeSize) })
  })
  for (const text of texts.reverse()) tryStep(tr, new ReplaceStep(text.from, text.to, Slice.empty), route)
}

function tryStep(tr: Transaction, step: Step, route: Route, takesBack?: number): boolean {
  if (!attempt(tr.doc, step)?.doc) return false
  for (const plain of toPlainSteps(step)) {
    tr.step(plain)
    route.append(plain.getMap(), takesBack)
  }
  return true
}

/**
 * A mark that took the place of others, as a link over a link does, is inverted by ProseMirror as one step made of
 * several. It is none of those a commit may hold; its parts are.
 */
function toPlainSteps(step: Step): readonly Step[] {
  return 'steps' in step ? (step.steps as readonly Step[]) : [step]
}

/**
 * What of some ranges can be deleted without tearing a block: text, and nodes that lie in them as a whole.
 * A block with somebody else's text in it stays, without the text that was mine.
 */
function flatRanges(doc: Node, ranges: readonly Range[]): Range[] {
  const flat: { from: number; to: number }[] = []
  const add = (from: number, to: number) => {
    const last = flat.at(-1)
    if (last?.to === from) last.to = to
    else flat.push({ from, to })
  }
  const walk = (parent: Node, start: number) => {
    parent.forEach((child, offset) => {
      const from = start + offset
      const to = from + child.nodeSize
      const touching = ranges.filter((range) => range.from < to && range.to > from)
      if (touching.length === 0) return
      if (child.isText) {
        for (const range of touching) add(Math.max(from, range.from), Math.min(to, range.to))
      } else if (touching.some((range) => range.from <= from && range.to >= to)) add(from, to)
      else if (!child.isLeaf) walk(child, from + 1)
    })
  }
  walk(doc, 0)
  return flat
}
