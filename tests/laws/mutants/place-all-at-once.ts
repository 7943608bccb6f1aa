// A mutant of document/commit/place.ts: it maps a commit over everything since its base in one go, as
// prosemirror-collab-commit's server does. Together with confirmation by counting the laws must notice.
import { Mapping, type Step, Transform } from 'prosemirror-transform'
import type { Begun, DroppedStep, OnTheWay, Placed } from '../../../document/commit/place.ts'
import { attempt } from '../../../document/commit/rebase.ts'
import type { Parts } from '../../../document/parts.ts'

export function setOut({ doc, pending }: Begun): OnTheWay {
  return { doc, pending: pending.map((item, index) => ({ ...item, index })), dropped: [], passed: 0, work: 0 }
}

export function* goOn(way: OnTheWay, since: readonly (readonly Step[])[]): Parts<OnTheWay> {
  const steps = way.pending.map(({ step }) => step)
  const head = new Transform(way.doc)
  for (const { inverse } of [...way.pending].reverse()) head.step(inverse)
  for (const over of since) for (const step of over) head.step(step)
  const mapping = new Mapping([...steps.map((step) => step.getMap().invert())].reverse())
  for (const map of head.mapping.maps.slice(steps.length)) mapping.appendMap(map)
  const dropped: DroppedStep[] = []
  const placed: { step: Step; inverse: Step; index: number }[] = []
  let doc = head.doc
  steps.forEach((step, index) => {
    const mapped = step.map(mapping.slice(steps.length - index))
    const result = mapped && attempt(doc, mapped)
    if (!mapped || !result?.doc) {
      dropped.push({ index, reason: mapped ? 'unfit' : 'deleted' })
      return
    }
    mapping.appendMap(mapped.getMap(), steps.length - 1 - index)
    placed.push({ step: mapped, inverse: mapped.invert(doc), index })
    doc = result.doc
  })
  return { doc, pending: placed, dropped, passed: since.length, work: 0 }
}

export function toPlaced({ doc, pending, dropped }: OnTheWay): Placed {
  return { doc, steps: pending.map(({ step }) => step), dropped: [...dropped] }
}
