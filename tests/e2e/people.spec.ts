import { expect, type Page } from '@playwright/test'
import { words } from '../../web/words.ts'
import { type Scene, test } from '../support/e2e.ts'
import { homeOf } from '../support/home.ts'
import { drive, type Person, untilEditable } from '../support/people.ts'

const END = 'Together'.length + 4

test('a new name and colour are seen by the other at once: avatar and caret', async ({ scene }) => {
  const { ann, bob } = await aPair(scene)
  await ann.putCaret(END)
  await ann.type('hello')
  await expect(bob.page.locator('.caret')).toHaveCount(1)
  const home = await ann.context.newPage()
  await home.goto(homeOf(scene))
  await home.locator('sp-people-bar .is-own').click()
  const dialog = home.getByRole('dialog', { name: words.me.heading })
  await dialog.getByLabel(words.me.name).fill('Ada Lindqvist')
  await dialog.getByRole('radio', { name: words.me.colourOf(8) }).check()
  await dialog.getByRole('button', { name: words.me.save }).click()
  await expect(dialog).toBeHidden()

  for (const avatar of [avatarOf(bob, 'Ada Lindqvist'), ann.page.locator('sp-people-bar .is-own')]) {
    await expect(avatar).toHaveAttribute('data-initials', 'AL')
    await expect(avatar).toHaveClass(/colour-7/)
  }
  await expect(bob.page.locator('.caret')).toHaveClass(/colour-7/)
  await expect(bob.page.locator('.caret-flag')).toHaveText('Ada Lindqvist')
  await ann.page.reload()
  await expect(ann.page.locator('sp-people-bar .is-own')).toHaveAttribute('data-initials', 'AL')
})

test('somebody changes their own name in a document and goes on where they were', async ({ scene }) => {
  const { ann, bob } = await aPair(scene)
  await ann.page.locator('sp-people-bar .is-own').click()
  const dialog = ann.page.getByRole('dialog', { name: words.me.heading })
  await dialog.getByLabel(words.me.name).fill('Grete Holm')
  await ann.press('Enter')
  await expect(dialog).toBeHidden()
  await expect(avatarOf(bob, 'Grete Holm')).toHaveAttribute('data-initials', 'GH')
  await expect(ann.page.locator('sp-people-bar .is-own')).toBeFocused()
})

test('a name of nothing is refused in words, and Cancel changes nothing', async ({ scene }) => {
  const { ann } = await aPair(scene)
  const mine = ann.page.locator('sp-people-bar .is-own')
  const before = (await mine.getAttribute('data-initials')) ?? ''
  await mine.click()
  const dialog = ann.page.getByRole('dialog', { name: words.me.heading })
  await dialog.getByLabel(words.me.name).fill('   ')
  await ann.press('Enter')
  await expect(dialog.getByRole('alert')).toHaveText(words.me.required)
  await dialog.getByRole('button', { name: words.me.cancel }).click()
  await expect(dialog).toBeHidden()
  await expect(mine).toHaveAttribute('data-initials', before)
})

test('an avatar says that somebody writes while they do, and then that they are here or away', async ({
  scene,
}) => {
  const { ann, bob } = await aPair(scene)
  const state = () => bob.page.locator('.people .avatar').first().getAttribute('aria-label')
  await expect.poll(state).toContain(words.people.reading)
  await ann.putCaret(END)
  await expect(bob.page.locator('.caret')).toHaveCount(1)
  expect(await state()).toContain(words.people.reading)
  await ann.type('a word')
  await expect.poll(state).toContain(words.people.editing)
  // Without a key for a while she thinks, and her caret stays where it is.
  await expect.poll(state).toContain(words.people.reading)
  await expect(bob.page.locator('.caret')).toHaveCount(1)
  await ann.press('Alt+F10')
  await expect(bob.page.locator('.caret')).toHaveCount(0)
  await hide(ann)
  await expect.poll(state).toContain(words.people.away)
})

test('a reload is no coming and going: the avatar stays, nothing is announced', async ({ scene }) => {
  const { ann, bob } = await aPair(scene)
  await expect(bob.page.locator('.people .avatar')).toHaveCount(1)
  const seen = await watchPeople(bob.page)
  for (let i = 0; i < 3; i++) {
    await ann.page.reload()
    await untilEditable(ann.page)
  }
  await ann.putCaret(END)
  await ann.type('back')
  await expect.poll(bob.text).toBe('xback')
  await expect(bob.page.locator('.caret')).toHaveCount(1)
  expect(await seen()).toEqual({ counts: [1], said: '' })
})

test('somebody who comes is there at once, and somebody who goes is gone', async ({ scene }) => {
  const { id, bob } = await aPair(scene)
  const people = bob.page.locator('.people .avatar:visible')
  await expect(people).toHaveCount(1)
  const eve = await scene.join(id)
  await expect(people).toHaveCount(2)
  await expect(bob.page.locator('sp-live-region')).toContainText('joined')
  await eve.close()
  await expect(people).toHaveCount(1, { timeout: 10_000 })
  await expect(bob.page.locator('sp-live-region')).toContainText('left')
})

test('one person with two tabs is one avatar for others and none for themselves', async ({ scene }) => {
  const { id, ann, bob } = await aPair(scene)
  const second = drive(await ann.context.newPage(), ann.context)
  await second.page.goto(scene.address(id))
  await untilEditable(second.page)
  await second.putCaret(END)
  await second.type('from the second tab')
  await expect.poll(bob.text).toBe('xfrom the second tab')
  await expect(bob.page.locator('.people .avatar')).toHaveCount(1)
  await expect(ann.page.locator('.people .avatar')).toHaveCount(1)
  await expect(ann.page.locator('.caret')).toHaveCount(1)
})

test('Share copies the link, also where the page is no secure context', async ({ scene }) => {
  const { id, ann } = await aPair(scene)
  await ann.page.getByRole('button', { name: words.share.button }).click()
  await expect(ann.page.getByText(words.share.copied)).toBeVisible()
  await ann.putCaret(END)
  await ann.press('Control+v')
  await expect.poll(ann.text).toBe(`x${scene.address(id)}`)
})

test('on a phone two faces are shown, and how many more there are', async ({ scene }) => {
  const { id, ann, bob } = await aPair(scene)
  for (let i = 0; i < 3; i++) await scene.join(id)
  const shown = ann.page.locator('.people .avatar:visible')
  await expect(shown).toHaveCount(4)
  await ann.page.setViewportSize({ width: 375, height: 700 })
  await expect(shown).toHaveCount(3)
  await expect(shown.last()).toHaveAttribute('data-initials', '+2')
  await bob.page.setViewportSize({ width: 375, height: 700 })
  await expect(bob.page.locator('.people .avatar:visible').last()).toHaveAccessibleName(words.people.more(2))
})

async function aPair(scene: Scene) {
  const id = await scene.write({ markdown: '# Together\n\nx\n' })
  const [ann, bob] = [await scene.join(id), await scene.join(id)]
  return { id, ann, bob }
}

function avatarOf(seer: Person, name: string) {
  return seer.page.locator('.people').getByRole('button', { name })
}

/** What a page is told when another tab comes to the front; a headless browser cannot be made to do it. */
function hide({ page }: Person): Promise<void> {
  return page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'hidden' })
    document.dispatchEvent(new Event('visibilitychange'))
  })
}

/** Every number of avatars that is ever drawn from now on, and what is said to screen readers. */
async function watchPeople(page: Page) {
  await page.evaluate(() => {
    const bar = document.querySelector('sp-people-bar')
    const counts = new Set([bar?.querySelectorAll('.people .avatar').length])
    const look = () => counts.add(bar?.querySelectorAll('.people .avatar').length)
    if (bar) new MutationObserver(look).observe(bar, { childList: true, subtree: true })
    Object.assign(window, { counts })
  })
  return () =>
    page.evaluate(() => ({
      counts: [...(Reflect.get(window, 'counts') as Set<number>)],
      said: document.querySelector('sp-live-region')?.textContent?.trim(),
    }))
}
