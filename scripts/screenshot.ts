import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { type Browser, chromium, type Page } from '@playwright/test'
import { chromiumLaunchOptions } from '../tests/support/browser.ts'

const ROOT = join(import.meta.dirname, '..')
const VIEWPORT = { width: 1280, height: 800 }

const MARKDOWN = `# Moving the reading room

We open again on **Monday, 4 May**. This page is where we keep what is decided, and what is not. Plans and
measurements are in [the old folder](https://example.org/reading-room).

## What is decided

- The long table goes under the north windows; nobody reads in the sun.
- Newspapers stay by the door, *with* the coffee.

## Before we can open

- [x] Count the chairs: 42, and two that should not be sat on
- [x] Ask the neighbours about the noise on Saturday
- [ ] Find somebody with a van
- [ ] Print the new opening hours

> The room should feel open before anybody has found the light switch.
`

/** Takes docs/screenshot.png from the built server: a document while three people are in it. */
async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'samepage-'))
  const server = spawn(process.execPath, [join(ROOT, 'dist/server/main.js')], {
    env: { PATH: process.env['PATH'] ?? '', PORT: '0', SAMEPAGE_DATA: folder, SAMEPAGE_LOG: 'warn' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const browser = await chromium.launch(chromiumLaunchOptions())
  try {
    await photograph(browser, await addressOf(server.stdout), join(ROOT, 'docs/screenshot.png'))
  } finally {
    await browser.close()
    server.kill()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function photograph(browser: Browser, url: string, path: string): Promise<void> {
  const me = await visit(browser, url, 'Ines Okafor', 0)
  const created = await me.request.post(`${url}/api/documents`, { data: { markdown: MARKDOWN } })
  const { url: address } = (await created.json()) as { url: string }
  const ada = await visit(browser, url, 'Ada Lindqvist', 1)
  const tomas = await visit(browser, url, 'Tomás Rey', 2)
  await Promise.all([me, ada, tomas].map((page) => page.goto(url + address)))

  await tomas.getByText('Find somebody with a van').click()
  await tomas.keyboard.press('End')
  await ada.getByText('Newspapers stay by the door').click()
  await ada.keyboard.press('End')
  await ada.keyboard.press('Enter')
  await me.getByText('Newspapers stay by the door').click()
  await me.keyboard.press('End')
  await Promise.all([
    ada.keyboard.type('The children’s corner keeps its carpet and its noise.', { delay: 15 }),
    tomas.keyboard.type(' (Jo’s is free on Thursday)', { delay: 20 }),
  ])
  await me.getByText('(Jo’s is free on Thursday)').waitFor()
  await me.getByText('The children’s corner keeps its carpet and its noise.').waitFor()
  await me.locator('sp-save-state[data-kind=saved]').waitFor()
  await me.locator('.caret').nth(1).waitFor()
  await me.screenshot({ path })
  console.log(`${path} is taken.`)
}

/** Somebody with a name, in a browser of their own. */
async function visit(browser: Browser, url: string, name: string, colour: number): Promise<Page> {
  const context = await browser.newContext({ viewport: VIEWPORT, colorScheme: 'light' })
  await context.request.put(`${url}/api/me`, { data: { name, colour } })
  return context.newPage()
}

async function addressOf(stdout: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input: stdout })) {
    const found = /^Samepage is at (http:\S+)$/.exec(line)?.[1]
    if (found) return found
  }
  throw new Error('the server ended before it said where it is')
}

await main()
