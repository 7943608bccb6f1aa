import { type InputRule, inputRules } from 'prosemirror-inputrules'
import { Plugin, Selection, type Transaction } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { later } from '../later.ts'
import { undoneAlone } from './undo/history.ts'

/** What `undoInputRule` of prosemirror-inputrules reads to give back what was typed. */
interface Undoable {
  readonly transform: Transaction
  readonly from: number
  readonly to: number
  readonly text: string
}

type TextView = Pick<EditorView, 'state' | 'composing' | 'dispatch'>
type TakesText = (view: TextView, from: number, to: number, text: string) => boolean

/** A sign that ends no format when a letter follows it: `_private_name`, `(*a)*b`. */
const NO_END = /_$|[\p{P}\p{S}](?<![*~=])[*~=]+$/u

/**
 * Input rules whose work is a change of its own: what is typed is written first, as it is, so that the first undo takes
 * back the rule and nothing else. A letter right behind a format's closing sign may say that it was none.
 */
export function automatic(rules: readonly InputRule[]): Plugin<Undoable | null> {
  const inner = inputRules({ rules })
  const take = inner.props.handleTextInput as unknown as TakesText
  const plugin: Plugin<Undoable | null> = new Plugin<Undoable | null>({
    state: {
      init: () => null,
      apply(tr, before) {
        const stored = tr.getMeta(plugin) as Undoable | undefined
        return stored ?? (tr.selectionSet || tr.docChanged ? null : before)
      },
    },
    props: {
      handleTextInput(view, from, to, text) {
        return reopen(view, plugin, text) || run(view, from, to, text)
      },
      handleDOMEvents: {
        compositionend: (view) => {
          later(0, () => {
            const { empty, from } = view.state.selection
            if (empty && !view.isDestroyed) run(view, from, from, '')
          })
        },
      },
    },
    // Read by `undoInputRule`.
    ...{ isInputRules: true },
  })

  function run(view: TextView, from: number, to: number, text: string): boolean {
    // Where whole blocks are selected there is no text before.
    if (!view.state.doc.resolve(from).parent.inlineContent) return false
    const dispatch = (tr: Transaction) => apply(view, tr, { from, to, text })
    return take.call(inner, { state: view.state, composing: view.composing, dispatch }, from, to, text)
  }

  function apply(view: TextView, tr: Transaction, typed: Omit<Undoable, 'transform'>): void {
    const { from, to, text } = typed
    const isUndoable = tr.getMeta(inner) !== undefined
    if (text) view.dispatch(view.state.tr.insertText(text, from, to))
    const { state } = view
    const whole = state.tr
    if (text) {
      const before = tr.docs[0] ?? tr.doc
      const written = from + text.length
      // The change may have been refused, or something else have come along.
      if (state.doc.content.size !== before.content.size + written - to) return
      whole.replace(from, written, before.slice(from, to))
    }
    for (const step of tr.steps) whole.step(step)
    whole.setSelection(Selection.fromJSON(whole.doc, tr.selection.toJSON()))
    whole.setStoredMarks(tr.storedMarks)
    const place = from + text.length
    if (isUndoable) whole.setMeta(plugin, { transform: whole, from: place, to: place, text: '' })
    view.dispatch(undoneAlone(tr.scrolledIntoView ? whole.scrollIntoView() : whole))
  }
  return plugin
}

/** Takes a format back whose closing sign a letter follows that makes it no closing sign. */
function reopen(view: TextView, plugin: Plugin<Undoable | null>, text: string): boolean {
  const undoable = plugin.getState(view.state)
  const typed = undoable?.transform.docs[0]
  if (!undoable || !typed || view.composing || !/^[\p{L}\p{N}]/u.test(text)) return false
  const $end = typed.resolve(undoable.from)
  if (!NO_END.test($end.parent.textBetween(0, $end.parentOffset, '\n', '\uFFFC'))) return false
  const { tr } = view.state
  const { steps, docs } = undoable.transform
  for (let at = steps.length - 1; at >= 0; at--) {
    const [step, doc] = [steps[at], docs[at]]
    if (step && doc) tr.step(step.invert(doc))
  }
  view.dispatch(tr.insertText(text, undoable.from))
  return true
}
