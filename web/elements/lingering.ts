import type { Participant } from '../../document/protocol/presence.ts'

/** How long somebody who left is still shown. A reload, and a server that starts again, are shorter. */
export const LINGER_MS = 4_000

/** Runs a task once after some milliseconds; the answer cancels it. */
type After = (ms: number, task: () => void) => () => void

/**
 * Smooths coming and going: who left is shown for a while longer, without a caret, unless they are back before.
 * Call the answer with everyone who is here; `show` gets everyone to be shown.
 */
export function createLingering(
  after: After,
  show: (participants: readonly Participant[]) => void,
): (participants: readonly Participant[]) => void {
  let here: readonly Participant[] = []
  const leaving = new Map<string, { readonly participant: Participant; readonly cancel: () => void }>()
  const tell = () => show([...here, ...[...leaving.values()].map(({ participant }) => participant)])

  function stay(person: string): void {
    leaving.get(person)?.cancel()
    leaving.delete(person)
  }

  function leave(participant: Participant): void {
    const { id } = participant.person
    if (leaving.has(id)) return
    const cancel = after(LINGER_MS, () => {
      leaving.delete(id)
      tell()
    })
    leaving.set(id, { participant: { ...participant, anchor: null, head: null }, cancel })
  }

  return (participants) => {
    const people = new Set<string>(participants.map(({ person }) => person.id))
    for (const person of people) stay(person)
    for (const one of here) if (!people.has(one.person.id)) leave(one)
    here = participants
    tell()
  }
}
