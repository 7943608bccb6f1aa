import { type Recording, seenBefore } from '../recordings/recording.ts'

/**
 * A recording as a list of characters that are never removed, only marked: an account of people writing at the
 * same time that knows nothing of steps, mappings or rebasing.
 */
export interface Tombstones {
  /** How many edits of others this person was not brought yet. */
  missedBy(agent: number): number
  /** From now on this person knows every edit that is written. */
  bringUpToDate(agent: number): void
  /** True when this person lacks edits that the author of this one had seen. */
  mustCatchUp(index: number): boolean
  /** What this person sees: their own edits and those they were brought. */
  textFor(agent: number): string
  /** What everybody sees in the end. */
  text(): string
  /**
   * Writes the next edit, and answers where its author has to do it in what they see now, which may be more
   * than the recording's author saw; undefined when there is nothing left to delete.
   */
  write(index: number): KeyPress | undefined
}

/** A key to press with the caret `at` code units into the text: a character, or Backspace. */
export interface KeyPress {
  readonly at: number
  readonly key: string
}

interface Edit {
  readonly agent: number
  readonly number: number
}

interface Character extends Edit {
  readonly text: string
  readonly deletedBy: Edit[]
}

/** Reads edits of one inserted or one deleted character each; throws at any other. */
export function createTombstones(recording: Recording): Tombstones {
  const { txns, numAgents } = recording
  const seen = seenBefore(recording)
  const list: Character[] = []
  const counts = Array.from({ length: numAgents }, () => 0)
  // known[a][b]: how many edits of b this replay has brought to a.
  const known = counts.map(() => [...counts])

  const isVisible = (character: Character, knows: (edit: Edit) => boolean): boolean =>
    knows(character) && !character.deletedBy.some(knows)
  const knownTo =
    (agent: number, upTo: readonly number[]) =>
    (edit: Edit): boolean =>
      edit.agent === agent || edit.number < (upTo[edit.agent] ?? 0)
  const now = (agent: number) => knownTo(agent, known[agent] ?? [])
  const join = (characters: readonly Character[]): string => characters.map(({ text }) => text).join('')

  /** Behind the `count`th of the visible characters. */
  function placeAfter(count: number, knows: (edit: Edit) => boolean): number {
    let place = 0
    for (let left = count; left > 0; place++) {
      const character = list[place]
      if (!character) throw new Error('an edit beyond the end of its text')
      if (isVisible(character, knows)) left -= 1
    }
    return place
  }

  function refuseTie(place: number, knew: (edit: Edit) => boolean): void {
    for (const character of list.slice(place)) {
      if (isVisible(character, knew)) return
      if (!knew(character)) throw new Error('two people wrote at one place: this account has no order for it')
    }
  }

  function write(index: number): KeyPress | undefined {
    const txn = txns[index]
    const [patch] = txn?.patches ?? []
    if (!txn || !patch || txn.patches.length > 1) throw new Error(`edit ${index} is not one key`)
    const [position, deleted, inserted] = patch
    const { agent } = txn
    const edit = { agent, number: counts[agent] ?? 0 }
    counts[agent] = edit.number + 1
    const knew = knownTo(agent, seen[index] ?? [])
    const visibleBefore = (place: number): number =>
      join(list.slice(0, place).filter((character) => isVisible(character, now(agent)))).length

    if (deleted === 1 && inserted === '') {
      const place = placeAfter(position + 1, knew)
      const target = list[place - 1]
      if (!target) throw new Error('nothing to delete')
      const press = { at: visibleBefore(place), key: 'Backspace' }
      const isThere = isVisible(target, now(agent))
      target.deletedBy.push(edit)
      return isThere ? press : undefined
    }
    if (deleted > 0 || [...inserted].length !== 1) throw new Error(`edit ${index} is not one key`)
    const place = placeAfter(position, knew)
    refuseTie(place, knew)
    const press = { at: visibleBefore(place), key: inserted === '\n' ? 'Enter' : inserted }
    list.splice(place, 0, { ...edit, text: inserted, deletedBy: [] })
    return press
  }

  return {
    missedBy: (agent) =>
      counts.reduce(
        (sum, count, other) => (other === agent ? sum : sum + count - (known[agent]?.[other] ?? 0)),
        0,
      ),
    bringUpToDate(agent) {
      known[agent] = [...counts]
    },
    mustCatchUp(index) {
      const agent = txns[index]?.agent ?? 0
      return (seen[index] ?? []).some(
        (count, other) => other !== agent && count > (known[agent]?.[other] ?? 0),
      )
    },
    textFor: (agent) => join(list.filter((character) => isVisible(character, now(agent)))),
    text: () => join(list.filter(({ deletedBy }) => deletedBy.length === 0)),
    write,
  }
}
