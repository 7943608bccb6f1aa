import { expect, type Page } from '@playwright/test'
import { toolWords } from '../../web/tool-words.ts'
import { untilAllAgree } from '../support/agreement.ts'
import { test } from '../support/e2e.ts'

const TYPED = 'words that follow the block'

/** Drags the handle of the block with this text to right below another one. */
async function drag(page: Page, text: string, below: string): Promise<void> {
  const place = async (of: string) => {
    const box = await page.locator('#document').getByText(of).boundingBox()
    if (!box) throw new Error(`no "${of}" on the page`)
    return box
  }
  const from = await place(text)
  await page.mouse.move(from.x + 20, from.y + from.height / 2)
  const handle = page.getByRole('button', { name: toolWords.block.handle })
  await expect(handle).toBeVisible()
  await handle.hover()
  await page.mouse.down()
  const to = await place(below)
  await page.mouse.move(to.x + 40, to.y + to.height / 2, { steps: 4 })
  await page.mouse.move(to.x + 40, to.y + to.height - 2, { steps: 4 })
  await expect(page.locator('.block-drop-line')).toBeVisible()
  await page.mouse.up()
}

test('one drags a block while the other types in it: the words follow, and both take back their own', async ({
  scene,
}) => {
  const document = await scene.write({ markdown: 'apple\n\nberry\n\ncherry\n\ndamson' })
  const [ann, bob] = await Promise.all([scene.join(document), scene.join(document)])
  await bob.putCaretBehind('berry')

  // Every second word of Bob's is on its way, or not even sent, while the block is moved.
  const typing = bob.type(` ${TYPED}`, 40)
  await drag(ann.page, 'berry', 'damson')
  await typing
  await untilAllAgree(scene.visitor, document, [ann, bob])
  expect(await ann.text()).toBe(`apple\ncherry\ndamson\nberry ${TYPED}`)

  // Ann never leaves the keyboard from here on: up again, a quote of it, and all of it undone.
  await ann.putCaretBehind('berry')
  await ann.press('Alt+Shift+ArrowUp')
  await ann.press('ControlOrMeta+Shift+m')
  const menu = ann.page.getByRole('menu', { name: toolWords.block.menu })
  await expect(menu.getByRole('menuitem', { name: toolWords.block.actions.moveUp })).toBeFocused()
  await ann.press('q')
  await expect(menu.getByRole('menuitemradio', { name: toolWords.insert.entries.quote.label })).toBeFocused()
  await Promise.all([ann.press('Enter'), bob.type('!')])
  await expect(menu).toHaveCount(0)
  await expect(ann.page.locator('#document blockquote')).toHaveText(`berry ${TYPED}!`)
  await untilAllAgree(scene.visitor, document, [ann, bob])
  expect(await bob.text()).toBe(`apple\ncherry\nberry ${TYPED}!\ndamson`)
  await ann.press('ControlOrMeta+z', 3)
  await untilAllAgree(scene.visitor, document, [ann, bob])
  expect(await bob.text()).toBe(`apple\nberry ${TYPED}!\ncherry\ndamson`)
})
