import { expect } from '@playwright/test'
import { untilAllAgree } from '../support/agreement.ts'
import { test } from '../support/e2e.ts'
import { blockTexts, type Person } from '../support/people.ts'
import { createRandom, type Random } from '../support/random.ts'
import { expectTokens, tokens } from '../support/tokens.ts'

const TOKENS = 30
const LINE = 7
const SLOWEST_MS = 10

test('two people type at once, in one paragraph and in two, and every word is there once', async ({ scene }, {
  repeatEachIndex,
}) => {
  const random = createRandom(20_251 + repeatEachIndex)
  console.log(`seed ${random.seed}`)
  const document = await scene.write()
  const [ann, bob] = await Promise.all([scene.join(document), scene.join(document)])

  for (const person of [ann, bob]) await person.putCaret(3)
  await Promise.all([typeLines(ann, 'a', random), typeLines(bob, 'b', random)])
  const first = await untilAllAgree(scene.visitor, document, [ann, bob])
  expectTokens(first, { a: TOKENS, b: TOKENS })
  expect(blockTexts(first).length).toBeGreaterThan(TOKENS / LINE)

  await ann.press('Control+Home')
  await ann.press('ArrowDown')
  await ann.press('Home')
  await bob.press('Control+End')
  await Promise.all([typeLines(ann, 'c', random), typeLines(bob, 'd', random)])
  const last = await untilAllAgree(scene.visitor, document, [ann, bob])
  expectTokens(last, { a: TOKENS, b: TOKENS, c: TOKENS, d: TOKENS })
  expect(blockTexts(last)[0]).toMatch(/^c1;/)
  expect(blockTexts(last).at(-1)).toMatch(new RegExp(`d${TOKENS};$`))
})

async function typeLines(person: Person, author: string, random: Random): Promise<void> {
  for (const [index, token] of tokens(author, TOKENS).entries()) {
    if (index > 0 && index % LINE === 0) await person.press('Enter')
    await person.type(token, random.int(SLOWEST_MS))
  }
}
