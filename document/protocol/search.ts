import * as v from 'valibot'
import { DocumentId } from './ids.ts'

/** The longest text that is searched for. */
export const MAX_QUERY = 200

/** The most documents one answer names, and how many it names when `limit` is left out. */
export const MAX_FOUND = 50
export const FOUND = 20

/** A stretch of a found text: a hit, or what stands around one. Plain text, never HTML. */
export const FoundPart = v.object({ text: v.string(), isHit: v.boolean() })
export type FoundPart = v.InferOutput<typeof FoundPart>

/** A document that was found. */
export const FoundDocument = v.object({
  id: DocumentId,
  /** The whole title. */
  title: v.array(FoundPart),
  /** The best stretch of the text; without a hit when only the title has one. */
  snippet: v.array(FoundPart),
  /** Milliseconds since 1970. */
  updatedAt: v.number(),
})
export type FoundDocument = v.InferOutput<typeof FoundDocument>

/** `GET /api/search?q=`: the best first. */
export const SearchResults = v.object({ results: v.array(FoundDocument) })
export type SearchResults = v.InferOutput<typeof SearchResults>
