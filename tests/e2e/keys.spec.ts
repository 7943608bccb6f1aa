import { expect, type Page } from '@playwright/test'
import { houseWords } from '../../web/house-words.ts'
import { toolWords } from '../../web/tool-words.ts'
import { words } from '../../web/words.ts'
import { untilAllAgree } from '../support/agreement.ts'
import { test } from '../support/e2e.ts'

test('Escape keeps the keyboard in the text, also where what it was for had closed by itself', async ({
  scene,
}) => {
  const id = await scene.write({ markdown: 'first\n' })
  const ann = await scene.join(id)
  await ann.putCaretBehind('first')
  await ann.press('Enter')
  await ann.type('Plain line')
  await ann.press('Escape')
  await ann.type(' hello world again')
  await ann.press('Enter')
  await ann.type('/zzz')
  await ann.press('Escape')
  await ann.type(' and on')
  await untilAllAgree(scene.visitor, id, [ann])
  expect(await ann.text()).toBe('first\nPlain line hello world again\n/zzz and on')
  await expect(ann.page.locator('#document strong')).toHaveCount(0)
})

test('Alt-F10 leads to the tools, where a space presses one and a letter goes on in the text', async ({
  scene,
}) => {
  const id = await scene.write({ markdown: 'one two\n' })
  const ann = await scene.join(id)
  const { page } = ann
  const bar = page.locator('header').getByRole('toolbar', { name: words.format.label })
  const bold = bar.getByRole('button', { name: words.format.strong })
  await ann.putCaretBehind('one')
  await ann.press('Alt+F10')
  await expect(bold).toBeFocused()
  await ann.press('Space')
  await expect(bold).toHaveAttribute('aria-pressed', 'true')
  await ann.press('Alt+F10')
  await ann.press('ArrowRight')
  await expect(bar.getByRole('button', { name: words.format.em })).toBeFocused()
  await ann.type(' half and')
  await expect(page.locator('#document strong')).toHaveText('half and')
  await expect(page.locator('#document')).toBeFocused()

  // The same from the bubble over selected words; its Escape closes it, and the next one changes nothing.
  const bubble = page.locator('.bubble')
  for (let i = 0; i < 3; i++) await ann.press('Shift+ArrowLeft')
  await expect(bubble.getByRole('toolbar')).toBeVisible()
  await ann.press('Alt+F10')
  await expect(bubble.getByRole('button', { name: words.format.strong })).toBeFocused()
  await ann.press('Escape')
  await expect(page.locator('#document')).toBeFocused()
  await ann.press('Escape')
  await expect(bubble).toBeHidden()
  await ann.press('Escape')
  await ann.type('or')
  await untilAllAgree(scene.visitor, id, [ann])
  expect((await ann.text()).replaceAll('\u00a0', ' ')).toBe('onehalf or two')
})

test('what a key opened gives the caret back at Escape, and the next key is written there', async ({
  scene,
}) => {
  const id = await scene.write({ title: 'T', markdown: 'first line\n\none two\n' })
  const ann = await scene.join(id)
  const { page } = ann
  const dialog = (name?: string) => page.getByRole('dialog', name === undefined ? {} : { name })
  let text = 'one two'
  for (const [i, [keys, shown]] of (
    [
      ['Control+k', dialog(words.link.heading)],
      ['Control+Alt+k', dialog(houseWords.palette.label)],
      ['Control+/', dialog(toolWords.shortcuts.heading)],
      ['Control+f', page.locator('sp-find-bar')],
      ['Control+Alt+f', page.locator('sp-find-bar')],
      ['Control+Shift+m', page.getByRole('menu', { name: toolWords.block.menu })],
    ] as const
  ).entries()) {
    await ann.putCaretBehind(text.slice(0, 3 + i))
    await ann.press(keys)
    await expect(shown).toBeVisible()
    await page.keyboard.press('Escape')
    await page.keyboard.type(String(i))
    text = `one${[...Array(i + 1).keys()].join('')} two`
    await expect.poll(ann.text).toBe(`first line\n${text}`)
    await expect(shown).toBeHidden()
  }
})

/** Holds back the files of this name until it is called. */
async function hold(page: Page, name: string): Promise<() => void> {
  let letGo = (): void => undefined
  const gate = new Promise<void>((resolve) => {
    letGo = resolve
  })
  await page.route(`**/assets/${name}-*`, async (route) => {
    await gate
    await route.continue()
  })
  return letGo
}

test('keys pressed right behind Control-F are for the search, however long its code takes', async ({
  scene,
}) => {
  const id = await scene.write({ title: 'T', markdown: 'a needle in the hay\n\nanother needle\n' })
  const ann = await scene.join(id)
  const { page } = ann
  const field = page.getByRole('textbox', { name: toolWords.find.text, exact: true })
  const letGo = await hold(page, 'open-find')
  await ann.putCaretBehind('hay')
  await page.keyboard.press('Control+f')
  await page.keyboard.type('xx')
  await page.keyboard.press('Control+a')
  await page.keyboard.type('needles')
  await page.keyboard.press('Backspace')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('textbox', { name: words.menu.find })).toHaveValue('needle')
  letGo()
  await expect(field).toBeFocused()
  await expect(field).toHaveValue('needle')
  await expect(page.locator('.find-count')).toHaveText(toolWords.find.count(1, 2, false))
  await page.keyboard.press('Control+a')
  await page.keyboard.type('hay')
  await expect(page.locator('.find-count')).toHaveText(toolWords.find.count(1, 1, false))
  expect(await ann.text()).toBe('a needle in the hay\nanother needle')
})

test('who leaves by Escape before the search has come writes on, and nothing opens', async ({ scene }) => {
  const id = await scene.write({ title: 'T', markdown: 'one two\n' })
  const ann = await scene.join(id)
  const letGo = await hold(ann.page, 'open-find')
  await ann.putCaretBehind('one')
  const fetched = ann.page.waitForResponse(/open-find/)
  await ann.page.keyboard.press('Control+f')
  await ann.page.keyboard.type('tw')
  await ann.page.keyboard.press('Escape')
  await ann.page.keyboard.type('!')
  letGo()
  await fetched
  await ann.type('?')
  await expect.poll(ann.text).toBe('one!? two')
  await expect(ann.page.locator('sp-find-bar:visible')).toHaveCount(0)
})

test('keys for the palette and for a menu of blocks wait for them and act there', async ({ scene }) => {
  const id = await scene.write({ title: 'T', markdown: 'one two\n' })
  const ann = await scene.join(id)
  const { page } = ann
  const [letPaletteGo, letMenuGo] = [await hold(page, 'command-palette'), await hold(page, 'open-block-menu')]
  await ann.putCaretBehind('one')
  await page.keyboard.press('Control+Shift+m')
  await page.keyboard.type('q')
  await page.keyboard.press('Enter')
  letMenuGo()
  await expect(page.locator('#document blockquote')).toHaveText('one two')
  await ann.putCaretBehind('one')
  await page.keyboard.press('Control+Alt+k')
  await page.keyboard.type('contents')
  letPaletteGo()
  const field = page.getByRole('dialog', { name: houseWords.palette.label }).getByRole('combobox')
  await expect(field).toBeFocused()
  await expect(field).toHaveValue('contents')
  await page.keyboard.press('Escape')
  await page.keyboard.type('!')
  await expect.poll(ann.text).toBe('one! two')
})

test('keys for the contents and for a menu of formats wait for them and act there', async ({ scene }) => {
  const id = await scene.write({ title: 'T', markdown: '## First\n\none two\n\n## Second\n\nthree\n' })
  const ann = await scene.join(id)
  const { page } = ann
  await page.setViewportSize({ width: 1_400, height: 800 })
  const [letOutlineGo, letMenuGo] = [await hold(page, 'open-outline'), await hold(page, 'open-format-menu')]
  await page.reload()
  await expect(page.locator('#document[contenteditable="true"]')).toBeVisible()
  await ann.putCaretBehind('two')
  await page.keyboard.press('Control+Alt+o')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  letOutlineGo()
  const lineOfCaret = () => page.evaluate(() => getSelection()?.anchorNode?.textContent)
  await expect.poll(lineOfCaret).toBe('Second')
  await page.keyboard.type('!')
  await expect.poll(ann.text).toBe('First\none two\n!Second\nthree')
  await ann.putCaretBehind('two')
  await ann.press('Control+Shift+ArrowLeft')
  await ann.press('Alt+F10')
  await ann.press('ArrowRight', 7)
  await ann.press('Enter')
  await ann.press('ArrowRight')
  await ann.press('Enter')
  letMenuGo()
  await expect(page.locator('#document p').first().locator('[class^="text-"]')).toHaveText('two')
  expect(await ann.text()).toBe('First\none two\n!Second\nthree')
})

test('on a slow device too, keys behind the ones that open link and search never reach the text', async ({
  scene,
}) => {
  const id = await scene.write({ title: 'T', markdown: `${'word '.repeat(2_000)}\n\none two\n` })
  const ann = await scene.join(id)
  const { page } = ann
  const cdp = await ann.context.newCDPSession(page)
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 6 })
  await page.reload()
  await expect(page.locator('#document[contenteditable="true"]')).toBeVisible()
  const before = await ann.text()
  await ann.putCaretBehind('one')
  for (const keys of ['Control+k', 'Control+f']) {
    await page.keyboard.press(keys)
    await page.keyboard.press('Control+a')
    await page.keyboard.type('new')
    await expect(page.locator('input:focus')).toHaveValue('new')
    await page.keyboard.press('Escape')
    await expect(page.locator('#document')).toBeFocused()
  }
  expect(await ann.text()).toBe(before)
})

test('what a key opens and Escape closes leaves the page where it was read', async ({ scene }) => {
  const id = await scene.write({ markdown: 'a line\n\n'.repeat(200) })
  const ann = await scene.join(id)
  const top = () => ann.page.evaluate(() => scrollY)
  await ann.putCaret(3)
  await ann.page.evaluate(() => scrollTo(0, 300))
  await expect.poll(top).toBe(300)
  await ann.press('Control+/')
  await expect(ann.page.getByRole('dialog', { name: toolWords.shortcuts.heading })).toBeVisible()
  await ann.press('Escape')
  await expect(ann.page.locator('#document')).toBeFocused()
  expect(await top()).toBe(300)
})

test('arrows go past a rule in Hebrew text as it is read, and all blocks selected are one empty line without them', async ({
  scene,
}) => {
  const id = await scene.write({ markdown: '# T\n\nשלום\n\n---\n\nעולם\n' })
  const ann = await scene.join(id)
  const head = () =>
    ann.page.evaluate(() => {
      const { anchorNode } = getSelection() ?? {}
      return anchorNode?.textContent ?? ''
    })
  await ann.putCaretBehind('שלום')
  await ann.press('ArrowLeft')
  await ann.press('ArrowLeft')
  await expect.poll(head).toBe('עולם')
  await ann.press('ArrowRight')
  await ann.press('ArrowRight')
  await expect.poll(head).toBe('שלום')

  const list = await scene.join(await scene.write({ markdown: '# Shopping\n\n- a\n- b\n\n---\n' }))
  await list.page.getByText('a', { exact: true }).click()
  await list.press('Control+a')
  await list.press('Backspace')
  await list.type('X')
  await expect(list.page.locator('#document h1')).toHaveText('Shopping')
  await expect(list.page.locator('#document > :not(h1)')).toHaveCount(1)
  await expect(list.page.locator('#document > p')).toHaveText('X')
  await list.press('Enter')
  await list.type('yes /no')
  await expect(list.page.getByRole('listbox')).toBeVisible()
  await list.press('Enter')
  await list.type('on')
  await expect.poll(list.text).toBe('X\nyes /no\non')
})
