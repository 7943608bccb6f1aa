import type Database from 'better-sqlite3'

/** Kills the server of a simulation between any two of its writes. */
export interface KillSwitch {
  /** The write after so many more, and all after it, fails until `happened` is asked. */
  after(writes: number): void
  happened(): boolean
}

/** The process died in the middle of a transaction. */
export class Killed extends Error {}

const WRITES = {
  people: ['INSERT'],
  clients: ['INSERT'],
  documents: ['UPDATE'],
  events: ['INSERT'],
  snapshots: ['INSERT', 'DELETE'],
  residue: ['INSERT'],
  visits: ['INSERT'],
}

/** Triggers of this connection count the writes. What a killed process had not committed is not there. */
export function createKillSwitch(database: Database.Database): KillSwitch {
  let left = Number.POSITIVE_INFINITY
  database.function('count_write', { directOnly: false }, () => {
    left -= 1
    // SQLite passes on what a function threw.
    if (left < 0) throw new Killed('killed')
    return null
  })
  for (const [table, writes] of Object.entries(WRITES)) {
    for (const write of writes) {
      const name = `count_${table}_${write}`
      database.exec(`CREATE TEMP TRIGGER ${name} AFTER ${write} ON ${table} BEGIN SELECT count_write(); END`)
    }
  }
  return {
    after(writes) {
      left = writes
    },
    happened() {
      const hasDied = left < 0
      left = Number.POSITIVE_INFINITY
      return hasDied
    },
  }
}
