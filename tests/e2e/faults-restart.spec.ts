import { expect } from '@playwright/test'
import { words } from '../../web/words.ts'
import { untilAllAgree } from '../support/agreement.ts'
import { test } from '../support/e2e.ts'
import type { Person } from '../support/people.ts'
import { expectTokens, tokens } from '../support/tokens.ts'

const TOKENS = 50
/** With a server, without one, and so on, in turns of so many tokens. */
const TURN = 10

test.use({ serverSettings: {} })

test('a server killed twice under two typing people, and started again, loses and repeats nothing', async ({
  scene,
}) => {
  const { server, visitor } = scene
  const document = await scene.write()
  const [ann, bob] = await Promise.all([scene.join(document), scene.join(document)])
  for (const person of [ann, bob]) await person.putCaret(3)

  const bobWrites = typeAll(bob, tokens('b', TOKENS))
  for (let first = 1; first <= TOKENS; first += TURN) {
    await typeAll(ann, tokens('a', TURN, first))
    const isUp = (first - 1) % (2 * TURN) === 0
    if (isUp && first + TURN < TOKENS) await server.kill9()
    if (isUp) continue
    await expect(ann.page.locator('sp-save-state')).not.toHaveText(words.save.saved)
    await server.start()
  }
  await bobWrites
  expectTokens(await untilAllAgree(visitor, document, [ann, bob]), { a: TOKENS, b: TOKENS })
})

async function typeAll(person: Person, typed: readonly string[]): Promise<void> {
  for (const token of typed) await person.type(token)
}
