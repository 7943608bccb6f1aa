import type { Node } from 'prosemirror-model'
import type { Transform } from 'prosemirror-transform'
import type { Random } from '../support/random.ts'
import type { Typist } from './typist.ts'

/** A change somebody may make; it may also do nothing, or throw where the dice fit nothing. */
export type Edit = (transform: Transform, random: Random, typist: Typist) => void

/** Anywhere in any text, the title's included. */
export function textPosition(doc: Node, random: Random): number {
  const positions: [from: number, to: number][] = []
  doc.descendants((node, at) => {
    if (node.isTextblock) positions.push([at + 1, at + 1 + node.content.size])
  })
  const [from, to] = random.pick(positions)
  return from + random.int(to - from + 1)
}

/** From somewhere in a text on, over block borders too. */
export function range(doc: Node, random: Random, longest: number): [number, number] {
  const from = textPosition(doc, random)
  return [from, Math.min(doc.content.size, from + 1 + random.int(longest))]
}

/** A node and where it stands. */
export interface Place {
  readonly node: Node
  readonly at: number
}

/** Every node that `fits`, with its place. */
export function placesOf(doc: Node, fits: (node: Node, parent: Node | null) => boolean): Place[] {
  const places: Place[] = []
  doc.descendants((node, at, parent) => {
    if (fits(node, parent)) places.push({ node, at })
  })
  return places
}

/** Any place before, between or after blocks. */
export function blockBorder(doc: Node, random: Random): number {
  const { node, at } = random.pick(placesOf(doc, ({ isBlock }) => isBlock))
  return random.chance(0.5) ? at : at + node.nodeSize
}
