import { expect, type Page } from '@playwright/test'
import { untilAllAgree } from '../support/agreement.ts'
import { processesOf, stopProcesses } from '../support/browser-processes.ts'
import { test } from '../support/e2e.ts'
import { homeOf } from '../support/home.ts'
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
      // Tools that are still being fetched would hold all six connections that a browser has, and none can be called off.
      await untilToolsAreThere(ann.page)

      const asleep = stopProcesses(await processesOf(laptop))
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

test('back from another page, by the browser’s cache, a document is up to date and can be written in', async ({
  scene,
  playwright,
  launchOptions,
}) => {
  // Playwright's own browser keeps no page for Back.
  const ignoreDefaultArgs = ['--disable-back-forward-cache']
  const keeping = await playwright.chromium.launch({ ...launchOptions, ignoreDefaultArgs })
  try {
    const document = await scene.write()
    const ann = await openPerson(keeping, scene.address(document))
    const bob = await scene.join(document)
    for (const person of [ann, bob]) await person.putCaret(3)
    await typeAll(ann, tokens('a', TOKENS))
    await ann.untilSaved()
    await noteReturns(ann.page)
    await ann.page.goto(homeOf(scene))
    for (let round = 1; round <= 2; round++) {
      await typeAll(bob, tokens('b', TOKENS, TOKENS * (round - 1) + 1))
      await bob.untilSaved()
      await travel(ann.page, 'back')
      await expect.poll(() => returns(ann.page)).toBe(round)
      await expect.poll(() => ann.text()).toContain(`b${round * TOKENS};`)
      await ann.putCaretBehind(`a${round * TOKENS};`)
      await typeAll(ann, tokens('a', TOKENS, round * TOKENS + 1))
      // A browser keeps no page that is still writing.
      await ann.untilSaved()
      if (round === 1) await travel(ann.page, 'forward')
    }
    const doc = await untilAllAgree(scene.visitor, document, [ann, bob])
    expectTokens(doc, { a: 3 * TOKENS, b: 2 * TOKENS })
  } finally {
    await keeping.close()
  }
})

/** As the browser's own button does; Playwright waits for a load that a kept page does not have. */
async function travel(page: Page, where: 'back' | 'forward'): Promise<void> {
  const before = page.url()
  await page.evaluate((to) => history[to](), where)
  await expect.poll(() => page.url()).not.toBe(before)
}

/** The last things that a page fetches by itself. */
function untilToolsAreThere(page: Page): Promise<unknown> {
  return page.waitForFunction(() => {
    const fetched = performance.getEntriesByType('resource').map(({ name }) => name)
    return ['uploads', 'open-bubbles', 'turn-into'].every((tool) =>
      fetched.some((name) => name.includes(`/assets/${tool}-`)),
    )
  })
}

/** Counts how often the browser shows this very page again. */
function noteReturns(page: Page): Promise<void> {
  return page.evaluate(() => {
    Object.assign(window, { returns: 0 })
    addEventListener('pageshow', ({ persisted }) => {
      if (persisted) Object.assign(window, { returns: (Reflect.get(window, 'returns') as number) + 1 })
    })
  })
}

function returns(page: Page): Promise<number> {
  return page.evaluate(() => Reflect.get(window, 'returns') as number)
}

async function typeAll(person: Person, typed: readonly string[]): Promise<void> {
  for (const token of typed) await person.type(token)
}
