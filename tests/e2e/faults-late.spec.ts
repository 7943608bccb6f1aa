import { expect } from '@playwright/test'
import { untilAllAgree } from '../support/agreement.ts'
import { test } from '../support/e2e.ts'
import type { Person } from '../support/people.ts'
import { expectTokens, tokens } from '../support/tokens.ts'

const BEFORE = 20
const TOGETHER = 20

test('a third who opens the document while two type has what they have, and can join in', async ({
  scene,
}) => {
  const document = await scene.write()
  const [ann, bob] = await Promise.all([scene.join(document), scene.join(document)])
  for (const person of [ann, bob]) await person.putCaret(3)
  let isThere = false
  // The two go on until the third has opened, so that the opening falls among their words.
  const writeOn = async (person: Person, author: string): Promise<number> => {
    let count = 0
    while (count < BEFORE || !isThere) {
      count += 1
      await person.type(`${author}${count};`)
    }
    return count
  }
  const writing = Promise.all([writeOn(ann, 'a'), writeOn(bob, 'b')])
  await expect.poll(() => ann.text()).toMatch(/b3;/)
  const cem = await scene.join(document)
  isThere = true
  const [fromAnn, fromBob] = await writing

  await cem.putCaret(3)
  await Promise.all([
    typeAll(cem, tokens('c', TOGETHER)),
    typeAll(ann, tokens('a', TOGETHER, fromAnn + 1)),
    typeAll(bob, tokens('b', TOGETHER, fromBob + 1)),
  ])
  const doc = await untilAllAgree(scene.visitor, document, [ann, bob, cem])
  expectTokens(doc, { a: fromAnn + TOGETHER, b: fromBob + TOGETHER, c: TOGETHER })
})

async function typeAll(person: Person, typed: readonly string[]): Promise<void> {
  for (const token of typed) await person.type(token)
}
