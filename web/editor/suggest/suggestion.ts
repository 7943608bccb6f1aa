import type { Node } from 'prosemirror-model'
import type { Selection, Transaction } from 'prosemirror-state'
import { schema } from '../../../document/schema/schema.ts'
import { isRemote } from '../remote-transaction.ts'
import { isTakingBack } from '../undo/history.ts'
import { queryIn, TRIGGERS, type TriggerName, triggerAt } from './triggers.ts'

/** A query that is being typed: the text from the sign, at `from`, to the caret, at `to`. */
export interface Suggestion {
  readonly trigger: TriggerName
  readonly from: number
  readonly to: number
  readonly query: string
}

/** The longest text of one keystroke: a sign of two letters, or what an input method puts at once. */
const KEYSTROKE = 3

/**
 * What is being asked after a transaction. A query begins when somebody types its sign here, follows every
 * change of mine and of others, and ends when the caret leaves it or its sign is gone.
 */
export function advance(tr: Transaction, open: Suggestion | undefined): Suggestion | undefined {
  if (open) {
    // To the right: what others write right before the sign stays before it.
    const from = tr.mapping.map(open.from, 1)
    const still = read(tr.doc, tr.selection, from, open.trigger)
    if (still) return still
  }
  return hasTyped(tr) ? begin(tr) : undefined
}

function begin({ doc, selection }: Transaction): Suggestion | undefined {
  const { $head } = selection
  if (!$head.parent.isTextblock) return undefined
  if ($head.marks().some(({ type }) => type === schema.marks.code)) return undefined
  const trigger = triggerAt($head.parent, textBetween($head.parent, 0, $head.parentOffset))
  return trigger && read(doc, selection, $head.pos - trigger.sign.length, trigger.name)
}

function read(doc: Node, selection: Selection, from: number, name: TriggerName): Suggestion | undefined {
  const { $head, empty } = selection
  const trigger = TRIGGERS[name]
  if (!empty || !$head.parent.isTextblock || $head.parent.type.spec.code) return undefined
  if (from < $head.start() || from + trigger.sign.length > $head.pos || $head.pos > doc.content.size)
    return undefined
  const text = textBetween($head.parent, from - $head.start(), $head.parentOffset)
  const query = queryIn(trigger, text)
  return query === undefined ? undefined : { trigger: name, from, to: $head.pos, query }
}

/** True when the transaction is a keystroke of mine that ends at the caret. */
function hasTyped(tr: Transaction): boolean {
  if (!tr.docChanged || isRemote(tr) || isTakingBack(tr) || tr.getMeta('uiEvent') || !tr.selection.empty) {
    return false
  }
  let isKeystroke = false
  tr.mapping.maps.at(-1)?.forEach((_from, _to, start, end) => {
    isKeystroke = end === tr.selection.head && end > start && end - start <= KEYSTROKE
  })
  return isKeystroke
}

function textBetween(parent: Node, from: number, to: number): string {
  return parent.textBetween(from, to, '\n', '\uFFFC')
}
