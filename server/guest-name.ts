import { createHash } from 'node:crypto'
import type { PersonId } from '../document/protocol/ids.ts'
import { COLOURS, type Me } from '../document/protocol/person.ts'

const MANNERS = [
  'Amber',
  'Bold',
  'Brave',
  'Bright',
  'Calm',
  'Cheerful',
  'Clever',
  'Coral',
  'Curious',
  'Eager',
  'Gentle',
  'Golden',
  'Happy',
  'Honest',
  'Jolly',
  'Keen',
  'Kind',
  'Lively',
  'Lucky',
  'Mellow',
  'Merry',
  'Nimble',
  'Patient',
  'Quick',
  'Quiet',
  'Silver',
  'Sunny',
  'Swift',
  'Tidy',
  'Violet',
  'Warm',
  'Wise',
] as const

const ANIMALS = [
  'Badger',
  'Bear',
  'Beaver',
  'Bison',
  'Crane',
  'Deer',
  'Dolphin',
  'Falcon',
  'Finch',
  'Fox',
  'Gecko',
  'Hare',
  'Hedgehog',
  'Heron',
  'Koala',
  'Lark',
  'Lynx',
  'Magpie',
  'Marten',
  'Otter',
  'Owl',
  'Panda',
  'Puffin',
  'Raven',
  'Robin',
  'Seal',
  'Sparrow',
  'Squirrel',
  'Swan',
  'Tortoise',
  'Walrus',
  'Wren',
] as const

/**
 * The name and colour of somebody who has not chosen any. Made from the id alone, so that nothing has to be
 * stored for a person who only looks and every process gives the same answer.
 */
export function guestFor(id: PersonId): Me {
  const hash = createHash('sha256').update(id).digest()
  const name = `${pick(MANNERS, hash.readUInt16BE(0))} ${pick(ANIMALS, hash.readUInt16BE(2))}`
  return { id, name, colour: hash.readUInt16BE(4) % COLOURS }
}

function pick(words: readonly string[], number: number): string {
  return words[number % words.length] ?? ''
}
