/** What happened in a run, so that a suite can show that it was not vacuous. */
export interface Tally {
  commits: number
  rebased: number
  dropped: number
  corrected: number
  repeats: number
  reloads: number
  restarts: number
  joins: number
  kills: number
  absences: number
  typed: number
  undone: number
  /** Moves that others' commits came before. */
  moved: number
  /** Steps around a gap that delete, too, and that others' commits came before. */
  pasted: number
  /** Blocks that one moved to where another pasted over something at the same moment. */
  collisions: number
  /** Pages that ended without a goodbye. */
  crashes: number
  /** Pages that began with the work of another one. */
  adopted: number
  /** Pages that woke up and found their work taken over. */
  zombies: number
  /** Commits that found no space. */
  unstored: number
  /** Folders put back. */
  putBack: number
  /** Pages that stood on a log that was gone. */
  resets: number
}

/** A tally of nothing. */
export function emptyTally(): Tally {
  return {
    commits: 0,
    rebased: 0,
    dropped: 0,
    corrected: 0,
    repeats: 0,
    reloads: 0,
    restarts: 0,
    joins: 0,
    kills: 0,
    absences: 0,
    typed: 0,
    undone: 0,
    moved: 0,
    pasted: 0,
    collisions: 0,
    crashes: 0,
    adopted: 0,
    zombies: 0,
    unstored: 0,
    putBack: 0,
    resets: 0,
  }
}

/** Adds one run to a sum. */
export function addTally(total: Tally, run: Tally): void {
  for (const key of Object.keys(total) as (keyof Tally)[]) total[key] += run[key]
}
