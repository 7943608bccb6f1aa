import { expect, test } from 'vitest'
import type { Caret } from '../../../web/editor/carets.ts'
import { caretToFollow } from '../../../web/follow/caret-to-follow.ts'

function caret(client: string, person: string, moves: number): Caret {
  return { client, person, name: person, colour: 1, anchor: 1, head: 1, moves }
}

const carets = [caret('page-a', 'Ann', 1), caret('page-b', 'Bob', 4), caret('page-c', 'Bob', 2)]
const followed = (seen: [string, number][], client?: string) =>
  caretToFollow(carets, 'Bob', new Map(seen), client)?.client

test('of a person with two pages the one is followed in which they do something', () => {
  expect(followed([])).toBe('page-b')
  const still: [string, number][] = [
    ['page-b', 4],
    ['page-c', 2],
  ]
  expect(followed(still, 'page-c')).toBe('page-c')
  expect(followed([still[0] ?? ['', 0], ['page-c', 1]], 'page-b')).toBe('page-c')
  // Where both move, the eye stays where it is.
  expect(followed([], 'page-c')).toBe('page-c')
})

test('who has no caret cannot be gone to', () => {
  expect(caretToFollow(carets, 'Eve', new Map(), undefined)).toBeUndefined()
})
