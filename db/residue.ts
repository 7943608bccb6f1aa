import type Database from 'better-sqlite3'
import type { Step } from 'prosemirror-transform'
import * as v from 'valibot'
import { describeLost, groupByReason } from '../document/commit/lost-text.ts'
import type { DroppedStep } from '../document/commit/place.ts'
import type { WireStep } from '../document/commit/wire-steps.ts'
import { KEPT_TEXT_MS } from '../document/protocol/limits.ts'
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

const Row = v.object({
  ...ResidueItem.entries,
  step: v.nullable(v.string()),
  dismissedAt: v.nullable(v.number()),
})

/** What the table needs from outside. */
export interface ResidueDeps {
  readonly database: Database.Database
  readonly now: () => number
}

/** Prepares the statements once; they live as long as the database. */
export function createResidueTable({ database, now }: ResidueDeps): ResidueTable {
  const insert = database.prepare(
    'INSERT INTO residue (document, person, seq, commit_id, reason, text, step, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  )
  const next = database.prepare(
    `SELECT r.n, r.seq, r.commit_id AS "commit", r.reason, r.text, r.step, r.at, r.dismissed_at AS dismissedAt
     FROM residue r JOIN documents d ON d.key = r.document JOIN people p ON p.key = r.person
     WHERE d.id = ? AND p.id = ? AND r.n > ? AND coalesce(r.dismissed_at >= ?, 1) ORDER BY r.n LIMIT 1`,
  )
  const hasMore = database
    .prepare(
      `SELECT 1 FROM residue r JOIN documents d ON d.key = r.document JOIN people p ON p.key = r.person
       WHERE d.id = ? AND p.id = ? AND r.n > ? AND coalesce(r.dismissed_at >= ?, 1) LIMIT 1`,
    )
    .pluck()
  const dismiss = database.prepare(
    `UPDATE residue SET dismissed_at = ?
     WHERE n = ? AND dismissed_at IS NULL AND document = (SELECT key FROM documents WHERE id = ?)
     AND person = (SELECT key FROM people WHERE id = ?)`,
  )
  const forget = database.prepare('DELETE FROM residue WHERE dismissed_at < ?')
  /** Of what was put aside, only what was so lately is told. */
  const since = (withDismissed: boolean): number =>
    withDismissed ? now() - KEPT_TEXT_MS : Number.POSITIVE_INFINITY
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
    list(document, person, page = {}) {
      const { after = 0, withDismissed = false, limit = Number.POSITIVE_INFINITY } = page
      let left = page.size ?? Number.POSITIVE_INFINITY
      const items: ResidueItem[] = []
      const from = since(withDismissed)
      // Row by row: a page holds little of what there may be. `iterate` would throw a statement away.
      while (items.length < limit && left > 0) {
        const row = next.get(document, person, items.at(-1)?.n ?? after, from)
        if (row === undefined) break
        items.push(toItem(row))
        left -= sizeOf(row)
      }
      return items
    },
    hasMore: (document, person, { after, withDismissed }) =>
      hasMore.get(document, person, after, since(withDismissed)) !== undefined,
    dismiss: (document, person, n) => dismiss.run(now(), n, document, person).changes > 0,
    forget(now) {
      forget.run(now - KEPT_TEXT_MS)
    },
  }
}

function sizeOf(row: unknown): number {
  const { text, step } = row as v.InferOutput<typeof Row>
  return text.length + (step?.length ?? 0)
}

function toItem(row: unknown): ResidueItem {
  const { step, dismissedAt, ...rest } = v.parse(Row, row)
  return v.parse(ResidueItem, {
    ...rest,
    ...(step === null ? {} : { step: JSON.parse(step) }),
    ...(dismissedAt === null ? {} : { dismissedAt }),
  })
}
