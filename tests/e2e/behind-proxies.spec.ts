import { expect } from '@playwright/test'
import { findProgram } from '../../scripts/programs.mjs'
import { words } from '../../web/words.ts'
import { NGINX_BUFFERING, NGINX_DEFAULTS } from '../proxies/fronts.ts'
import { untilAllAgree } from '../support/agreement.ts'
import { test } from '../support/e2e.ts'
import { expectTokens, tokens } from '../support/tokens.ts'

const TOKENS = 12

test('X1 people behind nginx as it comes, which replaces Host, write with one whose nginx holds streams back', async ({
  scene,
}) => {
  test.skip(!process.env['CI'] && !findProgram('nginx'), 'nginx is not on this machine')
  const { port } = scene.server
  const [front, buffering] = [await NGINX_DEFAULTS.start(port), await NGINX_BUFFERING.start(port)]
  try {
    const document = await scene.write()
    const people = [
      await scene.join(document, buffering),
      await scene.join(document, front),
      await scene.join(document, front),
    ]
    for (const person of people) await person.putCaret(3)
    const writeAll = (first: number) =>
      Promise.all(people.map((person, i) => person.type(tokens('abc'.charAt(i), TOKENS, first).join(''))))
    await writeAll(1)
    const chips = people.map(({ page }) => page.locator('sp-connection-chip'))
    await expect(chips[0] as (typeof chips)[number]).toContainText(words.connection.slow)
    await writeAll(TOKENS + 1)
    const doc = await untilAllAgree(scene.visitor, document, people)
    expectTokens(doc, { a: 2 * TOKENS, b: 2 * TOKENS, c: 2 * TOKENS })
    for (const chip of chips.slice(1)) await expect(chip).toBeEmpty()
  } finally {
    await Promise.all([front.close(), buffering.close()])
  }
})
