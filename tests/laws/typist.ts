/** Gives every typed character its own code point, so that each one can be followed to its end. */
export interface Typist {
  /** Each character and who typed it. */
  readonly typed: ReadonlyMap<string, string>
  type(count: number, who?: string): string
  /** These never came into a document. */
  forget(characters: Iterable<string>): void
}

const FIRST = 0x4e00
const LAST = 0x9fff

/** What a typist types lies between these two, both included. */
export const FIRST_TYPED = String.fromCodePoint(FIRST)
export const LAST_TYPED = String.fromCodePoint(LAST)

/** A typist whose characters are never repeated in one run. */
export function createTypist(): Typist {
  const typed = new Map<string, string>()
  let next = FIRST
  return {
    typed,
    type(count, who = '') {
      let text = ''
      for (let i = 0; i < count; i++) {
        if (next > LAST) throw new Error('a run types too much for its alphabet')
        const character = String.fromCodePoint(next++)
        typed.set(character, who)
        text += character
      }
      return text
    },
    forget(characters) {
      for (const character of characters) typed.delete(character)
    },
  }
}
