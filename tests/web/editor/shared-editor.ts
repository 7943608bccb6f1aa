import type { Node } from 'prosemirror-model'
import { EditorState, type Plugin, TextSelection, type Transaction } from 'prosemirror-state'
import { type Step, Transform } from 'prosemirror-transform'
import { type PendingStep, rebase, toPending } from '../../../document/commit/rebase.ts'
import { schema } from '../../../document/schema/schema.ts'
import { toRemoteTransaction } from '../../../web/editor/remote-transaction.ts'

/** A document with a title and one paragraph for each text. */
export function documentOf(...paragraphs: string[]): Node {
  const { doc, title, paragraph } = schema.nodes
  const blocks = paragraphs.map((text) => paragraph.create(null, text ? schema.text(text) : null))
  return doc.create(null, [title.create(), ...blocks])
}

/** The position of a text in a document. */
export function find(doc: Node, text: string): number {
  let found = -1
  doc.descendants((node, pos) => {
    const at = node.isText ? (node.text ?? '').indexOf(text) : -1
    if (at >= 0 && found < 0) found = pos + at
  })
  if (found < 0) throw new Error(`no "${text}" in ${doc}`)
  return found
}

/** An editor without a screen, whose steps stay pending until confirmed and are rebased by others' steps. */
export function sharedEditor(start: Node, plugins: Plugin[]) {
  let state = EditorState.create({ doc: start, plugins })
  let pending: PendingStep[] = []
  let now = 0

  function dispatch(tr: Transaction) {
    const applied = state.applyTransaction(tr)
    for (const { docs, steps } of applied.transactions) {
      steps.forEach((step, i) => void pending.push(toPending(step, docs[i] as Node)))
    }
    state = applied.state
  }

  /** The document without what is pending: what the others see. */
  function confirmed(): Node {
    const transform = new Transform(state.doc)
    for (const { inverse } of [...pending].reverse()) transform.step(inverse)
    return transform.doc
  }

  return {
    get state() {
      return state
    },
    get doc() {
      return state.doc
    },
    get pending() {
      return pending
    },
    confirmed,
    dispatch,
    /** Moves the clock, so that the next change is an undo event of its own. */
    pause() {
      now += 10_000
    },
    change(make: (tr: Transaction) => Transaction) {
      dispatch(make(state.tr).setTime(now))
    },
    select(anchor: number, head = anchor) {
      state = state.apply(state.tr.setSelection(TextSelection.create(state.doc, anchor, head)))
    },
    run(command: (state: EditorState, dispatch: (tr: Transaction) => void) => boolean) {
      return command(state, dispatch)
    },
    /** Somebody else changes the confirmed document; my pending steps move on top of it. */
    foreign(make: (transform: Transform) => Transform) {
      const over: readonly Step[] = make(new Transform(confirmed())).steps
      const transform = new Transform(state.doc)
      const rebased = pending.length
      pending = rebase(transform, pending, over).kept
      state = state.apply(toRemoteTransaction(state, { transform, rebased }))
    },
    /** The server has recorded my first `count` pending steps just as they stand. */
    confirm(count = pending.length) {
      pending = pending.slice(count)
    },
  }
}
