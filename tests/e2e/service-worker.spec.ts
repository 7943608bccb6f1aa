import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import { connectionWords } from '../../web/connection-words.ts'
import { test } from '../support/e2e.ts'

const ASSETS = join(import.meta.dirname, '../../dist/web/assets')

/** What a browser is sent instead of a file, and the names of emoji, which are kept once somebody has asked for them. */
const ON_REQUEST = /\.(br|gz)$|^emoji-/

test.use({ serviceWorkers: 'allow', serverSettings: {} })

test('the browser keeps exactly the hashed files of the build, and the open page stays as it is', async ({
  page,
  scene,
}) => {
  await page.goto(scene.address(await scene.write()))
  await untilKept(page)
  const kept = await page.evaluate(async () => {
    const names = await caches.keys()
    const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()))
    return { names, paths: requests.flat().map(({ url }) => new URL(url).pathname) }
  })
  expect(kept.names).toHaveLength(1)
  expect(kept.paths.sort()).toEqual(
    readdirSync(ASSETS)
      .filter((file) => !ON_REQUEST.test(file))
      .map((file) => `/assets/${file}`)
      .sort(),
  )
  expect(await page.evaluate(() => navigator.serviceWorker.controller)).toBeNull()
})

test('with the server gone the page still comes, under the same content policy', async ({ page, scene }) => {
  const address = scene.address(await scene.write())
  const served = await page.goto(address)
  await untilKept(page)
  await scene.server.kill9()

  const kept = await page.goto(address)
  expect(kept?.fromServiceWorker()).toBe(true)
  expect(kept?.headers()['content-security-policy']).toBe(served?.headers()['content-security-policy'])
  await expect(page.locator('sp-document-header .home-link')).toBeVisible()
  await page.goto(new URL('/connection', address).href)
  await expect(page.getByText(connectionWords.verdicts.noServer)).toBeVisible()
})

/** Waits until the worker has its files and would serve the next navigation. */
async function untilKept(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready
    if (active?.state === 'activated') return
    await new Promise<void>((resolve) => {
      active?.addEventListener('statechange', () => active.state === 'activated' && resolve())
    })
  })
}
