import { expect, type Page } from '@playwright/test'
import { toolWords } from '../../web/tool-words.ts'
import { words } from '../../web/words.ts'
import { axeOn } from '../support/axe.ts'
import { test } from '../support/e2e.ts'

const LINES = 40
const MARKDOWN = `${'A cup of green tea.\n\n'.repeat(LINES)}# Late tea\n\nThe **tea** is cold.\n`

const field = (page: Page) => page.getByRole('textbox', { name: toolWords.find.text, exact: true })
const count = (page: Page) => page.locator('.find-count')
const found = (at: number, of: number) => toolWords.find.count(at, of, false)

test('the keys of the window are those of any layout', async ({ scene }) => {
  const { page } = await scene.join(await scene.write({ markdown: MARKDOWN }))
  await page.locator('body').evaluate((body) => {
    document.querySelector<HTMLElement>('#document')?.blur()
    const cyrillic = { key: 'а', code: 'KeyF', ctrlKey: true, bubbles: true, cancelable: true }
    body.dispatchEvent(new KeyboardEvent('keydown', cyrillic))
  })
  await expect(field(page)).toBeFocused()
})

test('what was replaced is taken back by undo in the fields of the search, and a field keeps its own', async ({
  scene,
}) => {
  const ann = await scene.join(await scene.write({ markdown: 'green tea\n\nblack tea\n' }))
  const { page, press } = ann
  await ann.putCaret(3)
  await press('Control+Alt+f')
  await field(page).fill('tea')
  await page.getByRole('textbox', { name: toolWords.find.replacement }).fill('wine')
  await press('Control+Enter')
  await expect.poll(ann.text).toBe('green wine\nblack wine')
  await press('Control+z')
  await expect.poll(ann.text).toBe('green tea\nblack tea')
  await expect(page.getByRole('textbox', { name: toolWords.find.replacement })).toHaveValue('wine')
  await press('Control+z')
  await expect(page.getByRole('textbox', { name: toolWords.find.replacement })).not.toHaveValue('wine')
  await expect.poll(ann.text).toBe('green tea\nblack tea')
})

test('words are found by keyboard while another writes, replaced at once, taken back by one undo, and left', async ({
  scene,
}) => {
  const id = await scene.write({ markdown: MARKDOWN })
  const ann = await scene.join(id)
  const bob = await scene.join(id)
  const { page, press } = ann
  await ann.putCaretBehind('The ')
  await press('Shift+ArrowRight', 3)
  const scroll = await page.evaluate(() => scrollY)
  await press('Control+f')
  await expect(field(page)).toBeFocused()
  await expect(field(page)).toHaveValue('tea')
  await expect(count(page)).toHaveText(found(LINES + 2, LINES + 2))
  await expect(page.locator('.found')).toHaveCount(LINES + 2)

  await press('Enter')
  await expect(count(page)).toHaveText(found(1, LINES + 2))
  await expect(page.locator('.found.is-current')).toBeInViewport()
  await bob.putCaret(3)
  await bob.type('Tea, tea. ')
  await expect(count(page)).toHaveText(found(3, LINES + 4))
  await press('Shift+F3')
  await expect(count(page)).toHaveText(found(2, LINES + 4))
  await page.getByRole('button', { name: toolWords.find.matchCase }).click()
  await expect(count(page)).toHaveText(/of 43/)

  await press('Control+Alt+f')
  expect(await violations(page)).toEqual([])
  await field(page).fill('t(ea')
  await page.getByRole('button', { name: toolWords.find.isRegExp }).click()
  await expect(count(page)).toHaveText(toolWords.find.invalid)
  // Tries to part each line in every way: the page must not stand still meanwhile.
  await field(page).fill('(.|.|.)+x')
  await expect(count(page)).toHaveText(toolWords.find.slow)
  await field(page).fill('(t)ea')
  await page.getByRole('textbox', { name: toolWords.find.replacement }).fill('$1isane')
  await press('Control+Enter')
  await expect(page.getByText(toolWords.find.replaced(LINES + 3, 0))).toBeVisible()
  await expect.poll(bob.text).toContain('Tea, tisane. A cup of green tisane.')
  await expect(bob.page.locator('#document strong')).toHaveText('tisane')

  await field(page).focus()
  await press('Escape')
  await expect(page.locator('#document')).toBeFocused()
  await expect(page.locator('.found')).toHaveCount(0)
  expect(Math.abs((await page.evaluate(() => scrollY)) - scroll)).toBeLessThan(60)
  await press('Control+z')
  await expect.poll(bob.text).toContain('Tea, tea. A cup of green tea.')
  await expect.poll(bob.text).not.toContain('tisane')
})

test('the contents follow the text and lead to it, and what is written is counted', async ({ scene }) => {
  const filler = 'A cup of green tea.\n\n'.repeat(25)
  const id = await scene.write({
    markdown: `# Tea\n\n# One\n\n${filler}## Two\n\n${filler}# Three\n\n${filler}`,
  })
  const ann = await scene.join(id)
  const bob = await scene.join(id)
  const { page, press } = ann
  await page.setViewportSize({ width: 1_300, height: 700 })
  await page.getByRole('button', { name: toolWords.contents.open }).click()
  const contents = page.getByRole('navigation', { name: toolWords.contents.label })
  const line = (name: string) => contents.getByRole('button', { name })
  await expect(line('One')).toBeFocused()
  await expect(line('One')).toHaveAttribute('aria-current', 'location')
  await line('Two').click()
  await expect(page.getByRole('heading', { name: 'Two' })).toBeInViewport()
  await expect(line('Two')).toHaveAttribute('aria-current', 'location')
  await page.mouse.move(650, 400)
  await page.mouse.wheel(0, -9_000)
  await expect(line('One')).toHaveAttribute('aria-current', 'location')

  await bob.putCaretBehind('Two')
  await bob.type(' cups')
  await expect(line('Two cups')).toBeVisible()
  await line('One').focus()
  await press('End')
  await press('Enter')
  await expect(page.locator('#document')).toBeFocused()
  await ann.type('Then ')
  await expect.poll(bob.text).toContain('Then Three')
  await expect(page.locator('.text-count')).toHaveText(toolWords.counts.words(381, '381'))
  await press('Shift+End')
  await page
    .getByRole('button', { name: toolWords.counts.selected('1', toolWords.counts.words(381, '381')) })
    .click()
  await expect(page.getByRole('dialog', { name: toolWords.counts.label })).toContainText(
    toolWords.counts.minutes(2),
  )

  expect(await violations(page)).toEqual([])

  await page.reload()
  await expect(line('Two cups')).toBeVisible()
  await page.setViewportSize({ width: 375, height: 700 })
  await expect(contents).toBeHidden()
  await page.getByRole('button', { name: words.menu.label, exact: true }).click()
  await page.getByRole('menuitem', { name: words.menu.contents, exact: true }).click()
  await line('Two cups').click()
  await expect(contents).toBeHidden()
  await expect(page.getByRole('heading', { name: 'Two cups' })).toBeInViewport()
})

async function violations(page: Page): Promise<string[]> {
  const found = await axeOn(page).analyze()
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}
