import { expect, type Locator, type Page } from '@playwright/test'
import { REFUSALS, type RefusalCode } from '../../document/protocol/refusals.ts'
import { type HaltKind, haltKind } from '../../web/elements/halt-kind.ts'
import { words } from '../../web/words.ts'
import { downloadBy } from '../support/downloads.ts'
import { test } from '../support/e2e.ts'
import { makeNextBuild } from '../support/next-build.ts'
import { untilEditable } from '../support/people.ts'
import { refuseCommits } from '../support/refused-commits.ts'

/** One code for each kind of stop, and whether loading the page again may help. */
const STOPS: readonly (readonly [RefusalCode, HaltKind, boolean])[] = [
  ['not-found', 'gone', false],
  ['cross-site', 'foreign', false],
  ['client-taken', 'stranger', true],
  ['schema-changed', 'outdated', true],
  ['document-too-large', 'full', true],
  ['too-many-steps', 'large', true],
  ['unsound-step', 'faulty', true],
]

test('every stop says what happened, what is safe and what to do, and gives the text away', async ({
  scene,
}) => {
  const { page, ...ann } = await scene.join(await scene.write())
  for (const [code, kind, canReload] of STOPS) {
    expect(haltKind(code)).toBe(kind)
    await page.goto(scene.address(await scene.write({ markdown: '# Title\n\nwords\n' })))
    await untilEditable(page)
    await refuseCommits(page, code)
    await ann.putCaretBehind('words')
    await page.keyboard.insertText(' unsent')

    const banner = page.getByRole('alert')
    for (const sentence of Object.values(words.halt[kind])) await expect(banner).toContainText(sentence)
    await expect(page.locator('#document')).toContainText('words unsent')
    await expect(page.locator('#document')).toHaveAttribute('contenteditable', 'false')
    const press = (name: string) => banner.getByRole('button', { name }).click()
    expect((await downloadBy(page, () => press(words.halt.download))).text).toContain('words unsent')
    await press(words.halt.copy)
    await expect(page.getByText(words.menu.copied)).toBeVisible()
    expect(await namesOf(banner.getByRole('button'))).toEqual([
      words.halt.copy,
      words.halt.download,
      ...(canReload ? [words.halt.reload] : []),
    ])
    await expect(banner.getByRole('link', { name: words.halt.check })).toHaveCount(kind === 'foreign' ? 1 : 0)
    await page.unroute('**/commits')
  }
})

test('a change that the document has no room for is offered as text after the reload', async ({ scene }) => {
  const { page, ...ann } = await scene.join(await scene.write({ markdown: 'words\n' }))
  await refuseCommits(page, 'document-too-large')
  await ann.putCaretBehind('words')
  await page.keyboard.insertText(' too much')
  const banner = page.getByRole('alert')
  await expect(banner).toContainText(words.halt.full.next)
  await page.unroute('**/commits')
  await banner.getByRole('button', { name: words.halt.reload }).click()
  await expect(page.locator('.tray blockquote')).toHaveText(' too much')
  await ann.untilSaved()
  expect(await ann.text()).toBe('words')
})

test('a page that gets no further than the text it was served gives that away', async ({ scene, page }) => {
  const id = await scene.write({ markdown: '# Title\n\n- one  **two**\n' })
  const { status, message } = REFUSALS['not-found']
  const json = { error: { code: 'not-found', message } }
  await page.route(`**/api/documents/${id}`, (route) => route.fulfill({ status, json }))
  await page.goto(scene.address(id))
  const banner = page.getByRole('alert')
  await expect(banner).toContainText(words.halt.gone.what)
  const press = () => banner.getByRole('button', { name: words.halt.download }).click()
  expect((await downloadBy(page, press)).text).toBe('# Title\n\n- one  **two**\n')
})

test('a full disk stops nobody: the page says so, keeps the words and sends them when there is space', async ({
  scene,
}) => {
  const id = await scene.write({ markdown: 'words\n' })
  const [ann, bob] = [await scene.join(id), await scene.join(id)]
  await refuseCommits(ann.page, 'storage-full')
  await ann.putCaretBehind('words')
  await ann.type(' kept')
  await expect(ann.page.getByText(words.trouble['storage-full'])).toBeVisible()
  await ann.type(' and more')
  await expect(ann.page.locator('.banner')).toHaveCount(0)
  await bob.putCaretBehind('words')
  await bob.type('!')
  await expect.poll(ann.text).toContain('!')

  await ann.page.unroute('**/commits')
  await ann.untilSaved()
  await expect(ann.page.getByText(words.trouble['storage-full'])).toHaveCount(0)
  await expect.poll(bob.text).toBe(await ann.text())
  expect(await bob.text()).toContain('kept and more')
})

test('somebody between who refuses changes is told apart, with a way to find out who', async ({ scene }) => {
  const ann = await scene.join(await scene.write({ markdown: 'words\n' }))
  // The page's own next try is a minute away: what saves the words here is the button.
  const blocked = { status: 403, headers: { 'retry-after': '60' }, body: 'Blocked by policy' }
  await ann.page.route('**/commits', (route) => route.fulfill(blocked))
  await ann.putCaretBehind('words')
  await ann.type('!')
  const chip = ann.page.locator('sp-connection-chip')
  await expect(chip).toContainText(words.trouble.unknown)
  await expect(chip.getByRole('link')).toHaveAttribute('href', '/connection')
  await ann.page.unroute('**/commits')
  await chip.getByRole('button', { name: words.connection.again }).click()
  await ann.untilSaved()
})

test.describe('with a server of its own', () => {
  test.use({ serverSettings: {} })

  test('a part of the page that an upgrade has taken away is named as a new version, to be had by a reload', async ({
    scene,
    page,
  }) => {
    const next = makeNextBuild()
    const id = await scene.write({ markdown: 'words\n' })
    await page.route('**/assets/markdown-out-*.js', (route) => route.abort())
    await page.goto(scene.address(id))
    await untilEditable(page)
    await copyAll(page)
    await expect(page.getByText(words.menu.copiedPlain)).toBeVisible()
    await expect(page.locator('.banner')).toHaveCount(0)

    await scene.server.stop()
    await scene.server.start(next.main)
    await page.unroute('**/assets/markdown-out-*.js')
    await copyAll(page)
    const banner = page.locator('.banner')
    await expect(banner).toContainText(words.newVersion.here)
    await banner.getByRole('button', { name: words.newVersion.reload }).click()
    await untilEditable(page)
    await expect(banner).toHaveCount(0)
    await copyAll(page)
    await expect(page.getByText(words.menu.copied)).toBeVisible()
    next.remove()
  })
})

async function copyAll(page: Page): Promise<void> {
  await page.getByRole('button', { name: words.menu.label, exact: true }).click()
  await page.getByRole('menuitem', { name: words.menu.copy }).click()
}

async function namesOf(buttons: Locator): Promise<string[]> {
  return (await buttons.allInnerTexts()).map((name) => name.trim())
}
