import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, chromium, expect, type LaunchOptions, type Page } from '@playwright/test'
import { words } from '../../web/words.ts'
import { untilAllAgree } from '../support/agreement.ts'
import { test } from '../support/e2e.ts'
import { drive, type Person, untilEditable } from '../support/people.ts'
import { openTcpProxy } from '../support/tcp-proxy.ts'
import { expectTokens, tokens } from '../support/tokens.ts'

test('a browser killed while offline: back with it, the text is there, sends itself and lands once', async ({
  scene,
  launchOptions,
}) => {
  const proxy = await openTcpProxy(scene.server.port)
  const folder = mkdtempSync(join(tmpdir(), 'samepage-browser-'))
  try {
    const document = await scene.write()
    const url = scene.address(document, { port: proxy.port })
    const bob = await scene.join(document)
    const first = await openBrowser(folder, launchOptions, url)
    await first.ann.putCaret(3)
    await typeAll(first.ann, tokens('a', 10))
    await first.ann.untilSaved()
    proxy.cut()
    await typeAll(first.ann, tokens('a', 20, 11))
    await expect(first.ann.page.locator('sp-save-state')).toHaveText(words.save.offlineKept)
    killBrowser(folder)
    await first.gone
    await bob.putCaret(3)
    await typeAll(bob, tokens('b', 10))

    proxy.restore()
    const { ann, context } = await openBrowser(folder, launchOptions, url)
    expect(await ann.text()).toContain(tokens('a', 30).join(''))
    expectTokens(await untilAllAgree(scene.visitor, document, [ann, bob]), { a: 30, b: 10 })
    await context.close()
  } finally {
    await proxy.close()
    rmSync(folder, { recursive: true, force: true })
  }
})

test('a duplicated tab is a tab of its own; what one of the two leaves as it crashes, the other brings', async ({
  scene,
}) => {
  const proxy = await openTcpProxy(scene.server.port)
  try {
    const document = await scene.write()
    const ann = await scene.join(document, { port: proxy.port })
    // As "Duplicate tab" does: the same address, with a copy of the tab's own storage; and a process of its own.
    const twin = drive(await ann.context.newPage(), ann.context)
    const storage = await ann.page.evaluate(() => ({ ...sessionStorage }))
    await twin.page.addInitScript((copied) => void Object.assign(sessionStorage, copied), storage)
    await twin.page.goto(ann.page.url())
    await untilEditable(twin.page)
    proxy.cut()
    for (const [person, author] of [
      [ann, 'a'],
      [twin, 't'],
    ] as const) {
      await person.page.bringToFront()
      await person.putCaret(3)
      await typeAll(person, tokens(author, 10))
      await expect(person.page.locator('sp-save-state')).toHaveText(words.save.offlineKept)
    }
    await crash(twin.page)
    await ann.page.bringToFront()
    proxy.restore()
    await ann.page.evaluate(() => dispatchEvent(new Event('online')))
    await expect.poll(() => ann.text(), { timeout: 40_000 }).toContain('t10;')
    expectTokens(await untilAllAgree(scene.visitor, document, [ann]), { a: 10, t: 10 })
  } finally {
    await proxy.close()
  }
})

test('two hours without a line end in a review; the home page told what waits', async ({ scene }) => {
  const proxy = await openTcpProxy(scene.server.port)
  try {
    const document = await scene.write({ title: 'Minutes', markdown: 's1;\n\ngoes\n' })
    const url = scene.address(document, { port: proxy.port })
    const bob = await scene.join(document)
    const ann = await scene.join(document, { port: proxy.port })
    await ann.page.clock.install()
    await ann.page.goto(url)
    await untilEditable(ann.page)
    await ann.page.clock.resume()
    proxy.cut()
    await ann.putCaretBehind('go')
    await ann.type('lost')
    await ann.putCaretBehind('s1;')
    await ann.type('s2;')
    await expect(ann.page.locator('sp-save-state')).toHaveText(words.save.offlineKept)
    await bob.page.getByText('goes').click({ clickCount: 3 })
    await bob.press('Backspace', 2)
    await bob.untilSaved()

    await ann.page.clock.fastForward('02:00:00')
    await ann.page.clock.resume()
    proxy.restore()
    await ann.page.evaluate(() => dispatchEvent(new Event('online')))
    const panel = ann.page.locator('sp-review-panel')
    await expect(panel.getByRole('heading')).toHaveText(words.review.heading('2 hours'))
    await expect(panel).toContainText(words.review.kept(3))
    await expect(panel.locator('blockquote')).toHaveText('lost')
    await expect(ann.page.locator('#document')).toHaveAttribute('contenteditable', 'false')
    expect(await bob.text()).toBe('s1;')

    const home = await ann.context.newPage()
    await home.goto(new URL('/', url).href)
    await expect(home.getByRole('link', { name: /Minutes/ })).toContainText(words.home.unsent(7))
    await home.close()

    await panel.getByRole('button', { name: words.review.merge }).click()
    expectTokens(await untilAllAgree(scene.visitor, document, [ann, bob]), { s: 2 })
    await expect(ann.page.locator('sp-residue-tray blockquote')).toHaveText('lost')
  } finally {
    await proxy.close()
  }
})

/** A browser with a folder of its own, as a person has one. */
async function openBrowser(
  folder: string,
  launch: LaunchOptions,
  url: string,
): Promise<{ ann: Person; context: BrowserContext; gone: Promise<unknown> }> {
  const context = await chromium.launchPersistentContext(folder, launch)
  const gone = new Promise((resolve) => context.once('close', resolve))
  const page = context.pages()[0] ?? (await context.newPage())
  await page.goto(url)
  await untilEditable(page)
  return { ann: drive(page, context), context, gone }
}

/** Ends the browser that uses this folder, and no other, as a power cut ends it. */
function killBrowser(folder: string): void {
  const processes = execFileSync('ps', ['-axww', '-o', 'pid=,command=']).toString().split('\n')
  const own = processes.filter((line) => line.includes(`--user-data-dir=${folder}`))
  for (const line of own) {
    const pid = Number.parseInt(line, 10)
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // It went with its parent.
    }
  }
}

/** The tab is gone without a word. */
async function crash(page: Page): Promise<void> {
  const crashed = page.waitForEvent('crash')
  const session = await page.context().newCDPSession(page)
  void session.send('Page.crash').catch(() => undefined)
  await crashed
}

async function typeAll(person: Person, typed: readonly string[]): Promise<void> {
  for (const token of typed) await person.type(token)
}
