import { type Recording, seenBefore } from '../recordings/recording.ts'

/**
 * An order in which the first `count` edits can be written again with as much at once as in the recording:
 * nobody writes on before the other was brought what they had seen, so that what is brought is all that is
 * written, and no more than the recording says. Where the recording crosses itself, more is brought.
 */
export function writingOrder(recording: Recording, count: number): number[] {
  const seen = seenBefore(recording)
  const txns = recording.txns.slice(0, count)
  const lines = Array.from({ length: recording.numAgents }, (_, agent) =>
    txns.flatMap((txn, index) => (txn.agent === agent ? [index] : [])),
  )
  const written = lines.map(() => 0)
  const brought = lines.map(() => lines.map(() => 0))
  const of = (list: readonly number[] | undefined, agent: number): number => list?.[agent] ?? 0
  const next = (agent: number): number | undefined => lines[agent]?.[of(written, agent)]

  const isReady = (agent: number): boolean => {
    const index = next(agent)
    return (
      index !== undefined && written.every((done, other) => other === agent || done >= of(seen[index], other))
    )
  }
  /** How much of this person's work the other is to be brought next. */
  const awaited = (agent: number, other: number): number => {
    const later = lines[other]?.slice(of(written, other)) ?? []
    const counts = later.map((index) => of(seen[index], agent))
    return counts.find((wanted) => wanted > of(brought[other], agent)) ?? Number.POSITIVE_INFINITY
  }
  const isAwaited = (agent: number): boolean =>
    lines.some((_, other) => other !== agent && awaited(agent, other) <= of(written, agent))

  const order: number[] = []
  const agents = lines.map((_, agent) => agent)
  while (order.length < txns.length) {
    const ready = agents.filter(isReady)
    const agent = ready.find((one) => !isAwaited(one)) ?? ready[0]
    const index = agent === undefined ? undefined : next(agent)
    if (agent === undefined || index === undefined) throw new Error('a recording that waits for itself')
    const isBehind = written.some((_, other) => of(seen[index], other) > of(brought[agent], other))
    if (isBehind) brought[agent] = [...written]
    written[agent] = of(written, agent) + 1
    order.push(index)
  }
  return order
}
