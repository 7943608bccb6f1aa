import { expect } from '@playwright/test'
import { houseWords } from '../../web/house-words.ts'
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

test('who writes where, titles and new documents show by themselves, without a reload', async ({
  scene,
  page,
}) => {
  await page.clock.install()
  await page.goto(homeOf(scene))
  const titles = page.locator('.document-title')
  const make = async (title: string) => {
    const made = await page.request.post(new URL('/api/documents', page.url()).href, { data: { title } })
    return ((await made.json()) as { id: string }).id
  }
  const first = await make('First')
  await make('Second')
  await scene.write({ title: 'Not mine' })
  await page.goto(homeOf(scene))
  await expect(titles).toHaveText(['Second', 'First'])
  const ann = await scene.join(first)
  await ann.putCaret(1)
  await ann.type('The ')
  await ann.untilSaved()
  await make('Third')
  const lookAgain = () => page.clock.runFor(5_000)
  await expect
    .poll(async () => {
      await lookAgain()
      return titles.allTextContents().then((all) => all.map((title) => title.trim()))
    })
    .toEqual(['Third', 'The First', 'Second'])
  const line = page.locator('.line', { hasText: 'The First' })
  const writing = /is writing\s*$/
  await ann.press('Control+End')
  await expect
    .poll(async () => {
      await ann.type('on ')
      await lookAgain()
      return line.locator('.document-people').textContent()
    })
    .toMatch(writing)
  await ann.close()
  await expect
    .poll(async () => {
      await lookAgain()
      return line.locator('.document-people').count()
    })
    .toBe(0)
})

test('by keyboard on a phone: from a template to a folder, into the trash and back, found while typing', async ({
  scene,
  page,
}) => {
  const { list, row, folders, templates, search } = houseWords
  await page.setViewportSize({ width: 375, height: 700 })
  await page.goto(homeOf(scene))
  const choose = async (...names: readonly string[]) => {
    await page.keyboard.press('ArrowDown')
    for (const name of names) {
      for (let i = 0; i < 12; i++) {
        const focused = page.locator(':focus')
        if ((await focused.textContent())?.trim() === name) break
        await page.keyboard.press('ArrowDown')
      }
      await page.keyboard.press('Enter')
    }
  }
  await page.getByRole('button', { name: list.newMenu }).focus()
  await choose(list.fromTemplate)
  const dialog = page.getByRole('dialog', { name: templates.heading })
  await expect(dialog.locator(':focus')).toContainText(templates.meeting.name)
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(page.locator('#document h1')).toHaveText('Project plan')
  await untilEditable(page)
  await page.goto(homeOf(scene))
  const line = page.locator('.line', { hasText: 'Project plan' })
  const menu = page.getByRole('button', { name: row.menu('Project plan'), exact: true })
  await page.getByRole('button', { name: row.star('Project plan') }).press('Enter')
  await expect(page.getByRole('button', { name: row.unstar('Project plan') })).toBeFocused()
  await menu.focus()
  await choose(row.move)
  await expect(page.getByRole('textbox', { name: folders.name })).toBeFocused()
  await page.keyboard.type('Garden')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: list.folder('Garden', 1) })).toBeVisible()
  await expect(line).toContainText('Garden')
  await expect(menu).toBeFocused()
  await choose(row.duplicate)
  await expect(page.locator('.document-title')).toHaveText(['Project plan copy', 'Project plan'])
  await page.getByRole('button', { name: list.folder('Garden', 1) }).press('Enter')
  await expect(page.locator('.document-title')).toHaveText(['Project plan'])
  await menu.focus()
  await choose(row.trash)
  await expect(page.getByText(list.empty.folder)).toBeVisible()
  await page.getByRole('button', { name: list.shows.trash }).press('Enter')
  await menu.focus()
  await choose(row.restore)
  await expect(page.getByText(list.empty.trash)).toBeVisible()
  await page.goBack()
  await page.goBack()
  await expect(page.locator('.document-title')).toHaveText(['Project plan copy', 'Project plan'])
  await page.getByRole('searchbox', { name: search.label }).focus()
  await page.keyboard.type('mileston')
  await expect(page.locator('.document-snippet mark').first()).toHaveText('Milestones')
  await expect(page.locator('.document-title')).toHaveCount(2)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(375)
  await page.keyboard.press('Escape')
  await page.keyboard.type('copy')
  await expect(page.locator('.document-title mark')).toHaveText('copy')
  await page.keyboard.press('Enter')
  await expect(page.locator('#document h1')).toHaveText('Project plan copy')
})

test('a list that could not be loaded says so, and tries again when asked', async ({ scene, page }) => {
  await page.route('**/api/documents?*', (route) => route.abort())
  await page.goto(homeOf(scene))
  await expect(page.getByRole('alert')).toContainText(words.home.failed)
  const check = page.getByRole('alert').getByRole('link', { name: words.connection.why })
  await expect(check).toHaveAttribute('href', '/connection')
  await page.unroute('**/api/documents?*')
  await page.getByRole('button', { name: words.home.retry }).click()
  await expect(page.getByText(words.home.emptyHeading)).toBeVisible()
})

test('once the server is back the list comes, and an error of before goes, without a press', async ({
  scene,
  page,
}) => {
  await page.clock.install()
  await page.route('**/api/documents*', (route) => route.abort())
  await page.goto(homeOf(scene))
  await expect(page.getByRole('alert')).toContainText(words.home.failed)
  await page.getByRole('button', { name: words.home.newDocument }).click()
  await expect(page.getByText(words.home.notMade)).toBeVisible()
  await page.unroute('**/api/documents*')
  await expect
    .poll(async () => {
      await page.clock.runFor(1_000)
      return page.getByRole('alert').count()
    })
    .toBe(0)
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
  await page.route('**/api/documents?*', async (route) => {
    await held
    await route.continue()
  })
  const asked = page.waitForRequest('**/api/documents?*')
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
  await expect(bob.page.getByRole('button', { name: /Mara Okafor/ })).toBeVisible()
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

  await page.getByRole('button', { name: german.menu.label, exact: true }).click()
  await page.getByRole('menuitem', { name: 'English' }).click()
  await expect(page.locator('sp-save-state')).toHaveText(words.save.saved)
  await page.getByRole('link', { name: words.home.heading }).click()
  await expect(page.getByRole('heading', { name: words.home.heading })).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
  await context.close()
})
