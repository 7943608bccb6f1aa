import type { Caret } from '../editor/carets.ts'

/**
 * Which caret of a person with several pages is followed: the one of `client` if it has moved, else another one that
 * has, else that of `client`, else any. `seen` has the `moves` of each page when it was looked at last. Undefined
 * when the person has no caret.
 */
export function caretToFollow(
  carets: readonly Caret[],
  person: string,
  seen: ReadonlyMap<string, number>,
  client: string | undefined,
): Caret | undefined {
  const own = carets.filter((caret) => caret.person === person)
  const moved = own.filter((caret) => seen.get(caret.client) !== caret.moves)
  const same = (each: Caret): boolean => each.client === client
  return moved.find(same) ?? moved[0] ?? own.find(same) ?? own[0]
}
