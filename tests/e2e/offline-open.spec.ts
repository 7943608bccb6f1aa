import { expect, type Page } from '@playwright/test'
import { words } from '../../web/words.ts'
import { untilAllAgree } from '../support/agreement.ts'
import { test } from '../support/e2e.ts'
import { homeOf } from '../support/home.ts'
import { drive, untilEditable } from '../support/people.ts'
import { expectTokens, tokens } from '../support/tokens.ts'

const COUNT = 10

test.use({ serviceWorkers: 'allow', serverSettings: {} })

test('with the server gone a document opens from this device, is written in, closed, opened again, and lands', async ({
  scene,
  context,
}) => {
  const { server, visitor } = scene
  const document = await scene.write()
  const address = scene.address(document)
  const open = async () => {
    const page = await context.newPage()
    await page.goto(address)
    await untilEditable(page)
    return drive(page, context)
  }

  const online = await open()
  await online.putCaret(3)
  await online.type(tokens('a', COUNT).join(''))
  await online.untilSaved()
  await untilKept(online.page, `a${COUNT};`)
  await online.page.close()
  await server.kill9()

  const offline = await open()
  expectTokens(await offline.doc(), { a: COUNT })
  await offline.putCaretBehind(`a${COUNT};`)
  await offline.type(tokens('a', COUNT, 1 + COUNT).join(''))
  await expect(offline.page.locator('header.top')).toContainText('saved on this device')
  await offline.page.close()

  const home = await context.newPage()
  await home.goto(homeOf(scene))
  await home.getByRole('button', { name: words.home.copyKept }).click()
  await expect(home.getByRole('button', { name: words.home.copiedKept })).toBeVisible()
  await home.close()

  const again = await open()
  await expect.poll(again.text).toContain(`a${2 * COUNT};`)
  await server.start()
  const bob = await scene.join(document)
  expectTokens(await untilAllAgree(visitor, document, [again, bob]), { a: 2 * COUNT })
})

/** Waits until the worker has the pages, and this device a copy of the document that ends with `text`. */
async function untilKept(page: Page, text: string): Promise<void> {
  await page.evaluate(async () => void (await navigator.serviceWorker.ready))
  await expect
    .poll(() => page.evaluate(newestCopy), 'the copy of the document on this device')
    .toContain(text)
}

function newestCopy(): Promise<string> {
  return new Promise((resolve) => {
    const opening = indexedDB.open('samepage')
    opening.onsuccess = () => {
      const copies = opening.result.transaction('bases').objectStore('bases').getAll()
      copies.onsuccess = () => resolve(JSON.stringify(copies.result))
    }
  })
}
