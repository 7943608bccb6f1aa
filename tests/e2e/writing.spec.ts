import { expect, type Locator } from '@playwright/test'
import { toolWords } from '../../web/tool-words.ts'
import { words } from '../../web/words.ts'
import { untilAllAgree } from '../support/agreement.ts'
import { test } from '../support/e2e.ts'

const { entries } = toolWords.insert

test('one inserts by the slash menu with keys alone while another writes in the same paragraph', async ({
  scene,
}) => {
  const id = await scene.write({ title: 'Plan', markdown: 'first\n\nlast' })
  const ann = await scene.join(id)
  const bob = await scene.join(id)
  const list = ann.page.getByRole('listbox', { name: toolWords.insert.label })
  const chosen = list.getByRole('option', { selected: true })

  await ann.putCaretBehind('first')
  await ann.type(' /he')
  await expect(chosen).toContainText(entries.heading1.label)
  // Each letter moves the menu's place; what Ann asks for stays what she typed.
  await bob.putCaretBehind('first')
  await bob.type(' of all')
  await expect.poll(ann.text).toBe('first of all /he\nlast')
  await expect(chosen).toContainText(entries.heading1.label)
  await ann.press('ArrowDown')
  await expect(chosen).toContainText(entries.heading2.label)
  const active = await ann.page.locator('#document').getAttribute('aria-activedescendant')
  expect(await chosen.getAttribute('id')).toBe(active)
  await ann.press('Enter')
  await expect(list).toBeHidden()
  await expect(bob.page.locator('#document h3')).toHaveText('first of all ')

  // Escape leaves the slash as text, and gives the keys back.
  await ann.press('End')
  await ann.type('/')
  await expect(list).toBeVisible()
  await ann.press('Escape')
  await expect(list).toBeHidden()
  await ann.type('x')
  await ann.press('Enter')
  await ann.type('/todo')
  await expect(chosen).toContainText(entries.tasks.label)
  await ann.press('Tab')
  await ann.type('milk')
  await expect(bob.page.getByRole('checkbox')).toHaveCount(1)
  const doc = await untilAllAgree(scene.visitor, id, [ann, bob])
  expect(JSON.stringify(doc)).toContain('milk')
  expect(await bob.text()).toBe('first of all /x\nmilk\nlast')
})

test('selected words are formatted and linked at their place by keys alone, beside somebody who types', async ({
  scene,
}) => {
  const id = await scene.write({ title: 'Plan', markdown: 'one two three' })
  const ann = await scene.join(id)
  const bob = await scene.join(id)
  const formats = ann.page.locator('.bubble').getByRole('toolbar', { name: words.format.label })
  const link = ann.page.getByRole('toolbar', { name: words.link.heading })

  await ann.putCaretBehind('one two')
  for (const _letter of 'two') await ann.press('Shift+ArrowLeft')
  await expect(formats).toBeVisible()
  await bob.putCaretBehind('one')
  await bob.type(' and a half')
  await expect.poll(ann.text).toBe('one and a half two three')
  await expect(formats).toBeVisible()
  await ann.press('Alt+F10')
  await expect(formats.getByRole('button', { name: words.format.strong })).toBeFocused()
  await ann.press('Enter')
  await expect(bob.page.locator('#document strong')).toHaveText('two')
  await expect(ann.page.locator('#document')).toBeFocused()
  await ann.press('Control+\\')
  await expect(bob.page.locator('#document strong')).toHaveCount(0)

  await ann.press('Control+k')
  await ann.type('example.org')
  await ann.press('Enter')
  await expect(bob.page.locator('#document a')).toHaveText('two')
  await ann.press('ArrowRight')
  await ann.press('ArrowLeft')
  await expect(link.getByRole('link')).toHaveAttribute('href', 'https://example.org')
  await ann.press('Alt+F10')
  await expect(link.getByRole('link')).toBeFocused()
  await ann.press('Tab')
  await ann.press('Tab')
  await ann.press('Tab')
  await expect(link.getByRole('button', { name: words.link.remove })).toBeFocused()
  await ann.press('Enter')
  await expect(bob.page.locator('#document a')).toHaveCount(0)

  // An address becomes a link as one goes on, and one Backspace takes that back.
  await ann.press('End')
  await ann.type(' https://example.org/page ')
  await expect(bob.page.locator('#document a')).toHaveText('https://example.org/page')
  await ann.press('Backspace')
  await expect(bob.page.locator('#document a')).toHaveCount(0)

  // Nobody is asked for words that are selected; where none are, they are asked for.
  await ann.press('Control+k')
  await ann.type('example.org/there')
  await ann.page.getByRole('textbox', { name: words.link.text, exact: true }).fill('there')
  await ann.press('Enter')
  await expect(bob.page.locator('#document a')).toHaveText('there')

  await ann.press('Control+/')
  const sheet = ann.page.getByRole('dialog', { name: toolWords.shortcuts.heading })
  await expect(sheet).toContainText('Ctrl+Shift+X')
  await ann.press('Escape')
  await expect(ann.page.locator('#document')).toBeFocused()
  await ann.press('Alt+F10')
  await expect(ann.page.locator('#document')).not.toBeFocused()
  await ann.press('?')
  await expect(sheet).toBeVisible()
  await untilAllAgree(scene.visitor, id, [ann, bob])
})

test('one mentions somebody and links to a document by keys alone; its title is always the one of now', async ({
  scene,
}) => {
  const id = await scene.write({ title: 'Notes', markdown: 'ask and see' })
  const ann = await scene.join(id)
  const bob = await scene.join(id)
  const nameOfBob = await bob.page.evaluate(
    async () => (await (await fetch('/api/me')).json()).name as string,
  )
  const chosen = ann.page.getByRole('listbox', { name: words.references.label }).getByRole('option', {
    selected: true,
  })
  // Ann has a second document, to link to.
  const other = await ann.page.evaluate(async () => {
    const headers = { 'content-type': 'application/json' }
    const body = JSON.stringify({ title: 'Road map' })
    return (await (await fetch('/api/documents', { method: 'POST', headers, body })).json()).id as string
  })

  await ann.putCaretBehind('ask')
  await ann.type(` @${nameOfBob.slice(0, 3)}`)
  await expect(chosen).toContainText(nameOfBob)
  await bob.putCaretBehind('ask')
  await bob.type(' now')
  await expect.poll(ann.text).toContain('ask now @')
  await ann.press('Enter')
  await expect(bob.page.locator('.mention.is-me')).toHaveText(`@${nameOfBob}`)
  await expect(ann.page.locator('.mention:not(.is-me)')).toHaveText(`@${nameOfBob}`)

  await ann.press('End')
  await ann.type(' [[road')
  await expect(chosen).toContainText('Road map')
  await ann.press('Enter')
  await ann.type('too')
  const link = bob.page.locator('#document').getByRole('link')
  await expect(link).toHaveText('Road map')
  await untilAllAgree(scene.visitor, id, [ann, bob])

  const written = await scene.join(other)
  await written.putCaret(1)
  await written.type('The ')
  await written.untilSaved()
  await bob.page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
  await expect(link).toHaveText('The Road map')
  await bob.press('End')
  await bob.press('ArrowLeft', ' too'.length + 1)
  await bob.press('Enter')
  await expect(bob.page).toHaveURL(scene.address(other))
})

test('emoji come by name, in the title too, and quotation marks curl until one turns that off', async ({
  scene,
}) => {
  const id = await scene.write({ title: 'Plan', markdown: 'party' })
  const ann = await scene.join(id)
  const bob = await scene.join(id)
  const emoji = ann.page.getByRole('listbox', { name: words.references.emoji })

  await ann.putCaretBehind('party')
  await ann.type(' :)')
  await ann.type(' :tada')
  await expect(emoji.getByRole('option', { selected: true })).toContainText('🎉')
  await bob.putCaretBehind('party')
  await bob.type(' time')
  await expect.poll(ann.text).toContain('time')
  await ann.press('Enter')
  await ann.type(' he said "yes')
  await expect.poll(bob.text).toBe('party time :) 🎉 he said “yes')
  await ann.type('"')
  await ann.press('Backspace')
  await ann.page.getByRole('button', { name: words.menu.label, exact: true }).click()
  await ann.page.getByRole('menuitemcheckbox', { name: words.menu.typography }).click()
  await ann.press('Escape')
  await ann.page.locator('#document').focus()
  await ann.press('End')
  await ann.type(' "no"')
  await expect.poll(bob.text).toBe('party time :) 🎉 he said “yes" "no"')

  await ann.putCaret('Plan'.length + 1)
  await ann.type(' :rock')
  await expect(emoji.getByRole('option', { selected: true })).toBeVisible()
  await ann.press('Escape')
  await expect(emoji).toBeHidden()
  await untilAllAgree(scene.visitor, id, [ann, bob])
})

test('on a phone the bar and the lists lie at the foot, above what is written there', async ({ scene }) => {
  const lines = Array.from({ length: 30 }, (_, i) => `line ${i}`).join('\n\n')
  const id = await scene.write({ title: 'Plan', markdown: lines })
  const ann = await scene.join(id)
  const { page } = ann
  await page.setViewportSize({ width: 375, height: 560 })
  const bar = page.locator('header sp-format-bar')
  const list = page.getByRole('listbox')
  const bottom = async (target: typeof bar) => {
    const box = await target.boundingBox()
    return box ? box.y + box.height : 0
  }
  await ann.press('Escape')
  await expect(bar.getByRole('toolbar')).toBeHidden()

  await page.getByText('line 29').click()
  await expect(bar.getByRole('toolbar')).toBeVisible()
  expect(await bottom(bar)).toBe(560)
  await ann.press('End')
  await ann.type(' /')
  await expect(list).toBeVisible()
  const top = async () => (await list.boundingBox())?.y ?? 0
  await expect.poll(async () => ((await ann.ownCaret())?.bottom ?? 0) < (await top())).toBe(true)
  expect(await bottom(list)).toBeLessThanOrEqual(560 - 48)
  const box = await list.boundingBox()
  expect(box && box.x >= 0 && box.x + box.width <= 375).toBe(true)
  await list.getByRole('option', { name: entries.quote.label }).click()
  await expect(page.locator('#document blockquote')).toHaveText('line 29 ')

  // A keyboard on the screen makes the page shorter; the bar goes with its foot.
  await page.setViewportSize({ width: 375, height: 320 })
  await expect.poll(() => bottom(bar)).toBe(320)
  await bar.getByRole('button', { name: words.format.strong }).click()
  await ann.type('bold')
  await expect(page.locator('#document strong')).toHaveText('bold')

  // A finger has the handle of the line it taps, and drags that line by it.
  await page.setViewportSize({ width: 375, height: 560 })
  const finger = await page.context().newCDPSession(page)
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...touchPoints: { x: number; y: number }[]) =>
    finger.send('Input.dispatchTouchEvent', { type, touchPoints })
  const at = async (target: Locator, down = 0.5) => {
    const { x = 0, y = 0, height = 0 } = (await target.boundingBox()) ?? {}
    return { x: x + 12, y: y + height * down }
  }
  await touch('touchStart', await at(page.getByText('line 26')))
  await touch('touchEnd')
  const handle = page.getByRole('button', { name: toolWords.block.handle })
  await expect(handle).toBeVisible()
  await touch('touchStart', await at(handle))
  const below = await at(page.getByText('line 27'), 0.9)
  for (const y of [below.y - 8, below.y]) await touch('touchMove', { x: 330, y })
  await expect(page.locator('.block-drop-line')).toBeVisible()
  await touch('touchEnd')
  await expect.poll(ann.text).toContain('line 27\nline 26\nline 28')
  await expect(page.locator('sp-live-region')).toHaveText(toolWords.block.movedBelow('line 27'))
  await untilAllAgree(scene.visitor, id, [ann])
})
