import { expect } from '@playwright/test'
import { words } from '../../web/words.ts'
import { untilAllAgree } from '../support/agreement.ts'
import { type Scene, test } from '../support/e2e.ts'
import type { Person } from '../support/people.ts'
import { openTcpProxy } from '../support/tcp-proxy.ts'

const START = 3

test('words written into a paragraph that was deleted meanwhile come back, and go where I put them', async ({
  scene,
}) => {
  const { id, ann, bob } = await deletedUnderBob(scene, 'some words of mine ')
  const tray = bob.page.locator('.tray')
  await expect(tray.getByRole('heading')).toHaveText(words.residue.heading)
  await expect(tray.locator('blockquote')).toHaveText('some words of mine ')
  await expect(tray).toContainText(words.residue.reasons.deleted)
  await expect(ann.page.locator('.tray')).toHaveCount(0)

  await bob.putCaret(START + 'stays'.length)
  await bob.type(' with ')
  await tray.getByRole('button', { name: words.residue.insert }).click()
  await expect(tray).toHaveCount(0)
  await bob.type('!')
  await expect.poll(ann.text).toBe('stays with some words of mine !')
  await untilAllAgree(scene.visitor, id, [ann, bob])
  await bob.page.reload()
  await bob.untilSaved()
  await expect(tray).toHaveCount(0)
})

test('words that found no place can be copied, are there after a reload, and go when dismissed', async ({
  scene,
}) => {
  const { id, ann, bob } = await deletedUnderBob(scene, 'to be copied')
  const tray = bob.page.locator('.tray')
  await tray.getByRole('button', { name: words.residue.copy }).click()
  await expect(bob.page.getByText(words.residue.copied, { exact: true })).toBeVisible()
  await bob.page.reload()
  await expect(tray.locator('blockquote')).toHaveText('to be copied')

  await bob.putCaret(START)
  await bob.press('Control+v')
  await expect.poll(ann.text).toBe('to be copiedstays')
  const dismiss = tray.getByRole('button', { name: words.residue.dismiss })
  await bob.page.route('**/residue/*', (route) => route.abort())
  await dismiss.click()
  await expect(bob.page.getByText(words.residue.notDismissed)).toBeVisible()
  await bob.page.unroute('**/residue/*')
  await dismiss.click()
  await expect(tray).toHaveCount(0)
  await untilAllAgree(scene.visitor, id, [ann, bob])
  await bob.page.reload()
  await bob.untilSaved()
  await expect(tray).toHaveCount(0)
})

test('a server that does not answer keeps nobody waiting for their displaced text', async ({ scene }) => {
  const { page } = await scene.join(await scene.write())
  await page.clock.install()
  await page.route('**/residue?dismissed=true*', () => undefined)
  const asked = page.waitForRequest('**/residue?dismissed=true*')
  await page.getByRole('button', { name: words.menu.label, exact: true }).click()
  await page.getByRole('menuitem', { name: words.menu.displaced }).click()
  await asked
  await page.clock.runFor(4_000)
  await expect(page.getByRole('dialog')).toContainText(words.displaced.failed)
})

/** Bob types into the second paragraph while his line is cut, and Ann deletes it; then he is back. */
async function deletedUnderBob(
  scene: Scene,
  typed: string,
): Promise<{ readonly id: string; readonly ann: Person; readonly bob: Person }> {
  const id = await scene.write({ markdown: 'stays\n\ngoes\n' })
  const proxy = await openTcpProxy(scene.server.port)
  const [ann, bob] = [await scene.join(id), await scene.join(id, { port: proxy.port })]
  bob.page.once('close', () => void proxy.close())
  proxy.cut()
  await bob.putCaret(START + 'stays'.length + 2 + 2)
  await bob.type(typed)
  await expect(bob.page.locator('sp-save-state')).toHaveText(words.save.offlineKept)

  await ann.page.getByText('goes').click({ clickCount: 3 })
  await ann.press('Backspace', 2)
  await expect.poll(ann.text).toBe('stays')
  await ann.untilSaved()
  expect(await bob.text()).toBe(`stays\ngo${typed}es`)

  proxy.restore()
  // What the browser says when the line is back; without it the next try may be half a minute off.
  await bob.page.evaluate(() => dispatchEvent(new Event('online')))
  await expect.poll(bob.text).toBe('stays')
  await expect(bob.page.locator('sp-save-state')).toHaveText(words.save.saved)
  return { id, ann, bob }
}
