import { expect, type Page } from '@playwright/test'
import { connectionWords } from '../../web/connection-words.ts'
import { houseWords } from '../../web/house-words.ts'
import { toolWords } from '../../web/tool-words.ts'
import { words } from '../../web/words.ts'
import { axeOn } from '../support/axe.ts'
import { test } from '../support/e2e.ts'
import { writeEverything } from '../support/everything.ts'
import { homeOf } from '../support/home.ts'
import { drive, untilEditable } from '../support/people.ts'
import { refuseCommits } from '../support/refused-commits.ts'
import { openTcpProxy } from '../support/tcp-proxy.ts'

const MARKDOWN = `# A page with everything

Plain, **bold**, *slanted*, ~~struck~~, <u>under</u>, \`code\` and [a link](https://example.org).

# One

## Two

### Three

- bullet

1. number

- [x] done
- [ ] open

> quoted

\`\`\`js
code()
\`\`\`

---
`

test('axe finds nothing on the home page, empty, failed or with documents, in light and dark', async ({
  scene,
  page,
}) => {
  await page.goto(homeOf(scene))
  await expect(page.getByText(words.home.emptyHeading)).toBeVisible()
  await inBothThemes(page)
  await page.request.post(new URL('/api/documents', page.url()).href, { data: { title: 'Mine' } })
  const untitled = await page.request.post(new URL('/api/documents', page.url()).href, { data: {} })
  const { id } = (await untitled.json()) as { id: string }
  await scene.join(id)
  await page.reload()
  await expect(page.getByText(/ is (here|writing)$/)).toBeVisible()
  await inBothThemes(page)
  const { list, row, search } = houseWords
  await page
    .getByRole('button', { name: row.menu('') })
    .first()
    .click()
  await inBothThemes(page)
  await page.getByRole('menuitem', { name: row.move }).click()
  await inBothThemes(page)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: list.newMenu }).click()
  await page.getByRole('menuitem', { name: list.fromTemplate }).click()
  await inBothThemes(page)
  await page.keyboard.press('Escape')
  await page.getByRole('searchbox', { name: search.label }).fill('a')
  await expect(page.locator('sp-found-list [role=status]')).toBeAttached()
  await inBothThemes(page)
  await page.getByRole('searchbox', { name: search.label }).fill('')
  await page.locator('sp-people-bar .is-own').click()
  await inBothThemes(page)
  await page.route('**/api/documents?*', (route) => route.abort())
  await page.reload()
  await expect(page.getByRole('alert')).toBeVisible()
  await inBothThemes(page)
})

test('axe finds nothing in a document that two people write in, in light and dark', async ({ scene }) => {
  const id = await writeEverything(scene.visitor)
  const [ann, bob] = [await scene.join(id), await scene.join(id)]
  // Every kind of block and reference is there to be looked at.
  const parts =
    'table th[colspan], .callout, .details, pre, figure, .attachment, .mention, .document-link, mark, sup'
  for (const part of parts.split(', '))
    await expect(ann.page.locator(`#document ${part}`).first()).toBeVisible()
  await bob.page.getByText('Plain,').click()
  await bob.type('typed ')
  await bob.press('Shift+ArrowRight', 4)
  await expect(ann.page.locator('.caret')).toHaveCount(1)
  await expect(ann.page.locator('#document .selected')).not.toHaveCount(0)
  await inBothThemes(ann.page)
  await ann.page.setViewportSize({ width: 375, height: 700 })
  await inBothThemes(ann.page)
})

test('axe finds nothing in what opens over the text, and each gives the keyboard back to it', async ({
  scene,
}) => {
  const id = await scene.write({ markdown: `${MARKDOWN}\n| a | b |\n|---|---|\n| cell | d |\n\nlast` })
  const [ann, bob] = [await scene.join(id), await scene.join(id)]
  const { page } = ann
  await bob.putCaretBehind('cell')
  const text = page.locator('#document')
  const press = (tool: 'colours' | 'layout') => () =>
    page.locator('header').getByRole('button', { name: words.format[tool] }).click()
  const typed = (keys: string) => async () => {
    await ann.press('Enter')
    await ann.type(keys)
  }
  for (const [open, shown] of [
    [() => ann.press('Control+Alt+f'), page.getByRole('search')],
    [() => ann.press('Control+/'), page.getByRole('dialog', { name: toolWords.shortcuts.heading })],
    [() => ann.press('Control+Alt+o'), page.getByRole('navigation', { name: toolWords.contents.label })],
    [() => ann.press('Control+Alt+k'), page.getByRole('dialog', { name: houseWords.palette.label })],
    [press('colours'), page.getByRole('menu', { name: toolWords.formats.colours })],
    [press('layout'), page.getByRole('menu', { name: toolWords.formats.layout })],
    [typed('/'), page.getByRole('listbox')],
    [typed('@'), page.getByRole('listbox')],
    [typed(':smi'), page.getByRole('listbox')],
  ] as const) {
    await ann.putCaretBehind('last')
    await open()
    await expect(shown).toBeVisible()
    await inBothThemes(page)
    await ann.press('Escape')
    await expect(shown).toBeHidden()
    await expect(text).toBeFocused()
  }
  await ann.press('Shift+Control+ArrowLeft')
  await expect(page.locator('.bubble').getByRole('toolbar')).toBeVisible()
  await inBothThemes(page)
  // A table's tools, and whom one follows, in one go.
  await ann.putCaretBehind('cell')
  await expect(page.locator('sp-block-bar:visible')).toHaveCount(1)
  await page.locator('.people .avatar').first().click()
  await expect(page.locator('.follow-banner')).toBeVisible()
  await inBothThemes(page)
})

test('axe finds nothing at a picture, its tools and its description', async ({ scene }) => {
  const { page, press, type } = await scene.join(await scene.write({ markdown: 'Above.' }))
  await page.getByText('Above.').click()
  await page.getByRole('button', { name: words.format.image }).click()
  await page.getByLabel(words.image.address).fill(new URL('/icon.svg', page.url()).href)
  await press('Enter')
  await expect(page.getByRole('toolbar', { name: words.figure.tools })).toBeVisible()
  await inBothThemes(page)
  await page.getByRole('button', { name: words.figure.describe }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await inBothThemes(page)
  await type('A sign')
  await press('Enter')
  await page.getByRole('button', { name: words.figure.enlarge }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await inBothThemes(page)
})

test('axe finds nothing in the dialogs of a document, nor in the tray', async ({ scene }) => {
  const id = await scene.write({ markdown: '[here](https://example.org)\n\ngoes\n' })
  const proxy = await openTcpProxy(scene.server.port)
  const [ann, bob] = [await scene.join(id, { port: proxy.port }), await scene.join(id)]
  const { page } = ann
  await page.getByText('here').click()
  await ann.press('ArrowLeft')
  for (const open of [
    () => ann.press('Control+k'),
    () => page.getByRole('button', { name: words.format.image }).click(),
    () => page.locator('sp-people-bar .is-own').click(),
  ]) {
    await open()
    await expect(page.getByRole('dialog')).toBeVisible()
    await inBothThemes(page)
    await ann.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()
  }

  await ann.putCaret(4)
  await ann.press('ControlOrMeta+Shift+m')
  await expect(page.getByRole('menu', { name: toolWords.block.menu })).toBeVisible()
  await inBothThemes(page)
  await ann.press('Escape')

  proxy.cut()
  await ann.putCaret('here'.length + 'go'.length + 5)
  await ann.type('lost')
  await expect(page.locator('sp-save-state[data-kind=offline]')).toBeVisible()
  await inBothThemes(page)
  await bob.page.getByText('goes').click({ clickCount: 3 })
  await bob.press('Backspace', 2)
  await bob.untilSaved()
  proxy.restore()
  await page.evaluate(() => dispatchEvent(new Event('online')))
  await expect(page.locator('.tray')).toBeVisible()
  await inBothThemes(page)

  await page.getByRole('button', { name: words.menu.label, exact: true }).click()
  await expect(page.getByRole('menu')).toBeVisible()
  await inBothThemes(page)
  await page.getByRole('menuitem', { name: words.menu.displaced }).click()
  await expect(page.getByRole('dialog').locator('blockquote')).toHaveText('lost')
  await inBothThemes(page)
  await proxy.close()
})

test('axe finds nothing where changes wait nor where a page has stopped', async ({ scene }) => {
  const { page, ...ann } = await scene.join(await scene.write({ markdown: 'words' }))
  await page.setViewportSize({ width: 375, height: 700 })
  await refuseCommits(page, 'storage-full')
  await ann.putCaretBehind('words')
  await ann.type('!')
  await expect(page.getByText(words.trouble['storage-full'])).toBeVisible()
  await inBothThemes(page)
  await refuseCommits(page, 'schema-changed')
  // The page would try again by itself, some time.
  await page.evaluate(() => dispatchEvent(new Event('online')))
  await expect(page.getByRole('alert')).toBeVisible({ timeout: 60_000 })
  await inBothThemes(page)
})

test('axe finds nothing on the page that checks the connection, whatever it finds', async ({
  scene,
  page,
}) => {
  await page.goto(new URL('/connection', homeOf(scene)).href)
  await expect(page.getByText(connectionWords.verdicts.good)).toBeVisible()
  await inBothThemes(page)
  await page.route('**/api/connection**', (route) => route.abort())
  await page.getByRole('button', { name: connectionWords.again }).click()
  await expect(page.getByText(connectionWords.verdicts.noServer)).toBeVisible()
  await inBothThemes(page)
})

test('by keyboard alone: from home to a written document, formatted, named, and back', async ({
  scene,
  page,
  context,
}) => {
  await page.goto(homeOf(scene))
  await expect(page.getByText(words.home.emptyHeading)).toBeVisible()
  const me = drive(page, context)
  await tabTo(page, words.home.newDocument)
  await me.press('Enter')
  await untilEditable(page)

  await page.keyboard.press('Escape')
  await page.evaluate(() => document.body.focus())
  await page.locator('.skip-link').focus()
  await seeFocus(page)
  await me.press('Enter')
  await expect(page.locator('#document')).toBeFocused()
  await me.press('Control+Home')
  await me.type('By hand')
  await me.press('Enter')
  await me.type('First words')
  await me.press('Shift+Home')
  // The tools that are nearest come first; with those closed, the page's own.
  await expect(page.locator('.bubble')).toBeVisible()
  await me.press('Escape')
  await expect(page.locator('.bubble')).toBeHidden()
  await me.press('Alt+F10')
  await expect(page.locator('header').getByRole('button', { name: words.format.strong })).toBeFocused()
  await seeFocus(page)
  await me.press('Escape')
  await expect(page.locator('#document')).toBeFocused()
  await me.press('Alt+F10')
  await me.press('ArrowRight')
  await expect(page.locator('header').getByRole('button', { name: words.format.em })).toBeFocused()
  await seeFocus(page)
  await me.press('Enter')
  await expect(page.locator('#document em')).toHaveText('First words')
  await expect(page.locator('#document')).toBeFocused()

  await me.press('Escape')
  await me.press('Alt+F10')
  await tabTo(page, words.format.block, 'Shift+Tab')
  await tabTo(page, words.share.button, 'Shift+Tab')
  await tabTo(page, '(you)', 'Shift+Tab')
  await me.press('Enter')
  await me.type('Kay Board')
  await me.press('Enter')
  await expect(page.getByRole('dialog')).toBeHidden()
  await me.untilSaved()
  await tabTo(page, words.home.heading, 'Shift+Tab')
  await me.press('Enter')
  await expect(page.getByRole('link', { name: /By hand/ })).toBeVisible()
  await tabTo(page, words.home.edited(words.home.justNow))
  await me.press('Enter')
  await expect(page.locator('#document em')).toHaveText('First words')
})

/** Every rule of axe on the page as it stands, and in the dark what depends on colours. */
async function inBothThemes(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    // What is half faded in or out has no contrast to speak of yet.
    await page.evaluate(() =>
      Promise.all(document.getAnimations().map((each) => each.finished.catch(() => {}))),
    )
    const axe = axeOn(page)
    const { violations } = await (colorScheme === 'dark' ? axe.withRules('color-contrast') : axe).analyze()
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
    expect(found, `in the ${colorScheme} theme`).toEqual([])
  }
}

/** Presses Tab until something of this name has the focus, and demands that each stop on the way is seen. */
async function tabTo(page: Page, name: string, key = 'Tab'): Promise<void> {
  for (let stops = 0; stops < 30; stops++) {
    await page.keyboard.press(key)
    const focused = await nameOfFocus(page)
    if (focused !== words.editor.label) await seeFocus(page)
    if (focused.includes(name)) return
  }
  throw new Error(`${name} cannot be reached by ${key}`)
}

function nameOfFocus(page: Page): Promise<string> {
  return page.evaluate(() => {
    const { activeElement } = document
    return activeElement?.getAttribute('aria-label') ?? activeElement?.textContent ?? ''
  })
}

/** The focused element has an outline of at least two pixels, inside the window. */
async function seeFocus(page: Page): Promise<void> {
  const seen = await page.evaluate(() => {
    const focused = document.activeElement ?? document.body
    const { outlineStyle, outlineWidth } = getComputedStyle(focused)
    const { top, bottom, width } = focused.getBoundingClientRect()
    const isInside = width > 0 && bottom > 0 && top < innerHeight
    return { tag: focused.tagName, outline: `${outlineStyle} ${outlineWidth}`, isInside }
  })
  expect(seen).toMatchObject({ outline: 'solid 2px', isInside: true })
}
