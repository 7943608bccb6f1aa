import { expect, type Page } from '@playwright/test'
import { houseWords } from '../../web/house-words.ts'
import { words } from '../../web/words.ts'
import { untilAllAgree } from '../support/agreement.ts'
import { test } from '../support/e2e.ts'
import { aPicture } from '../support/files.ts'
import { homeOf } from '../support/home.ts'
import { paste } from '../support/paste.ts'
import type { NodeJson } from '../support/people.ts'

/** The blocks after the title, in short: a paragraph's text, or what kind of block it is. */
function outline({ content = [] }: NodeJson): string[] {
  return content.slice(1).map((block) => {
    if (block.type !== 'paragraph') return `[${block.type}]`
    return (block.content ?? []).map(({ text }) => text).join('')
  })
}

/** Drops files on the text of a block, as a file manager does. */
async function drop(
  page: Page,
  onto: string,
  files: readonly { name: string; type: string; base64: string }[],
) {
  const target = page.locator('#document').getByText(onto)
  const box = await target.boundingBox()
  if (!box) throw new Error(`nothing reads ${onto}`)
  await target.evaluate(
    async (element, { given, x, y }) => {
      const data = new DataTransfer()
      for (const { name, type, base64 } of given) {
        const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))
        data.items.add(new File([bytes], name, { type }))
      }
      const at = { dataTransfer: data, bubbles: true, cancelable: true, clientX: x, clientY: y }
      for (const kind of ['dragenter', 'dragover', 'drop']) element.dispatchEvent(new DragEvent(kind, at))
    },
    { given: files, x: box.x + box.width / 2, y: box.y + box.height / 2 },
  )
}

test('a picture dropped into a paragraph where somebody else writes lands below it, after a broken line and a reload', async ({
  scene,
}) => {
  const document = await scene.write({ title: 'Trip', markdown: 'We went to the lake.\n\nThe end.' })
  const [ann, bob] = await Promise.all([scene.join(document), scene.join(document)])
  let tries = 0
  let hasReloaded = false
  let letGo = (): void => undefined
  const isHeld = new Promise<void>((resolve) => {
    letGo = resolve
  })
  await ann.page.route('**/files?name=*', async (route) => {
    tries += 1
    if (tries === 1) return route.abort('connectionreset')
    // The page goes away with its requests; the next one begins with the same bytes.
    if (!hasReloaded) return undefined
    await isHeld
    return route.continue()
  })
  const png = aPicture(640, 320).toString('base64')
  await drop(ann.page, 'We went', [
    { name: 'lake.png', type: 'image/png', base64: png },
    { name: '../notes.txt', type: 'text/plain', base64: btoa('remember the boat') },
  ])
  const cards = ann.page.locator('.upload')
  await expect(cards).toHaveCount(2)
  await expect(cards.first()).toContainText('lake.png')

  await bob.putCaretBehind('We went to')
  await bob.type(' and around')
  await bob.press('Home')
  await bob.type('Later: ')
  await ann.putCaretBehind('The end')
  await ann.type(', really')
  await expect.poll(() => tries).toBe(2)
  await ann.untilSaved()
  hasReloaded = true
  await ann.page.reload()
  await expect(cards).toHaveCount(2)
  await expect.poll(() => tries).toBe(3)
  letGo()

  await expect(bob.page.locator('figure img')).toHaveJSProperty('naturalWidth', 640)
  await expect(bob.page.locator('.attachment')).toContainText('notes.txt')
  await expect(cards).toHaveCount(0)
  await untilAllAgree(scene.visitor, document, [ann, bob])
  expect(outline(await bob.doc())).toEqual([
    'Later: We went to and around the lake.',
    '[figure]',
    '[attachment]',
    'The end, really.',
  ])
  const [saved] = await Promise.all([
    bob.page.waitForEvent('download'),
    bob.page.getByRole('link', { name: 'notes.txt' }).click(),
  ])
  expect(saved.suggestedFilename()).toBe('notes.txt')

  // Each came as a change of mine: one undo takes one away, and nothing else.
  await ann.putCaretBehind('The end')
  await ann.press('Control+z')
  await expect(ann.page.locator('figure, .attachment')).toHaveCount(1)
  expect(outline(await ann.doc())).toContain('The end, really.')
})

test('a picture gets its caption, width and description by keys, and a reader without scripts sees all of it', async ({
  scene,
  browser,
}) => {
  const document = await scene.write({ title: 'Picture', markdown: 'Before.\n\nAfter.' })
  const ann = await scene.join(document)
  const { page } = ann
  await drop(page, 'Before.', [
    { name: 'a.png', type: 'image/png', base64: aPicture(900, 300).toString('base64') },
  ])
  const figure = page.locator('figure')
  await figure.locator('img').click()
  await expect(page.getByRole('toolbar', { name: words.figure.tools })).toBeVisible()
  await ann.press('Enter')
  await ann.type('The lake in autumn')
  await ann.press('Enter')
  await ann.type('Below. ')
  expect(outline(await ann.doc())).toEqual(['Before.', '[figure]', 'Below. ', 'After.'])

  // By arrows through it: from below onto the picture, up above it, down onto it again and into the caption.
  await ann.press('Home')
  await ann.press('ArrowUp')
  await expect(figure).toHaveClass(/selectednode/)
  await ann.press('ArrowUp')
  await ann.type('Up. ')
  await ann.press('ArrowDown')
  await expect(figure).toHaveClass(/selectednode/)
  await ann.press('Enter')
  await ann.press('Home')
  await ann.press('ArrowUp')
  await expect(figure).toHaveClass(/selectednode/)
  await expect(page.locator('#document')).toContainText('Up. ')
  await ann.putCaretBehind('The lake in autumn')
  await ann.press('Home')
  await ann.press('Backspace')
  await expect(figure).toHaveClass(/selectednode/)
  await ann.press('Alt+F10')
  const half = page.getByRole('button', { name: words.figure.width(50) })
  await ann.press('ArrowRight')
  await expect(half).toBeFocused()
  await ann.press('Enter')
  await expect(half).toHaveAttribute('aria-pressed', 'true')
  await ann.press('ArrowRight', 3)
  await ann.press('Enter')
  await expect(page.getByRole('dialog')).toBeVisible()
  await ann.type('Still water under a grey sky')
  await ann.press('Enter')
  await expect(figure.locator('img')).toHaveAttribute('alt', 'Still water under a grey sky')
  // A picture that is written out in pasted HTML, and larger than a text may hold.
  const large = aPicture(400, 300, 'noise').toString('base64')
  expect(large.length).toBeGreaterThan(131_072)
  await ann.putCaretBehind('After')
  await paste(page, { text: 'seen', html: `<p>seen <img src="data:image/png;base64,${large}"></p>` })
  await expect(page.locator('figure')).toHaveCount(2)
  await expect(page.locator('#document')).toContainText('Afterseen')
  await ann.untilSaved()

  const context = await browser.newContext({
    javaScriptEnabled: false,
    viewport: { width: 375, height: 700 },
  })
  const plain = await context.newPage()
  await plain.goto(scene.address(document))
  const shown = plain.getByRole('img', { name: 'Still water under a grey sky' })
  await expect(shown).toBeVisible()
  await expect(plain.locator('figcaption').first()).toHaveText('The lake in autumn')
  const box = await shown.boundingBox()
  expect(Math.round((box?.width ?? 0) / (box?.height ?? 1))).toBe(3)
  expect(await plain.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(375)
  await context.close()
})

test('everything comes down as one archive, and somebody else brings it in as documents of their own', async ({
  scene,
  browser,
}) => {
  const document = await scene.write({ title: 'Kept for later', markdown: 'What it says.' })
  const ann = await scene.join(document)
  await drop(ann.page, 'What it says.', [
    { name: 'a.png', type: 'image/png', base64: aPicture(60, 40).toString('base64') },
  ])
  await expect(ann.page.locator('figure img')).toHaveJSProperty('naturalWidth', 60)
  await ann.untilSaved()
  await ann.page.goto(homeOf(scene))
  const choose = async (page: Page, action: string) => {
    await page.getByRole('button', { name: houseWords.list.menu, exact: true }).click()
    await page.getByRole('menuitem', { name: action }).click()
  }
  const downloading = ann.page.waitForEvent('download')
  await choose(ann.page, houseWords.archive.download)
  const archive = await downloading
  expect(archive.suggestedFilename()).toMatch(/^Samepage \d{4}-\d\d-\d\d\.zip$/)

  const bob = await browser.newContext()
  const home = await bob.newPage()
  await home.goto(homeOf(scene))
  const choosing = home.waitForEvent('filechooser')
  // A server that is busy at first: the archive is sent again by itself, under the same id.
  const sent: string[] = []
  const busy = { error: { code: 'too-many-requests', message: 'Too many requests.' } }
  await home.route('**/api/archive?id=*', async (route) => {
    sent.push(route.request().url())
    if (sent.length > 1) return route.continue()
    return route.fulfill({ status: 429, headers: { 'Retry-After': '3' }, json: busy })
  })
  await choose(home, houseWords.archive.bring)
  await (await choosing).setFiles(await archive.path())
  await expect(home.getByText(houseWords.archive.waiting)).toBeVisible()
  const dialog = home.getByRole('dialog', { name: houseWords.archive.heading })
  await expect(dialog).toContainText(houseWords.archive.taken(1, 1))
  expect(sent).toEqual([sent[0], sent[0]])
  await dialog.getByRole('button', { name: houseWords.archive.close }).click()
  await home.getByRole('link', { name: /Kept for later/ }).click()
  await expect(home.locator('figure img')).toHaveJSProperty('naturalWidth', 60)
  expect(home.url()).not.toContain(document)
  await bob.close()
})
