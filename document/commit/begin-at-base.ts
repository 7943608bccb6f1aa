import type { Node } from 'prosemirror-model'
import type { Step } from 'prosemirror-transform'
import { inOneGo, type Parts } from '../parts.ts'
import { findFaultInParts } from '../schema/document-checks.ts'
import { isOverweight, MAX_DOCUMENT_SIZE, weighInParts } from '../schema/document-weight.ts'
import type { CommitRefusal, Since } from './decide.ts'
import { LightTransform } from './light-transform.ts'
import { OpenDocument, TooMuchWork } from './open-document.ts'
import type { Begun } from './place.ts'
import type { PendingStep } from './rebase.ts'
import { findRangeFault } from './sound-step.ts'

/** The most that putting a commit on its base, or taking it over others from there, may copy (`OpenDocument`). */
export const MAX_COMMIT_WORK = 5_000_000

/** A commit on its base, or why it does not fit there: it follows from these steps and this document alone. */
export interface BegunAtBase {
  readonly base: Node
  readonly steps: readonly Step[]
  /** Whether it has what takes its steps back. */
  readonly hasInverses: boolean
  readonly begun: Begun | CommitRefusal
}

/** Whether it says what comes of these steps on this base. */
export function isFor(
  { base, steps, hasInverses }: BegunAtBase,
  { doc, commits }: Since,
  asked: readonly Step[],
) {
  return base === doc && steps === asked && (hasInverses || commits.length === 0)
}

/** The commit on its base, with what takes its steps back where that will be, or may be, asked for. Changes nothing. */
export function beginAtBase(since: Since, steps: readonly Step[], mayBeLate = false): BegunAtBase {
  return inOneGo(beginAtBaseInParts(since, steps, mayBeLate))
}

/** The same in parts. */
export function* beginAtBaseInParts(
  since: Since,
  steps: readonly Step[],
  mayBeLate = false,
): Parts<BegunAtBase> {
  const hasInverses = mayBeLate || since.commits.length > 0
  return { base: since.doc, steps, hasInverses, begun: yield* putOnBase(since.doc, steps, hasInverses) }
}

function* putOnBase(base: Node, steps: readonly Step[], withInverses: boolean): Parts<Begun | CommitRefusal> {
  const open = new OpenDocument(base, MAX_COMMIT_WORK)
  const transform = new LightTransform(open)
  const pending: PendingStep[] = []
  for (const [index, step] of steps.entries()) {
    yield
    const fault = findRangeFault(step, transform)
    if (fault) return unsound(index, fault)
    try {
      const inverse = withInverses ? transform.invert(step) : step
      const refused = transform.tryStep(step)
      if (refused) return unsound(index, refused.failed)
      pending.push({ step, inverse })
    } catch (error) {
      if (error instanceof TooMuchWork) return { kind: 'refused', code: 'too-many-steps' }
      return unsound(index, 'it does not fit the document')
    }
  }
  const { doc } = transform
  yield
  if (doc.content.size > MAX_DOCUMENT_SIZE) return { kind: 'refused', code: 'document-too-large' }
  const fault = yield* findFaultInParts(doc, base)
  if (fault) return unsound(Math.max(0, steps.length - 1), fault)
  const weight = yield* weighInParts(doc, base)
  if (isOverweight(weight, yield* weighInParts(base))) return { kind: 'refused', code: 'document-too-large' }
  return { doc, pending }
}

function unsound(index: number, reason: string): CommitRefusal {
  return { kind: 'refused', code: 'unsound-step', index, reason }
}
