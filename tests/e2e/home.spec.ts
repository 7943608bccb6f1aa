import { expect } from '@playwright/test'
import { german } from '../../web/words/german.ts'
import { words } from '../../web/words.ts'
import { test } from '../support/e2e.ts'
import { homeOf } from '../support/home.ts'
import { untilEditable } from '../support/people.ts'

test('the first visit explains, and one press begins a document', async ({ scene, page }) => {
  await page.goto(homeOf(scene))
  await expect(page.getByText(words.home.emptyText)).toBeVisible()
  await page.getByRole('button', { name: words.home.newDocument }).click()
  await expect(page).toHaveURL(/\/d\/[\w-]{22}$/)
  await untilEditable(page)
  await page.locator('#document h1').click()
  await page.keyboard.type('Shopping')
  await expect(page.locator('sp-save-state')).toHaveText(words.save.saved)
  await page.getByRole('link', { name: words.home.heading }).click()
  await expect(page.getByRole('link', { name: /Shopping/ })).toContainText(
    words.home.edited(words.home.justNow),
  )
})

test('documents are listed by their last change, with how many people are in them', async ({
  scene,
  page,
}) => {
  await page.goto(homeOf(scene))
  const titles = page.locator('.document-title')
  const make = async (title: string) => {
    const made = await page.request.post(new URL('/api/documents', page.url()).href, { data: { title } })
    return ((await made.json()) as { id: string }).id
  }
  const first = await make('First')
  await make('Second')
  const others = await scene.write({ title: 'Not mine' })
  await page.goto(homeOf(scene))
  await expect(titles).toHaveText(['Second', 'First'])
  const ann = await scene.join(first)
  const bob = await scene.join(first)
  await scene.join(others)
  await ann.putCaret(1)
  await ann.type('The ')
  await ann.untilSaved()
  await expect(bob.page).toHaveTitle(/The First/)
  await page.goto(homeOf(scene))
  await expect(titles).toHaveText(['The First', 'Second'])
  await expect(page.getByRole('link', { name: /First/ })).toContainText(words.home.hereNow(2))
  await expect(page.getByRole('link', { name: /Second/ })).not.toContainText('here now')
})

test('a list that could not be loaded says so, and tries again when asked', async ({ scene, page }) => {
  await page.route('**/api/documents', (route) => route.abort())
  await page.goto(homeOf(scene))
  await expect(page.getByRole('alert')).toContainText(words.home.failed)
  const check = page.getByRole('alert').getByRole('link', { name: words.connection.why })
  await expect(check).toHaveAttribute('href', '/connection')
  await page.unroute('**/api/documents')
  await page.getByRole('button', { name: words.home.retry }).click()
  await expect(page.getByText(words.home.emptyHeading)).toBeVisible()
})

test('a list that does not come is not waited for, and shown when it comes after all', async ({
  scene,
  page,
}) => {
  await page.clock.install()
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route('**/api/documents', async (route) => {
    await held
    await route.continue()
  })
  const asked = page.waitForRequest('**/api/documents')
  await page.goto(homeOf(scene))
  await asked
  await expect
    .poll(async () => {
      await page.clock.runFor(1_000)
      return page.getByRole('alert').count()
    })
    .toBe(1)
  await expect(page.getByRole('alert')).toContainText(words.home.failed)
  release()
  await expect(page.getByText(words.home.emptyHeading)).toBeVisible()
})

test('a document that could not be made says so and can be made later', async ({ scene, page }) => {
  await page.goto(homeOf(scene))
  await page.route('**/api/documents', (route) => route.abort())
  await page.getByRole('button', { name: words.home.newDocument }).click()
  await expect(page.getByRole('alert')).toHaveText(words.home.notMade)
  await page.unroute('**/api/documents')
  await page.getByRole('button', { name: words.home.newDocument }).click()
  await expect(page).toHaveURL(/\/d\//)
})

test('a name chosen on the home page is the name in a document', async ({ scene, page }) => {
  await page.goto(homeOf(scene))
  await page.locator('sp-people-bar .is-own').click()
  const dialog = page.getByRole('dialog', { name: words.me.heading })
  await dialog.getByLabel(words.me.name).fill('Mara Okafor')
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  const id = await scene.write()
  const bob = await scene.join(id)
  await page.goto(scene.address(id))
  await expect(bob.page.getByRole('img', { name: /^Mara Okafor/ })).toBeVisible()
})

test('a German browser is spoken to in German from the first picture on, until English is chosen', async ({
  scene,
  browser,
}) => {
  const context = await browser.newContext({ locale: 'de-AT', serviceWorkers: 'block' })
  const page = await context.newPage()
  await page.addInitScript((text) => {
    const look = () =>
      document.body?.textContent.includes(text) && document.documentElement.setAttribute('data-flash', '')
    new MutationObserver(look).observe(document, { childList: true, subtree: true, characterData: true })
  }, words.home.heading)
  await page.goto(homeOf(scene))
  await page.getByRole('button', { name: german.home.newDocument }).click()
  await untilEditable(page)
  await expect(page.locator('sp-save-state')).toHaveText(german.save.saved)
  await expect(page.getByRole('textbox', { name: german.editor.label })).toBeVisible()
  await expect(page.locator('.skip-link')).toHaveText(german.skip)
  await expect(page.locator('html:not([data-flash])')).toHaveAttribute('lang', 'de')

  await page.getByRole('button', { name: german.menu.label }).click()
  await page.getByRole('menuitem', { name: 'English' }).click()
  await expect(page.locator('sp-save-state')).toHaveText(words.save.saved)
  await page.getByRole('link', { name: words.home.heading }).click()
  await expect(page.getByRole('heading', { name: words.home.heading })).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
  await context.close()
})
