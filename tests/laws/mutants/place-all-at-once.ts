// A mutant of document/commit/place.ts: it maps a commit over everything since its base in one go, as
// prosemirror-collab-commit's server does. Together with confirmation by counting the laws must notice.
import type { Node } from 'prosemirror-model'
import { Mapping, type Step, Transform } from 'prosemirror-transform'
import type { DroppedStep, Placed } from '../../../document/commit/place.ts'
import { attempt } from '../../../document/commit/rebase.ts'

export function placeSteps(base: Node, steps: readonly Step[], since: readonly (readonly Step[])[]): Placed {
  const head = new Transform(base)
  for (const over of since) for (const step of over) head.step(step)
  const mapping = new Mapping([...steps.map((step) => step.getMap().invert())].reverse())
  for (const map of head.mapping.maps) mapping.appendMap(map)
  const dropped: DroppedStep[] = []
  const placed: Step[] = []
  let doc = head.doc
  steps.forEach((step, index) => {
    const mapped = step.map(mapping.slice(steps.length - index))
    const result = mapped && attempt(doc, mapped)
    if (!mapped || !result?.doc) {
      dropped.push({ index, reason: mapped ? 'unfit' : 'deleted' })
      return
    }
    mapping.appendMap(mapped.getMap(), steps.length - 1 - index)
    placed.push(mapped)
    doc = result.doc
  })
  return { doc, steps: placed, dropped }
}
