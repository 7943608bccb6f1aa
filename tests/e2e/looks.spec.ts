import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { houseWords } from '../../web/house-words.ts'
import { toolWords } from '../../web/tool-words.ts'
import { words } from '../../web/words.ts'
import { test } from '../support/e2e.ts'
import { homeOf } from '../support/home.ts'
import { drive, untilEditable } from '../support/people.ts'

/** Beside the pictures: what drew them. Letters of another browser or system differ by a pixel everywhere. */
const DRAWN_BY = join(import.meta.dirname, '../data/looks/drawn-by.json')

// No code: its face is the system's own.
const MARKDOWN = `We open again on **Monday, 4 May**. This page is where we keep what is decided, and what is *not*.

## Before we can open

- [x] Count the chairs
- [ ] Find somebody with a van

> [!NOTE]
> The van has to be back by noon.

| What | Who | When |
| --- | --- | --- |
| Long table | Ines | Friday |
| Newspapers | Tomás | Saturday |

1. Ask the neighbours
2. Print the [opening hours](https://example.org/hours)

> The room should feel open before anybody has found the light switch.
`

test('the pages look as they did when somebody last looked at them', async ({
  scene,
  page,
  context,
  browser,
}) => {
  const drawer = `Chromium ${browser.version().split('.')[0]} on ${process.platform}`
  const isDrawnAnew = test.info().config.updateSnapshots === 'all'
  const { by } = JSON.parse(readFileSync(DRAWN_BY, 'utf8')) as { by: string }
  const reason = `The pictures in tests/data/looks were drawn by ${by}; here is ${drawer}: nothing is compared.`
  if (!isDrawnAnew && by !== drawer) console.log(reason)
  test.skip(!isDrawnAnew && by !== drawer, reason)

  const look = async (name: string) => {
    await page.mouse.move(0, 0)
    await expect.soft(page).toHaveScreenshot(`${name}.png`, { maxDiffPixelRatio: 0.004 })
  }
  const me = drive(page, context)
  await page.setViewportSize({ width: 760, height: 560 })
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  const home = homeOf(scene)
  await page.request.put(`${home}api/me`, { data: { name: 'Ada Lindqvist', colour: 1 } })
  await page.goto(home)
  await expect(page.getByText(words.home.emptyHeading)).toBeVisible()
  await look('home-empty')

  for (const title of ['Minutes of March', 'Moving the reading room']) {
    await page.request.post(`${home}api/documents`, { data: { title, markdown: MARKDOWN } })
  }
  await page.reload()
  const link = page.getByRole('link', { name: 'Moving the reading room' })
  await expect(link).toBeVisible()
  await look('home')

  await link.click()
  await untilEditable(page)
  await me.untilSaved()
  // It is fetched after the text.
  await expect(page.locator('header .star')).toBeVisible()
  await look('document')
  await page.locator('#document th').filter({ hasText: 'Who' }).click()
  await expect(
    page.locator('#document td .ProseMirror-selectednode, .floating:visible').first(),
  ).toBeVisible()
  await look('table')
  await me.putCaretBehind('is not.')
  await me.press('Enter')
  await me.type('/')
  await expect(page.getByRole('listbox')).toBeVisible()
  await look('insert')
  await me.press('Escape')
  await me.press('Backspace', 2)
  await me.untilSaved()
  await me.press('Control+/')
  await expect(page.getByRole('dialog', { name: toolWords.shortcuts.heading })).toBeVisible()
  await look('shortcuts')
  await me.press('Escape')

  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
  await look('document-dark')
  await page.setViewportSize({ width: 375, height: 640 })
  await look('document-phone')
  await page.goto(home)
  await expect(link).toBeVisible()
  await page.getByRole('button', { name: houseWords.row.menu('Minutes of March') }).click()
  await look('home-phone')
  if (isDrawnAnew) writeFileSync(DRAWN_BY, `${JSON.stringify({ by: drawer })}\n`)
})
