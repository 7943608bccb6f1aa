import { expect, type Page } from '@playwright/test'
import { type Scene, test } from '../support/e2e.ts'
import { drive, untilEditable } from '../support/people.ts'

test('somebody who clicks into the text before the editor is there writes where they clicked', async ({
  scene,
  page,
  context,
}) => {
  const { id, arrive } = await servedOnly(scene, page)
  await page.getByText('a task to do').click()
  await page.keyboard.press('End')
  await arrive()
  await page.keyboard.type(', and done')
  await expect(page.locator('#document .task')).toHaveText('a task to do, and done')
  const ann = drive(page, context)
  await ann.untilSaved()
  const bob = await scene.join(id)
  expect(await bob.text()).toBe(await ann.text())
})

test('what somebody selected in the served text to copy it stays selected', async ({ scene, page }) => {
  const { arrive } = await servedOnly(scene, page)
  const selected = () => page.evaluate(() => String(document.getSelection()))
  await page.getByText('First words').dblclick({ position: { x: 8, y: 8 } })
  await expect.poll(selected).toBe('First')
  await arrive()
  await expect.poll(selected).toBe('First')
  await expect(page.locator('#document')).not.toBeFocused()
})

test('somebody who only reads gets no caret, what they can see first, and then all of a long text', async ({
  scene,
  page,
}) => {
  const { arrive } = await servedOnly(scene, page, 'A cup of tea, and another.\n\n'.repeat(120))
  const leftOut = () =>
    page
      .locator('#document > *')
      .evaluateAll((all) => all.filter((one) => getComputedStyle(one).contentVisibility === 'auto').length)
  expect(await leftOut()).toBeGreaterThan(90)
  await arrive()
  await expect(page.locator('#document')).not.toBeFocused()
  await expect.poll(leftOut).toBe(0)
})

/** A page that shows the served text and nothing else until `arrive` lets its document through. */
async function servedOnly(scene: Scene, page: Page, more = '') {
  const id = await scene.write({ markdown: `# Early\n\nFirst words\n\n- [ ] a task to do\n\n${more}` })
  let open = () => {}
  const gate = new Promise<void>((resolve) => {
    open = resolve
  })
  await page.route(`**/api/documents/${id}`, async (route) => {
    await gate
    await route.continue()
  })
  await page.goto(scene.address(id), { waitUntil: 'commit' })
  await expect(page.locator('#document')).not.toHaveAttribute('contenteditable', 'true')
  return {
    id,
    arrive: async () => {
      open()
      await untilEditable(page)
    },
  }
}
