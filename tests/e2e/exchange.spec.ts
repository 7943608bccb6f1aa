import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { houseWords } from '../../web/house-words.ts'
import { toolWords } from '../../web/tool-words.ts'
import { words } from '../../web/words.ts'
import { untilAllAgree } from '../support/agreement.ts'
import { test } from '../support/e2e.ts'
import { homeOf } from '../support/home.ts'
import { readDocument } from '../support/http.ts'
import { paste } from '../support/paste.ts'

const WORD = readFileSync(join(import.meta.dirname, '../data/paste/word.html'), 'utf8')

test('a text from Word is pasted beside somebody who types, copied as Markdown, and taken away as Word and on paper', async ({
  scene,
}) => {
  const id = await scene.write({ title: 'Plan', markdown: 'first\n\nlast' })
  const ann = await scene.join(id)
  const bob = await scene.join(id)
  await ann.page.locator('#document').getByText('first').click()
  await ann.press('End')
  await bob.page.locator('#document').getByText('last').click()
  await bob.press('End')
  // The cleaning is fetched once the page is calm.
  await ann.page.waitForFunction(() =>
    performance.getEntriesByType('resource').some(({ name }) => name.includes('clipboard-parts')),
  )
  await Promise.all([paste(ann.page, { text: 'Garden plan', html: WORD }), bob.type(' words of Bob')])
  await expect(bob.page.locator('#document ul > li').first()).toContainText('Dig')
  await expect(bob.page.locator('#document ul > li ol > li')).toHaveText(['the upper bed', 'the lower bed'])
  await expect(bob.page.locator('#document table')).toContainText('Beans')
  await untilAllAgree(scene.visitor, id, [ann, bob])
  expect(JSON.stringify((await readDocument(scene.visitor, id)).doc)).not.toMatch(/mso|Symbol|·/)
  await expect(ann.page.locator('#document')).toContainText('last words of Bob')

  const copied = await ann.page.evaluate(() => {
    const list = document.querySelector('#document ul')
    const data = new DataTransfer()
    if (list) getSelection()?.selectAllChildren(list)
    document.dispatchEvent(new Event('selectionchange'))
    list?.dispatchEvent(new ClipboardEvent('copy', { clipboardData: data, bubbles: true, cancelable: true }))
    return { text: data.getData('text/plain'), html: data.getData('text/html') }
  })
  expect(copied.text).toContain('- Dig\n  1. the **upper** bed')
  expect(copied.html).not.toMatch(/contenteditable|target=/)

  await ann.page.getByRole('button', { name: words.menu.label, exact: true }).click()
  const [download] = await Promise.all([
    ann.page.waitForEvent('download'),
    ann.page.getByRole('menuitem', { name: words.menu.docx }).click(),
  ])
  expect(download.suggestedFilename()).toBe('Plan.docx')
  expect(readFileSync(await download.path(), 'latin1').slice(0, 2)).toBe('PK')

  await ann.page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  await expect(ann.page.locator('header.top')).toBeHidden()
  await expect(ann.page.locator('#document')).toHaveCSS('color', 'rgb(0, 0, 0)')
})

test('a long line of code is broken on paper', async ({ scene }) => {
  const id = await scene.write({ markdown: `\`\`\`js\n${'a_long_word '.repeat(80)}\n\`\`\`\n` })
  const { page } = await scene.join(id)
  const overhang = () => page.locator('#document pre').evaluate((pre) => pre.scrollWidth - pre.clientWidth)
  expect(await overhang()).toBeGreaterThan(0)
  await page.emulateMedia({ media: 'print' })
  await expect.poll(overhang).toBe(0)
})

test('files are imported at home by the menu and by dropping: what was lost and what cannot be read is told', async ({
  scene,
  page,
}) => {
  await page.goto(homeOf(scene))
  const file = (name: string, text: string) => ({ name, mimeType: '', buffer: Buffer.from(text) })
  const choose = async () => {
    await page.getByRole('button', { name: houseWords.list.newMenu }).click()
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      page.getByRole('menuitem', { name: houseWords.importing.title }).click(),
    ])
    return chooser
  }
  await (await choose()).setFiles([
    file('notes.md', '# Notes\n\n##### deep\n'),
    file('photo.png', 'x'),
    file('broken.docx', 'x'),
    file('Trip to the sea.md', 'words'),
  ])
  const panel = page.getByRole('region', { name: toolWords.exchange.importHeading })
  const lines = panel.getByRole('listitem')
  await expect(lines.nth(0)).toContainText(toolWords.exchange.lost(toolWords.losses['deep-headings'](1)))
  await expect(lines.nth(1)).toContainText(toolWords.exchange.reasons.unknown)
  await expect(lines.nth(2)).toContainText(toolWords.exchange.reasons.unreadable)
  for (const name of ['Notes', 'Trip to the sea'])
    await expect(page.locator('main').getByRole('link', { name })).toBeVisible()
  await panel.getByRole('button', { name: toolWords.exchange.close }).click()
  await expect(panel).toBeHidden()

  await page.evaluate(() => {
    const data = new DataTransfer()
    data.items.add(new File(['<h1>Dropped</h1><p>words'], 'page.html'))
    const how = { dataTransfer: data, bubbles: true, cancelable: true }
    document.body.dispatchEvent(new DragEvent('dragover', how))
    document.body.dispatchEvent(new DragEvent('drop', how))
  })
  await page.waitForURL(/\/d\//)
  await expect(page.locator('#document')).toContainText('words')
})
