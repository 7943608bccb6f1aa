import type { Fragment, Node } from 'prosemirror-model'
import { Slice } from 'prosemirror-model'
import { ReplaceStep, type Step, Transform } from 'prosemirror-transform'
import '../prosemirror-internals.ts'

/** Steps, and the document after them. */
export interface Rewriting {
  readonly steps: readonly Step[]
  readonly doc: Node
}

/**
 * Changes of one document, collected in any order by their positions in it, and made from the end to the
 * beginning, so that no change moves the place of another.
 */
export interface Edits {
  replace(from: number, to: number, content: Fragment): void
  /** A change of the node at `pos`, or of marks from there on, that moves nothing. */
  at(pos: number, run: (transform: Transform) => void): void
  applyTo(doc: Node): Rewriting
}

interface Edit {
  readonly pos: number
  /** Of two at one place, what changes the node there goes before what comes in ahead of it. */
  readonly isAhead: boolean
  readonly run: (transform: Transform) => void
}

/** Collects changes of a document. */
export function createEdits(): Edits {
  const edits: Edit[] = []
  return {
    replace: (from, to, content) =>
      void edits.push({
        pos: from,
        isAhead: true,
        run: (transform) => transform.step(new ReplaceStep(from, to, new Slice(content, 0, 0))),
      }),
    at: (pos, run) => void edits.push({ pos, isAhead: false, run }),
    applyTo(doc) {
      edits.sort((one, other) => other.pos - one.pos || Number(one.isAhead) - Number(other.isAhead))
      let last = doc
      const steps = edits.flatMap(({ run }) => {
        // One for each change: a transform keeps the document before each of its steps.
        const transform = new Transform(last)
        run(transform)
        last = transform.doc
        return transform.steps
      })
      return { steps, doc: last }
    },
  }
}
