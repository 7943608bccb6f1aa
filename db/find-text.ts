import type Database from 'better-sqlite3'
import type { DocumentId, PersonId } from '../document/protocol/ids.ts'
import type { FoundDocument } from '../document/protocol/search.ts'
import { ELLIPSIS, markHits, snippetOf } from '../document/text/found-parts.ts'
import { readSearch } from '../document/text/search-query.ts'
import { type SoughtWords, wordsOf } from '../document/text/sought-words.ts'
import { putTogether } from '../document/text/unspaced.ts'
import { ROOM_BITS } from './text-parts.ts'

/** The person's documents that hold what was typed, the best first; those in the trash are left out. */
export type FindText = (person: PersonId, typed: string, limit: number) => FoundDocument[]

/** The most characters of a title that an answer shows. */
const SHOWN_TITLE = 300
/** Documents whose keys are at most so far apart are asked for together. */
const GAP = 16

const ROOM = 2 ** ROOM_BITS

/** A document of the person, and what is found of it: by each word, the parts that hold it. */
interface Candidate {
  readonly key: number
  readonly updatedAt: number
  readonly title: string
  /** How many words each part holds. */
  readonly parts: Map<number, number>
  /** The last word, by its index, that was found in it. */
  lastWord: number
}

/** Rowids of the full-text table from the first to the last. */
type Range = readonly [from: number, to: number]

/**
 * Prepares the statements once; they live as long as the database. Only the person's own documents are looked into:
 * what others wrote costs them nothing. So rank is our own, as FTS5's counts a word in everybody's text.
 */
export function createFindText(database: Database.Database): FindText {
  const mine = database.prepare(
    `SELECT d.key, d.updated_at AS updatedAt, substr(d.title, 1, ${SHOWN_TITLE}) AS title FROM visits v
       JOIN documents d ON d.key = v.document AND d.trashed_at IS NULL
     WHERE v.person = (SELECT key FROM people WHERE id = ?) AND v.removed_at IS NULL ORDER BY d.key`,
  )
  const hits = database
    .prepare('SELECT rowid FROM text_parts WHERE text_parts MATCH ? AND rowid BETWEEN ? AND ?')
    .pluck()
  const show = database.prepare(
    `SELECT d.id, d.updated_at AS updatedAt, d.title, p.title IS NULL AS isLater, p.body
     FROM text_parts p JOIN documents d ON d.key = p.rowid >> ${ROOM_BITS} WHERE p.rowid = ?`,
  )

  /** The rows of these documents that match, and some of others between them. */
  const match = (fts: string, ranges: readonly Range[]): number[] =>
    ranges.flatMap(([from, to]) => hits.all(fts, from, to) as number[])

  return (person, typed, limit) => {
    const query = readSearch(typed)
    if (!query) return []
    const rows = mine.all(person) as Pick<Candidate, 'key' | 'updatedAt' | 'title'>[]
    let left = new Map(
      rows.map((row): [number, Candidate] => [row.key, { ...row, parts: new Map(), lastWord: -1 }]),
    )
    for (const [word, fts] of query.fts.entries()) {
      const ranges = isGathered(fts) ? rangesOf([...left.keys()], Infinity) : rangesOf([...left.keys()], GAP)
      for (const part of match(fts, ranges)) noteHit(left.get(Math.floor(part / ROOM)), part, word)
      left = new Map([...left].filter(([, { lastWord }]) => lastWord === word))
    }
    return best([...left.values()], query.sought, limit).map((part) =>
      present(show.get(part) as ShownRow, query.sought),
    )
  }
}

function noteHit(found: Candidate | undefined, part: number, word: number): void {
  if (!found) return
  found.parts.set(part, (found.parts.get(part) ?? 0) + 1)
  found.lastWord = word
}

/**
 * True for the beginning of a word that has no index of its own (those of two and three letters have one): FTS5 then
 * gathers all places of all words that begin so before the first answer, for each question anew.
 */
function isGathered(fts: string): boolean {
  return fts.endsWith('*') && !/^"[\p{L}\p{N}]{2,3}"\*$/u.test(fts)
}

/** Keys in ascending order as ranges of rows, those near each other as one. */
function rangesOf(keys: readonly number[], gap: number): Range[] {
  const ranges: [number, number][] = []
  for (const key of keys) {
    const last = ranges.at(-1)
    const end = key * ROOM + ROOM - 1
    if (last && key * ROOM - last[1] <= gap * ROOM) last[1] = end
    else ranges.push([key * ROOM, end])
  }
  return ranges
}

/** Of each of the best documents the part that holds most of the words, the first of them. */
function best(found: readonly Candidate[], sought: SoughtWords, limit: number): number[] {
  return found
    .map(({ title, updatedAt, parts }) => {
      const [top] = [...parts].sort(([a, words], [b, others]) => others - words || a - b)
      const inTitle = [...wordsOf(title, sought)].filter(({ isHit }) => isHit).length
      return { inTitle, updatedAt, part: top?.[0] ?? 0, words: top?.[1] ?? 0 }
    })
    .sort((a, b) => b.inTitle - a.inTitle || b.words - a.words || b.updatedAt - a.updatedAt)
    .slice(0, limit)
    .map(({ part }) => part)
}

interface ShownRow {
  readonly id: DocumentId
  readonly updatedAt: number
  readonly title: string
  /** 1 when other parts stand before this one. */
  readonly isLater: number
  readonly body: string
}

function present({ id, updatedAt, title, isLater, body }: ShownRow, sought: SoughtWords): FoundDocument {
  const snippet = snippetOf(putTogether(body), sought)
  // Each part but the last ends with the space or the line break that it was cut behind.
  const isCutBefore = isLater === 1 && snippet[0]?.text !== ELLIPSIS.text
  const isCutBehind = /\s$/.test(body) && snippet.at(-1)?.text !== ELLIPSIS.text
  const whole = [...(isCutBefore ? [ELLIPSIS] : []), ...snippet, ...(isCutBehind ? [ELLIPSIS] : [])]
  return { id, updatedAt, title: markHits(title.slice(0, SHOWN_TITLE), sought), snippet: whole }
}
