import { expect, type Page } from '@playwright/test'
import { houseWords } from '../../web/house-words.ts'
import { words } from '../../web/words.ts'
import { downloadBy } from '../support/downloads.ts'
import { type Scene, test } from '../support/e2e.ts'
import { type Person, untilEditable } from '../support/people.ts'
import { openTcpProxy } from '../support/tcp-proxy.ts'

const MARKDOWN = '# Tea: plan/one\n\nSome **bold** words\n'

test('by keyboard the menu opens, goes round, and gives the focus back', async ({ scene }) => {
  const { page, press } = await scene.join(await scene.write({ markdown: MARKDOWN }))
  const button = page.getByRole('button', { name: words.menu.label, exact: true })
  const entry = (name: string) => page.getByRole('menuitem', { name })
  await expect(button).toHaveAttribute('aria-haspopup', 'menu')
  await button.focus()
  await press('Enter')
  await expect(entry(words.menu.palette)).toBeFocused()
  await press('ArrowUp')
  await expect(page.getByRole('menuitemradio', { name: words.theme.system })).toBeFocused()
  await press('ArrowDown', 2)
  await expect(entry(words.menu.find)).toBeFocused()
  await press('End')
  await press('Home')
  await expect(entry(words.menu.palette)).toBeFocused()
  await press('Escape')
  await expect(page.getByRole('menu')).toBeHidden()
  await expect(button).toBeFocused()

  await press('ArrowDown', 5)
  await press('Enter')
  const dialog = page.getByRole('dialog', { name: words.displaced.heading })
  await expect(dialog).toContainText(words.displaced.empty)
  await press('Escape')
  await expect(button).toBeFocused()
})

test('thrown away by the palette it is read on by everybody, and written in again when it is back', async ({
  scene,
}) => {
  const { palette } = houseWords
  const ann = await scene.join(await scene.write())
  // By its own page: a made-up host name is known to the browser alone.
  const make = (title: string) =>
    ann.page.evaluate(async (named) => {
      const headers = { 'content-type': 'application/json' }
      const made = await fetch('/api/documents', {
        method: 'POST',
        headers,
        body: JSON.stringify({ title: named }),
      })
      return ((await made.json()) as { id: string }).id
    }, title)
  const [id] = [await make('Shared plan'), await make('Letters')]
  await ann.page.goto(scene.address(id))
  await untilEditable(ann.page)
  const bob = await scene.join(id)
  const star = ann.page.getByRole('button', { name: words.menu.star })
  await star.click()
  await expect(ann.page.getByRole('button', { name: words.menu.unstar })).toBeVisible()
  const dialog = ann.page.getByRole('dialog', { name: palette.label })
  const choose = async (typed: string, shown: string) => {
    await ann.press('Control+Alt+k')
    await expect(dialog).toBeVisible()
    await ann.type(typed)
    await expect(dialog.getByRole('option').first()).toContainText(shown)
    await ann.press('Enter')
    await expect(dialog).toBeHidden()
  }
  await choose('to trash', words.menu.trash)
  const { trash } = words.halt
  for (const [{ page }, said] of [
    [ann, trash.mine],
    [bob, trash.others],
  ] as const) {
    await expect(page.getByRole('alert')).toContainText(said)
    await expect(page.locator('#document')).toHaveAttribute('contenteditable', 'false')
    await expect(page.locator('#document h1')).toHaveText('Shared plan')
  }
  await expect(bob.page.getByRole('button', { name: trash.restore })).toHaveCount(0)
  await ann.page.getByRole('button', { name: trash.restore }).click()
  await untilEditable(bob.page)
  await bob.putCaret(1)
  await bob.type('Our ')
  await expect(ann.page.locator('#document h1')).toHaveText('Our Shared plan')
  await expect(ann.page.getByRole('alert')).toHaveCount(0)
  await choose('lettr', 'Letters')
  await expect(ann.page.locator('#document h1')).toHaveText('Letters')
})

test('a document is taken away in every format without the server, with what was not sent', async ({
  scene,
}) => {
  const id = await scene.write({ markdown: MARKDOWN })
  const proxy = await openTcpProxy(scene.server.port)
  const ann = await scene.join(id, { port: proxy.port })
  await untilWritersAreThere(ann.page)
  proxy.cut()
  await ann.putCaretBehind('words')
  await ann.type(' and unsent ones')
  await expect.poll(ann.text).toContain('unsent')

  const markdown = await downloadBy(ann.page, () => choose(ann.page, words.menu.markdown))
  expect(markdown.name).toBe('Tea plan one.md')
  expect(markdown.text).toBe('# Tea: plan/one\n\nSome **bold** words and unsent ones\n')
  const html = await downloadBy(ann.page, () => choose(ann.page, words.menu.html))
  expect(html.name).toBe('Tea plan one.html')
  expect(html.text).toContain('<strong>bold</strong> words and unsent ones')
  const plain = await downloadBy(ann.page, () => choose(ann.page, words.menu.text))
  expect(plain.text).toBe('Tea: plan/one\n\nSome bold words and unsent ones\n')

  await choose(ann.page, words.menu.copy)
  await expect(ann.page.getByText(words.menu.copied)).toBeVisible()
  await choose(ann.page, words.menu.displaced)
  await expect(ann.page.getByRole('dialog').getByRole('alert')).toHaveText(words.displaced.failed)
  await ann.press('Escape')
  proxy.restore()
  await ann.page.evaluate(() => dispatchEvent(new Event('online')))
  await ann.untilSaved()
  await proxy.close()
})

test('where the writer of a format is gone the text comes as plain text, and the page says so', async ({
  scene,
}) => {
  const id = await scene.write({ markdown: MARKDOWN })
  const ann = await scene.join(id)
  await ann.page.route('**/assets/markdown-out-*.js', (route) => route.abort())
  await ann.page.reload()
  await ann.untilSaved()
  const download = await downloadBy(ann.page, () => choose(ann.page, words.menu.markdown))
  expect(download.name).toBe('Tea plan one.txt')
  expect(download.text).toContain('Some bold words')
  await expect(ann.page.getByText(words.menu.savedPlain)).toBeVisible()
})

test('text that was put aside is still in the menu, says why and when, and can be inserted again', async ({
  scene,
}) => {
  const { ann, id } = await withDisplacedText(scene, 'displaced words')
  const tray = ann.page.locator('.tray')
  await expect(tray).toBeVisible()
  await tray.getByRole('button', { name: words.residue.dismiss }).click()
  await expect(tray).toHaveCount(0)
  await ann.putCaretBehind('stays')

  await choose(ann.page, words.menu.displaced)
  const dialog = ann.page.getByRole('dialog', { name: words.displaced.heading })
  await expect(dialog.locator('blockquote')).toHaveText('displaced words')
  await expect(dialog).toContainText(words.residue.reasons.deleted)
  await expect(dialog).toContainText(words.displaced.aside('just now', 30))
  await dialog.getByRole('button', { name: words.residue.copy }).click()
  await expect(dialog.getByRole('status')).toHaveText(words.residue.copied)
  await ann.press('Escape')
  await ann.putCaretBehind('stays')
  await ann.press('Control+v')
  await expect.poll(ann.text).toBe('staysdisplaced words')
  await ann.press('Control+z')

  await choose(ann.page, words.menu.displaced)
  await dialog.getByRole('button', { name: words.residue.insert }).click()
  await expect(dialog).toBeHidden()
  await expect.poll(ann.text).toBe('staysdisplaced words')
  await ann.untilSaved()

  const bob = await scene.join(id)
  await choose(bob.page, words.menu.displaced)
  await expect(bob.page.getByRole('dialog', { name: words.displaced.heading })).toContainText(
    words.displaced.empty,
  )
})

/** The page fetches them by itself when it has nothing else to do. */
async function untilWritersAreThere(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const fetched = performance.getEntriesByType('resource').map(({ name }) => name)
    return ['markdown-out', 'html-page'].every((writer) => fetched.some((name) => name.includes(writer)))
  })
}

async function choose(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: words.menu.label, exact: true }).click()
  await page.getByRole('menuitem', { name, exact: true }).click()
}

/** Ann's page reports words it could not place, as after an absence. */
async function withDisplacedText(
  scene: Scene,
  text: string,
): Promise<{ readonly ann: Person; readonly id: string }> {
  const id = await scene.write({ markdown: 'stays' })
  const ann = await scene.join(id)
  await ann.page.evaluate(
    async ([document, lost]) => {
      const { epoch, schema, seq } = await (await fetch(`/api/documents/${document}`)).json()
      const body = { id: 'lost-commit-1', client: 'lost-client-1', epoch, schema, base: seq, steps: [] }
      await fetch(`/api/documents/${document}/commits`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ...body, lost: [{ reason: 'deleted', text: lost }] }),
      })
    },
    [id, text] as const,
  )
  await ann.page.reload()
  return { ann, id }
}
