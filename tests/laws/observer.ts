import type { Node } from 'prosemirror-model'
import type { Step } from 'prosemirror-transform'
import type { Store } from '../../db/store.ts'
import { fold } from '../../document/commit/fold.ts'
import { readStoredSteps } from '../../document/commit/sound-step.ts'
import type { DocumentId } from '../../document/protocol/ids.ts'
import { encodeFrame } from '../../document/protocol/sse-frame.ts'
import type { CommitEvent } from '../../document/protocol/stream-events.ts'
import { findFault } from '../../document/schema/document-checks.ts'
import type { ReadCommit } from '../../web/sync/sync-state.ts'
import { commitsAfter } from '../support/logged-events.ts'
import { deletedBy } from './deletions.ts'
import { law } from './law.ts'

/** One event as the wire shows it, kept by somebody who trusts nothing. */
export interface Observed extends ReadCommit {
  /** The document after it, by the observer's own fold. */
  readonly doc: Node
  /** The event as a stream would tell it. */
  readonly frame: string
}

/** Reads what is new in the log and checks what can be checked of it alone: I4, I5, I6, I8, I9. */
export function observe(store: Store, document: DocumentId, log: Observed[], deleted: Set<string>): void {
  for (const event of commitsAfter(store, document, log.length - 1)) {
    const before = log.at(-1)
    if (!before) throw new Error('a log without a start')
    law('I5', event.seq === before.seq + 1, () => `event ${event.seq} follows ${before.seq}`)
    law('I4', !log.some(({ id }) => id === event.id), () => `${event.id} stands in the log twice`)
    const observed = toObserved(event, before.doc, deleted)
    log.push(observed)
    const version = store.log.version(document, event.seq)
    law('I9', version?.doc.eq(observed.doc) === true, () => `version ${event.seq} is not the fold`)
  }
}

function toObserved(event: CommitEvent, before: Node, deleted: Set<string>): Observed {
  const { seq, chain, id, dropped, hash } = event
  const steps = readStoredSteps(event.steps)
  const doc = fold(before, steps)
  const fault = findFault(doc)
  law('I6', fault === undefined, () => `version ${seq}: ${fault}`)
  for (const character of deletedBy(before, steps)) deleted.add(character)
  checkInverse(before, steps, doc)
  const frame = encodeFrame({ event: 'commit', id: seq, data: event })
  return { seq, chain, id, steps, dropped, doc, hash, frame }
}

function checkInverse(before: Node, steps: readonly Step[], after: Node): void {
  const inverses: Step[] = []
  let doc = before
  for (const step of steps) {
    inverses.unshift(step.invert(doc))
    doc = step.apply(doc).doc ?? doc
  }
  let back = after
  for (const inverse of inverses) back = inverse.apply(back).doc ?? back
  law('I8', back.eq(before), () => 'inverting a commit does not restore the version before it')
}

/** What a fresh process reads of every version is the fold of the log. */
export function checkVersions(store: Store, document: DocumentId, log: readonly Observed[]): void {
  for (const { seq, doc } of log) {
    const isSame = store.log.version(document, seq)?.doc.eq(doc) === true
    law('I10', isSame, () => `after a restart, version ${seq} differs`)
  }
}
