import { expect } from '@playwright/test'
import { words } from '../../web/words.ts'
import { untilAllAgree } from '../support/agreement.ts'
import { test } from '../support/e2e.ts'
import { blockTexts, type Person } from '../support/people.ts'
import { openTcpProxy } from '../support/tcp-proxy.ts'
import { expectTokens, tokens } from '../support/tokens.ts'

const TOKENS = 52
const SAME_SPOT = 20

test('somebody who was cut off while both typed 200 characters comes back to all of them', async ({
  scene,
}) => {
  const { server, visitor } = scene
  const proxy = await openTcpProxy(server.port)
  try {
    const document = await scene.write()
    const [ann, bob] = [await scene.join(document), await scene.join(document, { port: proxy.port })]
    await ann.putCaret(3)
    await typeAll(ann, ['m1;', 'Enter', 'm2;'])
    await expect.poll(() => bob.text()).toBe('m1;\nm2;')

    proxy.cut()
    // At one spot first, the end of the first line, and then each in a line of their own.
    const spot = 3 + 'm1;'.length
    for (const person of [ann, bob]) await person.putCaret(spot)
    await Promise.all([
      typeAll(ann, tokens('a', SAME_SPOT)),
      typeAll(bob, [...tokens('b', SAME_SPOT), 'Control+End', 'Enter']),
    ])
    await Promise.all([
      typeAll(ann, tokens('a', TOKENS - SAME_SPOT, SAME_SPOT + 1)),
      typeAll(bob, tokens('b', TOKENS - SAME_SPOT, SAME_SPOT + 1)),
    ])
    await expect(bob.page.locator('sp-save-state')).toHaveText(words.save.offlineKept)
    expect(await bob.text()).not.toContain('a1;')
    await ann.untilSaved()

    proxy.restore()
    const doc = await untilAllAgree(visitor, document, [ann, bob])
    expectTokens(doc, { m: 2, a: TOKENS, b: TOKENS })
    const [first, ...rest] = blockTexts(doc)
    const [fromAnn, fromBob] = [tokens('a', TOKENS).join(''), tokens('b', SAME_SPOT).join('')]
    expect([`m1;${fromAnn}${fromBob}`, `m1;${fromBob}${fromAnn}`]).toContain(first)
    expect(rest).toEqual(['m2;', tokens('b', TOKENS - SAME_SPOT, SAME_SPOT + 1).join('')])
  } finally {
    await proxy.close()
  }
})

/** Tokens are typed and names of keys are pressed. */
async function typeAll(person: Person, keys: readonly string[]): Promise<void> {
  for (const key of keys) await (key.endsWith(';') ? person.type(key) : person.press(key))
}
