import type Database from 'better-sqlite3'
import type { Step } from 'prosemirror-transform'
import * as v from 'valibot'
import { describeLost, groupByReason } from '../document/commit/lost-text.ts'
import type { DroppedStep } from '../document/commit/place.ts'
import type { WireStep } from '../document/commit/wire-steps.ts'
import type { LostStep } from '../document/protocol/post-commit.ts'
import { ResidueItem } from '../document/protocol/residue.ts'
import type { Residue } from './store.ts'

/** Where residue comes from: one recorded commit of one person. Keys are those inside the database. */
export interface ResidueSource {
  readonly document: number
  readonly person: number
  readonly seq: number
  readonly commit: string
  readonly at: number
}

/** The table of what could not be placed. Synchronous; the caller owns the transaction. */
export interface ResidueTable extends Residue {
  /** Keeps steps the log dropped. A typed word that lost its place is one item, not one per letter. */
  keepDropped(source: ResidueSource, steps: readonly Step[], dropped: readonly DroppedStep[]): void
  /** Keeps steps the client dropped before it could send them. */
  keepLost(source: ResidueSource, lost: readonly LostStep[]): void
}

const Row = v.object({ ...ResidueItem.entries, step: v.nullable(v.string()) })

/** Prepares the statements once; they live as long as the database. */
export function createResidueTable(database: Database.Database): ResidueTable {
  const insert = database.prepare(
    'INSERT INTO residue (document, person, seq, commit_id, reason, text, step, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  )
  const list = database.prepare(
    `SELECT r.n, r.seq, r.commit_id AS "commit", r.reason, r.text, r.step, r.at
     FROM residue r JOIN documents d ON d.key = r.document JOIN people p ON p.key = r.person
     WHERE d.id = ? AND p.id = ? ORDER BY r.n`,
  )
  const remove = database.prepare(
    `DELETE FROM residue WHERE n = ? AND document = (SELECT key FROM documents WHERE id = ?)
     AND person = (SELECT key FROM people WHERE id = ?)`,
  )
  const keep = (source: ResidueSource, reason: string, text: string, step: WireStep | undefined) => {
    const { document, person, seq, commit, at } = source
    insert.run(document, person, seq, commit, reason, text, step ? JSON.stringify(step) : null, at)
  }

  return {
    keepDropped(source, steps, dropped) {
      const gone = dropped.flatMap(({ index, reason }) => {
        const step = steps[index]
        return step ? [{ step, reason }] : []
      })
      for (const { reason, steps: group } of groupByReason(gone)) {
        for (const { step, text } of describeLost(group)) keep(source, reason, text, step)
      }
    },
    keepLost(source, lost) {
      for (const { reason, text, step } of lost) keep(source, reason, text, step)
    },
    list: (document, person) =>
      list.all(document, person).map((row) => {
        const { step, ...rest } = v.parse(Row, row)
        return v.parse(ResidueItem, step === null ? rest : { ...rest, step: JSON.parse(step) })
      }),
    remove: (document, person, n) => remove.run(n, document, person).changes > 0,
  }
}
