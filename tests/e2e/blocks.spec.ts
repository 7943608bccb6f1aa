import { expect, type Page } from '@playwright/test'
import { toolWords } from '../../web/tool-words.ts'
import { words } from '../../web/words.ts'
import { untilAllAgree } from '../support/agreement.ts'
import { axeOn } from '../support/axe.ts'
import { test } from '../support/e2e.ts'
import { paste } from '../support/paste.ts'
import type { Person } from '../support/people.ts'

const SHEET = `<html><body><google-sheets-html-origin><style>td {border: 1px solid}</style>
<table><colgroup><col width="100"/><col width="100"/></colgroup><tbody>
<tr><td style="color:#f00">north</td><td>12</td></tr><tr><td>south</td><td>7</td></tr></tbody></table></body></html>`

/** The cells of the first table that a tab shows, row by row. */
function cellsOf(page: Page): Promise<string[][]> {
  return page
    .locator('#document table tr')
    .evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent ?? '')))
}

/** Opens the bar at the block of the caret by keyboard, goes to a tool and takes an entry of its menu. */
async function byBar(person: Person, tool: number, entry: string): Promise<void> {
  await person.page.locator('.block-bar:not([hidden])').waitFor()
  await person.press('Alt+F10')
  await person.press('ArrowRight', tool)
  await person.press('Enter')
  const wanted = person.page.locator('.block-bar [data-entry]:focus')
  await expect(wanted).toBeVisible()
  while ((await wanted.getAttribute('data-entry')) !== entry) await person.press('ArrowDown')
  await person.press('Enter')
}

test('one builds a table by keyboard alone while the other writes in its cells, and nothing is lost', async ({
  scene,
}) => {
  const document = await scene.write({ markdown: 'Plan\n\nabove' })
  const [ann, bob] = await Promise.all([scene.join(document), scene.join(document)])
  await ann.putCaretBehind('above')
  await ann.press('Enter')
  await ann.type('/table')
  await expect(ann.page.locator('.choice[aria-selected=true]')).toContainText(
    toolWords.insert.entries.table.label,
  )
  await ann.press('Enter')
  await expect(ann.page.locator('sp-table-picker')).toContainText(toolWords.table.sizeOf(3, 3))
  await ann.press('ArrowUp')
  await ann.press('ArrowLeft')
  await ann.press('Enter')
  for (const text of ['place', 'count', 'a', '1']) {
    await ann.type(text)
    if (text !== '1') await ann.press('Tab')
  }
  expect(await cellsOf(ann.page)).toEqual([
    ['place', 'count'],
    ['a', '1'],
  ])

  await bob.putCaretBehind('place')
  let isWriting = true
  let written = ''
  const bobWrites = (async () => {
    while (isWriting) {
      await bob.type('x')
      written += 'x'
    }
  })()
  await byBar(ann, 1, 'columnBefore')
  await byBar(ann, 0, 'rowAbove')
  await byBar(ann, 0, 'rowUp')
  await byBar(ann, 1, 'headerColumn')
  await byBar(ann, 1, 'wider')
  await ann.press('Tab')
  await paste(ann.page, { text: 'north\t12\nsouth\t7', html: SHEET })
  await expect.poll(() => cellsOf(ann.page)).toContainEqual(['south', '7', ''])
  isWriting = false
  await bobWrites
  await untilAllAgree(scene.visitor, document, [ann, bob])
  const cells = await cellsOf(ann.page)
  expect(cells).toEqual([
    [`place${written}`, '', 'count'],
    ['a', '', '1'],
    ['north', '12', ''],
    ['south', '7', ''],
  ])
  expect(await cellsOf(bob.page)).toEqual(cells)
  await expect(ann.page.locator('#document table')).toHaveAttribute('width', /\d+/)

  await ann.press('Control+z')
  await untilAllAgree(scene.visitor, document, [ann, bob])
  expect((await cellsOf(ann.page)).flat()).not.toContain('north')
  expect((await cellsOf(ann.page))[0]?.[0]).toBe(`place${written}`)
})

test('a callout, a folded section and code are written by keyboard, while another writes in what is folded', async ({
  scene,
}) => {
  const document = await scene.write({ markdown: 'Notes\n\nstart' })
  const [ann, bob] = await Promise.all([scene.join(document), scene.join(document)])
  const { page } = ann
  await ann.putCaretBehind('start')
  await ann.press('Enter')
  await ann.type('> [!note] mind this')
  await byBar(ann, 0, 'warning')
  await ann.press('End')
  await ann.press('Enter', 2)
  await ann.type('>> more')
  await ann.press('Enter')
  await ann.type('hidden')
  await ann.press('Enter', 2)
  await ann.type('```js')
  await ann.press('Enter')
  await ann.type('const one = 1')
  await expect(page.locator('pre .hljs-keyword')).toHaveText('const')
  await expect(page.locator('aside.callout')).toHaveAttribute('data-kind', 'warning')

  await ann.press('Alt+F10')
  await ann.press('Enter')
  await page.getByRole('combobox', { name: toolWords.code.find }).fill('ts')
  await ann.press('Enter')
  await expect(page.locator('pre')).toHaveAttribute('data-language', 'typescript')

  const isShown = page.locator('.details-body p')
  await page.getByRole('button', { name: words.section.fold }).click()
  await expect(isShown).toBeHidden()
  await bob.putCaretBehind('hidden')
  await bob.type(' words')
  await untilAllAgree(scene.visitor, document, [ann, bob])
  await expect(bob.page.locator('.details-body p')).toBeVisible()
  await expect(isShown).toBeHidden()
  await ann.putCaretBehind('more')
  await ann.press('Control+Enter')
  await expect(isShown).toHaveText('hidden words')

  await page.setViewportSize({ width: 375, height: 700 })
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.locator('pre').click()
    await page.locator('.block-bar:not([hidden])').waitFor()
    const { violations } = await axeOn(page).analyze()
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
  }
})
