import { expect } from '@playwright/test'
import { untilAllAgree } from '../support/agreement.ts'
import { processesOf, stopProcesses } from '../support/browser-processes.ts'
import { test } from '../support/e2e.ts'
import { openPerson, type Person } from '../support/people.ts'
import { openTcpProxy } from '../support/tcp-proxy.ts'
import { expectTokens, tokens } from '../support/tokens.ts'

const TOKENS = 10

test.describe('with heartbeats each second', () => {
  test.use({ serverSettings: { SAMEPAGE_HEARTBEAT: '1' } })

  test('a laptop that sleeps, and wakes on a line that has died meanwhile, comes to everything that happened', async ({
    scene,
    playwright,
    launchOptions,
  }) => {
    const laptop = await playwright.chromium.launch(launchOptions)
    const proxy = await openTcpProxy(scene.server.port)
    try {
      const document = await scene.write()
      const ann = await openPerson(laptop, scene.address(document, { port: proxy.port }))
      const bob = await scene.join(document)
      for (const person of [ann, bob]) await person.putCaret(3)
      await typeAll(ann, tokens('a', TOKENS))
      await ann.untilSaved()

      const asleep = stopProcesses(await processesOf(laptop, 'all'))
      proxy.strand('both')
      await typeAll(bob, tokens('b', 3 * TOKENS))
      await bob.untilSaved()
      asleep.goOn()

      await expect.poll(() => ann.text()).toContain(`b${3 * TOKENS};`)
      await typeAll(ann, tokens('a', TOKENS, TOKENS + 1))
      const doc = await untilAllAgree(scene.visitor, document, [ann, bob])
      expectTokens(doc, { a: 2 * TOKENS, b: 3 * TOKENS })
    } finally {
      await proxy.close()
      await laptop.close()
    }
  })
})

async function typeAll(person: Person, typed: readonly string[]): Promise<void> {
  for (const token of typed) await person.type(token)
}
