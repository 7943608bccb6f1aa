import { expect, type Page } from '@playwright/test'
import { words } from '../../web/words.ts'
import { untilAllAgree } from '../support/agreement.ts'
import { test } from '../support/e2e.ts'
import { holdPosts } from '../support/held-posts.ts'
import { type Person, untilEditable } from '../support/people.ts'
import { createRandom } from '../support/random.ts'
import { openTcpProxy } from '../support/tcp-proxy.ts'
import { expectTokens, tokens } from '../support/tokens.ts'

const TOKENS = 60
const RELOADS = 3

test('a reload in the middle of typing keeps every letter that was on the screen, once', async ({ scene }, {
  repeatEachIndex,
}) => {
  const random = createRandom(7_300 + repeatEachIndex)
  console.log(`seed ${random.seed}`)
  const document = await scene.write()
  const [ann, bob] = await Promise.all([scene.join(document), scene.join(document)])
  await ann.page.addInitScript(noteLastText)
  await ann.page.evaluate(noteLastText)
  for (const person of [ann, bob]) await person.putCaret(3)
  const bobWrites = typeAll(bob, tokens('b', TOKENS))

  const wanted = tokens('a', TOKENS).join('')
  let written = 0
  for (let reload = 1; reload <= RELOADS; reload++) {
    const before = written + 10 + random.int(20)
    await ann.type(wanted.slice(written, before))
    // More keys go in while the page is on its way out: some are taken and some are not.
    await Promise.all([ann.page.reload(), ann.type(wanted.slice(before, before + 20))])
    await untilEditable(ann.page)
    const last = await lastText(ann.page)
    expect(wanted.startsWith(last), `${last} was on the screen`).toBe(true)
    expect(last.length).toBeGreaterThanOrEqual(before)
    written = last.length
    await ann.putCaretBehind(last)
  }
  await ann.type(wanted.slice(written))
  await bobWrites
  expectTokens(await untilAllAgree(scene.visitor, document, [ann, bob]), { a: TOKENS, b: TOKENS })
})

test('what could not be sent before a reload is there after it, and is sent then', async ({ scene }) => {
  const document = await scene.write()
  const [ann, bob] = await Promise.all([scene.join(document), scene.join(document)])
  const posts = await holdPosts(ann.page)
  posts.hold()
  for (const person of [ann, bob]) await person.putCaret(3)
  await Promise.all([typeAll(ann, tokens('a', 10)), typeAll(bob, tokens('b', 10))])
  await expect.poll(() => ann.text()).toContain('b10;')

  await ann.page.reload()
  await untilEditable(ann.page)
  const unsent = tokens('a', 10).join('')
  expect(await ann.text()).toContain(unsent)
  await expect(ann.page.locator('sp-save-state')).toHaveText(words.save.saving)
  // As it went, the page may have got its first commit out, a letter or two; it cannot know.
  expect(await bob.text()).not.toContain('a3;')
  await ann.putCaretBehind(unsent)
  await typeAll(ann, tokens('a', 10, 11))
  await posts.release()
  expectTokens(await untilAllAgree(scene.visitor, document, [ann, bob]), { a: 20, b: 10 })
})

test('a commit whose answer and event never came is sent again after a reload, and is there once', async ({
  scene,
}) => {
  const proxy = await openTcpProxy(scene.server.port)
  try {
    const document = await scene.write()
    const [ann, bob] = [await scene.join(document, { port: proxy.port }), await scene.join(document)]
    await ann.putCaret(3)
    proxy.deafen()
    await typeAll(ann, tokens('a', 10))
    await expect.poll(() => bob.text()).toContain('a')
    await expect(ann.page.locator('sp-save-state')).toHaveText(words.save.saving)
    proxy.restore()
    await ann.page.reload()
    await untilEditable(ann.page)
    const doc = await untilAllAgree(scene.visitor, document, [ann, bob])
    expectTokens(doc, { a: 10 })
  } finally {
    await proxy.close()
  }
})

/** Runs in the page: keeps over a reload what of Ann's the page showed when it went away. */
function noteLastText(): void {
  addEventListener('pagehide', () => {
    const shown = document.querySelector('#document')?.textContent ?? ''
    sessionStorage.setItem('last-text', shown.replaceAll(/b\d*;?/g, ''))
  })
}

function lastText(page: Page): Promise<string> {
  return page.evaluate(() => sessionStorage.getItem('last-text') ?? '')
}

async function typeAll(person: Person, typed: readonly string[]): Promise<void> {
  for (const token of typed) await person.type(token)
}
