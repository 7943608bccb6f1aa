/** What is kept of the logs for others who come by the same place, of all documents together: bytes, and pieces. */
const MEMO_BYTES = 50_331_648
const MEMO_PIECES = 4_096

/** What one document has in the memo, by names that only it knows. */
export interface Shelf<T> {
  get(name: string): T | undefined
  /** About so many bytes, in the place of what had this name before. */
  put(name: string, piece: T, bytes: number): void
  clear(): void
}

/** What was read for those who watch, of all documents. What nobody has come by for longest gives way, any time. */
export interface FrameMemo {
  shelf<T>(): Shelf<T>
}

/** How much a memo keeps. */
export interface MemoBounds {
  readonly bytes: number
  readonly pieces: number
}

interface Kept {
  readonly bytes: number
  /** Takes it off its shelf. */
  readonly remove: () => void
}

/** An empty memo. */
export function createFrameMemo(most: MemoBounds = { bytes: MEMO_BYTES, pieces: MEMO_PIECES }): FrameMemo {
  /** The one that was used longest ago first. */
  const all = new Set<Kept>()
  let bytes = 0

  function drop(kept: Kept): void {
    all.delete(kept)
    kept.remove()
    bytes -= kept.bytes
  }

  function add(kept: Kept): void {
    all.add(kept)
    bytes += kept.bytes
    for (const oldest of all) {
      if (bytes <= most.bytes && all.size <= most.pieces) return
      drop(oldest)
    }
  }

  return {
    shelf<T>(): Shelf<T> {
      const pieces = new Map<string, Kept & { readonly piece: T }>()
      return {
        get(name) {
          const kept = pieces.get(name)
          if (kept && all.delete(kept)) all.add(kept)
          return kept?.piece
        },
        put(name, piece, size) {
          const before = pieces.get(name)
          if (before) drop(before)
          const kept = { piece, bytes: size, remove: () => void pieces.delete(name) }
          pieces.set(name, kept)
          add(kept)
        },
        clear() {
          for (const kept of [...pieces.values()]) drop(kept)
        },
      }
    },
  }
}
