const RIGHT = '\\p{Script=Hebrew}\\p{Script=Arabic}\\p{Script=Syriac}\\p{Script=Thaana}\\p{Script=Nko}'
const LEFT_LETTER = `(?![${RIGHT}])\\p{L}`
/** Words from left to right in a line of the other direction, with the numbers and signs between them. */
const LEFT_PART = new RegExp(`${LEFT_LETTER}(?:[^${RIGHT}]*(?![${RIGHT}])[\\p{L}\\p{N}])?`, 'gu')
/** Words from right to left in a line of the other direction. */
const RIGHT_PART = new RegExp(`[${RIGHT}](?:(?:[${RIGHT}]|\\P{L})*[${RIGHT}])?`, 'gu')

/** A piece of text whose letters and signs run in one direction. */
export interface DirectedPart {
  readonly text: string
  readonly isRightToLeft: boolean
}

/**
 * A text in pieces by their direction: Word sets the signs and numbers of a run as the run says, not as the letters
 * beside them do. `isRightToLeft` is the direction of the line, which its signs at the ends follow.
 */
export function directedParts(text: string, isRightToLeft: boolean): DirectedPart[] {
  const parts: DirectedPart[] = []
  const add = (piece: string, isRight: boolean): void => {
    if (piece !== '') parts.push({ text: piece, isRightToLeft: isRight })
  }
  let at = 0
  for (const { 0: piece, index } of text.matchAll(isRightToLeft ? LEFT_PART : RIGHT_PART)) {
    add(text.slice(at, index), isRightToLeft)
    add(piece, !isRightToLeft)
    at = index + piece.length
  }
  add(text.slice(at), isRightToLeft)
  return parts
}
