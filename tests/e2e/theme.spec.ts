import { expect, type Page } from '@playwright/test'
import { words } from '../../web/words.ts'
import { test } from '../support/e2e.ts'
import { homeOf } from '../support/home.ts'

const LIGHT = 'rgb(252, 251, 248)'
const DARK = 'rgb(25, 24, 22)'

test('a theme chosen in a document’s menu holds in every tab, from the first paint on, until the system’s is chosen', async ({
  scene,
}) => {
  const ann = await scene.join(await scene.write({ markdown: 'Some text.' }))
  const home = await ann.context.newPage()
  await home.emulateMedia({ colorScheme: 'light' })
  await home.goto(homeOf(scene))
  await ann.page.emulateMedia({ colorScheme: 'light' })
  await expect.poll(() => paperOf(ann.page)).toBe(LIGHT)

  await ann.page.getByRole('button', { name: words.menu.label, exact: true }).click()
  const choice = ann.page.getByRole('menuitemradio', { name: words.theme.dark })
  await ann.press('End')
  await ann.press('ArrowUp')
  await expect(choice).toBeFocused()
  await ann.press('Enter')
  await expect(choice).toHaveAttribute('aria-checked', 'true')
  for (const page of [ann.page, home]) await expect.poll(() => paperOf(page)).toBe(DARK)
  await expect(home.getByRole('radio', { name: words.theme.dark })).toHaveAttribute('aria-checked', 'true')
  expect(await barOf(home)).toEqual(['not all', 'all'])

  // Before any module of the page has run, and even if none ever does.
  await ann.page.route(/\/assets\/document-.*\.js$/, (route) => route.abort())
  await ann.page.reload()
  expect(await paperOf(ann.page)).toBe(DARK)

  await home.getByRole('radio', { name: words.theme.dark }).focus()
  await home.keyboard.press('ArrowRight')
  const system = home.getByRole('radio', { name: words.theme.system })
  await expect(system).toBeFocused()
  for (const page of [ann.page, home]) await expect.poll(() => paperOf(page)).toBe(LIGHT)
  await home.emulateMedia({ colorScheme: 'dark' })
  expect(await paperOf(home)).toBe(DARK)
})

function paperOf(page: Page): Promise<string> {
  return page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)
}

/** Which of the two colours holds for the browser's own bar. */
function barOf(page: Page): Promise<string[]> {
  return page
    .locator('meta[name=theme-color]')
    .evaluateAll((metas) => metas.map((meta) => (meta as HTMLMetaElement).media))
}
