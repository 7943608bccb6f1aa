import { createHash } from 'node:crypto'
import type { PersonId } from '../document/protocol/ids.ts'
import { COLOURS, type Me } from '../document/protocol/person.ts'
import type { Language } from '../document/words/language.ts'
import { ENGLISH_ANIMALS, ENGLISH_MANNERS, GERMAN_ANIMALS, GERMAN_MANNERS } from './guest-words.ts'

/**
 * The name and colour of somebody who has not chosen any. Made from the id alone, so that nothing has to be
 * stored for a person who only looks and every process gives the same answer.
 */
export function guestFor(id: PersonId): Me {
  const hash = hashOf(id)
  const [manner, animal] = [hash.readUInt16BE(0), hash.readUInt16BE(2)]
  const name = languageIn(hash) === 'de' ? inGerman(manner, animal) : inEnglish(manner, animal)
  return { id, name, colour: hash.readUInt16BE(4) % COLOURS }
}

/** One id in so many has a German name; so a cookie from before there were any hardly ever changes its name. */
const GERMAN_ONE_IN = 64
/** How many ids are drawn at once: two of three times one of them has a German name. */
const DRAWN_AT_ONCE = 64
/** More than anybody needs to meet one of these: fewer than one visitor in a million gets the other language. */
const MOST_DRAWS = 16

/**
 * An id whose guest name is in this language, of as many as are drawn until there is one. The id alone then says it,
 * and nothing is stored.
 */
export function drawGuest(language: Language, draw: (count: number) => PersonId[]): PersonId {
  const isFit = (id: PersonId): boolean => languageIn(hashOf(id)) === language
  const atOnce = language === 'de' ? DRAWN_AT_ONCE : 1
  let ids = draw(atOnce)
  for (let draws = 1; draws < MOST_DRAWS && !ids.some(isFit); draws++) ids = draw(atOnce)
  return ids.find(isFit) ?? (ids[0] as PersonId)
}

function hashOf(id: PersonId): Buffer {
  return createHash('sha256').update(id).digest()
}

function languageIn(hash: Buffer): Language {
  return hash.readUInt8(6) % GERMAN_ONE_IN === 0 ? 'de' : 'en'
}

function inEnglish(manner: number, animal: number): string {
  return `${pick(ENGLISH_MANNERS, manner)} ${pick(ENGLISH_ANIMALS, animal)}`
}

function inGerman(manner: number, animal: number): string {
  const { name, ending } = pick(GERMAN_ANIMALS, animal)
  return `${pick(GERMAN_MANNERS, manner)}${ending} ${name}`
}

function pick<T>(words: readonly T[], number: number): T {
  return words[number % words.length] as T
}
